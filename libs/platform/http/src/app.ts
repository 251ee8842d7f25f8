import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Logger, Metrics } from '@soomcare/observability';
import cors from 'cors';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';

import { httpErrors } from './errors.ts';
import { fixedHeaders } from './fixed-headers.ts';
import { problemHandler } from './problem.ts';
import { requestId } from './request-id.ts';
import { requestLog } from './request-log.ts';

export interface HttpAppOptions {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Browser origins that may call; an app on a phone sends none. */
  readonly corsOrigins: readonly string[];
  /** How many proxies of ours stand in front: only their `X-Forwarded-For` entries are believed. */
  readonly trustProxyHops: number;
  readonly routers: readonly { readonly prefix: string; readonly router: RequestHandler }[];
}

const noStore = (_request: IncomingMessage, response: ServerResponse, next: () => void) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

const exposedHeaders = ['ETag', 'Location', 'X-Request-Id', 'Retry-After', 'RateLimit', 'RateLimit-Policy'];

/** The Express app around the routers: headers, logs, and problem+json for whatever goes wrong. */
export const createHttpApp = (options: HttpAppOptions): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', options.trustProxyHops);

  app.use(requestId, requestLog(options));
  app.use(
    fixedHeaders([
      helmet({ strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true } }),
      cors({ origin: [...options.corsOrigins], exposedHeaders, maxAge: 600 }),
      noStore,
    ]),
  );
  for (const { prefix, router } of options.routers) app.use(prefix, router);

  app.use(() => {
    throw httpErrors.NOT_FOUND();
  });
  app.use(problemHandler(options.logger));
  return app;
};
