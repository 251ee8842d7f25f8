import { z } from 'zod';

import { DatabaseUnavailable } from '@soomcare/database';
import type { Logger } from '@soomcare/observability';
import type { ErrorRequestHandler, Request, Response } from 'express';

import { httpErrors, ProblemError } from './errors.ts';
import { localeOf } from './locale.ts';
import { requestIdOf } from './request-id.ts';

/** RFC 9457. `code` is stable API; `title` is a sentence in the caller's language. */
export const problemSchema = z
  .object({
    type: z.string().meta({ example: 'urn:soomcare:problem:not-found' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    code: z.string().meta({ example: 'NOT_FOUND' }),
    detail: z.string().optional(),
    requestId: z.string(),
    errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.output<typeof problemSchema>;

export const problemType = (code: string) =>
  `urn:soomcare:problem:${code.toLowerCase().replaceAll('_', '-')}`;

/** How long a client should wait when the database is away: it recovers within seconds. */
const RETRY_AFTER_SECONDS = '2';

/** What body-parser and Express throw, by the `type` they give it. */
const knownTypes: Readonly<Record<string, () => ProblemError>> = {
  'entity.parse.failed': httpErrors.MALFORMED_JSON,
  'entity.too.large': httpErrors.BODY_TOO_LARGE,
  'encoding.unsupported': httpErrors.UNSUPPORTED_MEDIA_TYPE,
  'charset.unsupported': httpErrors.UNSUPPORTED_MEDIA_TYPE,
  'request.aborted': httpErrors.MALFORMED_JSON,
  'request.size.invalid': httpErrors.MALFORMED_JSON,
};

export const toProblemError = (error: unknown): ProblemError => {
  if (error instanceof ProblemError) return error;
  if (error instanceof DatabaseUnavailable) {
    return httpErrors.SERVICE_UNAVAILABLE({ headers: { 'Retry-After': RETRY_AFTER_SECONDS } });
  }
  if (error instanceof URIError) return httpErrors.MALFORMED_URL();
  if (error instanceof Error && 'type' in error && typeof error.type === 'string') {
    const known = knownTypes[error.type];
    if (known) return known();
  }
  // zlib says so of a body whose Content-Encoding is not what it claims to be.
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
    return httpErrors.MALFORMED_JSON();
  }

  return httpErrors.INTERNAL_ERROR();
};

export const sendProblem = (request: Request, response: Response, problem: ProblemError) => {
  const [status, en, ko] = problem.definition;
  const body: Problem = {
    type: problemType(problem.code),
    title: localeOf(request) === 'ko' ? ko : en,
    status,
    code: problem.code,
    ...(problem.details.detail === undefined ? {} : { detail: problem.details.detail }),
    requestId: requestIdOf(response),
    ...(problem.details.errors ? { errors: [...problem.details.errors] } : {}),
  };

  response
    .status(status)
    .set(problem.details.headers ?? {})
    .set('Content-Type', 'application/problem+json; charset=utf-8')
    .end(JSON.stringify(body));
};

/** The last middleware: every failure leaves as problem+json; only our own faults are logged as errors. */
export const problemHandler =
  (logger: Logger): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    // Given up because the caller went: nobody is left to be told, and nothing is wrong.
    if (response.destroyed && error instanceof DOMException && error.name === 'AbortError') return;

    const problem = toProblemError(error);
    if (problem.status >= 500) {
      logger.error({ err: error, requestId: requestIdOf(response) }, 'request failed');
    }
    // The answer has begun: all that is left is to cut the connection, which Express does.
    if (response.headersSent) return next(error);

    sendProblem(request, response, problem);
  };
