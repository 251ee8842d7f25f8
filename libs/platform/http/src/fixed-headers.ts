import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

import type { RequestHandler } from 'express';

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** What middlewares set on the answer to a GET of no browser page. */
const record = (middlewares: readonly Middleware[]) => {
  const request = new IncomingMessage(new Socket());
  request.method = 'GET';
  const response = new ServerResponse(request);
  for (const middleware of middlewares) middleware(request, response, () => {});

  return Object.entries(response.getHeaders()).map(([name, value]) => [name, value ?? ''] as const);
};

/**
 * Runs middlewares that only set headers, and look at nothing but the method and `Origin`: for a caller that is no
 * browser page they are asked once, at the start, and what they said is copied.
 */
export const fixedHeaders = (middlewares: readonly Middleware[]): RequestHandler => {
  const recorded = record(middlewares);

  return (request, response, next) => {
    if (request.headers.origin !== undefined || request.method === 'OPTIONS') {
      const run = middlewares.reduceRight<() => void>(
        (following, middleware) => () => middleware(request, response, following),
        next,
      );
      return run();
    }

    for (const [name, value] of recorded) response.setHeader(name, value);
    next();
  };
};
