import { type Logger, type Metrics, unredacted } from '@soomcare/observability';
import type { RequestHandler, Response } from 'express';

import { requestIdOf } from './request-id.ts';

/** The pattern, never the address itself: an id in a path may point at a person. */
const routeOf = (response: Response): string =>
  typeof response.locals['route'] === 'string' ? response.locals['route'] : 'unmatched';

/** One line and one histogram sample a request, written when the answer has left. */
export const requestLog = ({ logger, metrics }: { logger: Logger; metrics: Metrics }): RequestHandler => {
  const lines = unredacted(logger);

  return (request, response, next) => {
    const startedAt = performance.now();
    response.once('close', () => {
      const ms = performance.now() - startedAt;
      const [method, route, status] = [request.method, routeOf(response), response.statusCode];
      metrics.observeRequest({ method, route, status, seconds: ms / 1000 });
      lines.info(
        {
          method,
          route,
          status,
          ms: Math.round(ms * 10) / 10,
          requestId: requestIdOf(response),
          cut: !response.writableFinished,
        },
        'request',
      );
    });
    next();
  };
};
