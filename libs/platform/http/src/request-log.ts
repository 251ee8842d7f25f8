import type { Logger, Metrics } from '@soomcare/observability';
import type { Request, RequestHandler } from 'express';

import { requestIdOf } from './request-id.ts';

/** The pattern, never the address itself: an id in a path may point at a person. */
const routeOf = (request: Request): string => {
  const route = request.route as { path?: string } | undefined;
  return route?.path ? `${request.baseUrl}${route.path}` : 'unmatched';
};

/** One line and one histogram sample a request, written when the answer has left. */
export const requestLog =
  ({ logger, metrics }: { logger: Logger; metrics: Metrics }): RequestHandler =>
  (request, response, next) => {
    const startedAt = process.hrtime.bigint();
    response.once('close', () => {
      const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
      const seen = { method: request.method, route: routeOf(request), status: response.statusCode };
      metrics.observeRequest({ ...seen, seconds });
      logger.info(
        {
          ...seen,
          ms: Math.round(seconds * 1e4) / 10,
          requestId: requestIdOf(response),
          cut: !response.writableFinished,
        },
        'request',
      );
    });
    next();
  };
