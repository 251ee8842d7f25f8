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
    const startedAt = process.hrtime.bigint();
    response.once('close', () => {
      const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
      const seen = { method: request.method, route: routeOf(response), status: response.statusCode };
      metrics.observeRequest({ ...seen, seconds });
      lines.info(
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
};
