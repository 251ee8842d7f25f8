import { createHash } from 'node:crypto';

import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';

import type { Access } from './access.ts';
import { authorise, type Caller } from './authorise.ts';
import { bodyTag, callerHas, expectedVersionOf } from './conditional.ts';
import { checkContracts } from './contract-check.ts';
import { type Call, type Contract, type Endpoint, Reply } from './endpoint.ts';
import { httpErrors } from './errors.ts';
import { localeOf } from './locale.ts';
import { addressKey, GENERAL_LIMIT, type RateLimiter } from './rate-limit.ts';
import { requestIdOf } from './request-id.ts';
import { compileSerialiser } from './serialise.ts';
import { parse } from './validation.ts';

export const BODY_LIMIT_BYTES = 256 * 1024;
const MAX_IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,100}$/;

export interface MountOptions {
  /** Lets only a live member session through and puts the actor on the request. */
  readonly memberGuard?: RequestHandler;
  /** The same for the cookie session of staff, forged requests of other pages kept out. */
  readonly staffGuard?: RequestHandler;
  readonly rateLimiter: RateLimiter;
  readonly now: () => Date;
}

const nothing = z.strictObject({});
const json = express.json({ limit: BODY_LIMIT_BYTES, strict: true, type: 'application/json' });

/** Reads a JSON body where the contract has one; anything else that was sent with content is 415. */
const readBody: RequestHandler = (request, response, next) => {
  const hasContent =
    request.headers['transfer-encoding'] !== undefined || Number(request.get('Content-Length') ?? 0) > 0;
  if (hasContent && !request.is('application/json')) throw httpErrors.UNSUPPORTED_MEDIA_TYPE();
  json(request, response, next);
};

/** Who calls: set by the guard on protected routes, absent on open ones. */
const actorOf = (request: Request) => request.user as Caller;

const idempotencyKeyOf = (request: Request, contract: Contract): string | null => {
  const key = contract.idempotent ? request.get('Idempotency-Key') : undefined;
  if (key === undefined) return null;
  if (!MAX_IDEMPOTENCY_KEY.test(key)) {
    throw httpErrors.INVALID_REQUEST({
      errors: [{ pointer: 'header:Idempotency-Key', message: '1–100 printable ASCII characters' }],
    });
  }
  return key;
};

const fingerprintOf = (contract: Contract, body: unknown): Buffer =>
  contract.idempotent ? createHash('sha256').update(JSON.stringify(body)).digest() : Buffer.alloc(0);

const asReply = (answer: unknown): Reply<unknown> =>
  answer instanceof Reply ? (answer as Reply<unknown>) : new Reply(answer, {});

const sender = (contract: Contract) => {
  const serialise = contract.response ? compileSerialiser(contract.response) : null;
  const status = contract.status ?? (serialise ? 200 : 204);

  return (request: Request, response: Response, answer: unknown) => {
    const { body, headers } = asReply(answer);
    response.status(status).set(headers);
    // A handler knows its path below the mount only.
    if (headers['Location']) response.set('Location', `${request.baseUrl}${headers['Location']}`);
    if (!serialise) return response.end();

    const payload = serialise(body);
    if (contract.conditional) {
      const tag = headers['ETag'] ?? bodyTag(payload);
      response.set({ ETag: tag, 'Cache-Control': 'private, no-cache' });
      if (callerHas(request, tag)) return response.status(304).end();
    }
    response.set('Content-Type', 'application/json; charset=utf-8');
    return response.set('Content-Length', String(Buffer.byteLength(payload))).end(payload);
  };
};

/** The last step of a route: parse, do the one line of work, answer. */
const worker = ({ contract, handle }: Endpoint): RequestHandler => {
  const send = sender(contract);

  return async (request, response) => {
    const locale = localeOf(request);
    const params = contract.params ? parse(contract.params, request.params, 'path', locale) : undefined;
    const query = parse(contract.query ?? nothing, { ...request.query }, 'query', locale);
    const expectedVersion = expectedVersionOf(request, contract.ifMatch);
    const body = contract.body ? parse(contract.body, request.body, 'body', locale) : undefined;
    const call: Call = {
      requestId: requestIdOf(response),
      locale,
      address: request.ip ?? '',
      userAgent: request.get('User-Agent')?.slice(0, 200) ?? '',
      expectedVersion,
      idempotency: { key: idempotencyKeyOf(request, contract), fingerprint: fingerprintOf(contract, body) },
    };

    send(request, response, await handle({ actor: actorOf(request), params, query, body, call }));
  };
};

/** For the request log and its metrics: the pattern with the mount's prefix, also when the request fails. */
const nameRoute =
  (path: string): RequestHandler =>
  (request, response, next) => {
    response.locals['route'] = `${request.baseUrl}${path}`;
    next();
  };

/** @throws Error at boot where the app has no guard for such a route: it must never be open by omission. */
const guardsOf = (access: Access, { memberGuard, staffGuard }: MountOptions): RequestHandler[] => {
  if (access.kind === 'anyone') return [];

  const guard = access.kind === 'staff' ? staffGuard : memberGuard;
  if (!guard) throw new Error(`this app has no guard for ${access.kind} routes`);
  return [guard];
};

const route = (endpoint: Endpoint, options: MountOptions): RequestHandler[] => {
  const { contract } = endpoint;
  const { access, limit } = contract;
  const { rateLimiter, now } = options;

  const admit: RequestHandler = async (request, _response, next) => {
    const actor = actorOf(request);
    const key = actor?.id ?? addressKey(request.ip ?? '');
    await rateLimiter.consume(GENERAL_LIMIT, key);
    if (limit) await rateLimiter.consume(limit, key);
    authorise(access, actor, now());
    next();
  };

  return [
    nameRoute(contract.path),
    ...guardsOf(access, options),
    admit,
    ...(contract.body ? [readBody] : []),
    worker(endpoint),
  ];
};

const expressPath = (path: string) => path.replaceAll(/\{(\w+)\}/g, ':$1');

/**
 * Turns contracts into an Express router. Order on each request: who calls, how often, may they,
 * what do they send, the work. A known path with another method answers 405 with `Allow`.
 * @throws Error when a contract is unsafe (no access policy, not strict, declared twice).
 */
export const mount = (endpoints: readonly Endpoint[], options: MountOptions): Router => {
  checkContracts(endpoints);

  const router = Router({ caseSensitive: true, strict: true });
  for (const endpoint of endpoints) {
    router[endpoint.contract.method](expressPath(endpoint.contract.path), ...route(endpoint, options));
  }

  for (const [path, group] of Map.groupBy(endpoints, ({ contract }) => contract.path)) {
    const methods = group.map(({ contract }) => contract.method.toUpperCase());
    const allow = [...(methods.includes('GET') ? ['HEAD'] : []), ...methods, 'OPTIONS'].sort().join(', ');
    router.all(expressPath(path), nameRoute(path), () => {
      throw httpErrors.METHOD_NOT_ALLOWED({ headers: { Allow: allow } });
    });
  }
  return router;
};
