import { hash } from 'node:crypto';

import type { Versions } from '@soomcare/cache';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';

import type { Access } from './access.ts';
import { authorise, type Caller } from './authorise.ts';
import { bodyTag, callerHas, expectedVersionOf, sendUnchanged, setTag } from './conditional.ts';
import { checkContracts } from './contract-check.ts';
import { type Call, type Contract, type Endpoint, Reply } from './endpoint.ts';
import { httpErrors } from './errors.ts';
import { FileReply, mediaTypeOf, sendFile } from './file-reply.ts';
import { localeOf } from './locale.ts';
import { answerUnchanged, isOwnData, ownDataTagOf, readVersion, renewVersion } from './own-data.ts';
import { type OpenProfile, switchProfile } from './profile.ts';
import { addressKey, GENERAL_LIMIT, type RateLimiter } from './rate-limit.ts';
import { requestIdOf } from './request-id.ts';
import { compileSerialiser } from './serialise.ts';
import { sendStream, StreamReply } from './stream-reply.ts';
import { parse } from './validation.ts';

export const BODY_LIMIT_BYTES = 256 * 1024;
const NO_FINGERPRINT = Buffer.alloc(0);
const MAX_IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,100}$/;

export interface MountOptions {
  /** Lets only a live member session through and puts the actor on the request. */
  readonly memberGuard?: RequestHandler;
  /** The same for the cookie session of staff, forged requests of other pages kept out. */
  readonly staffGuard?: RequestHandler;
  /** What `X-Profile` may name. Without it nobody has a profile beside their own. */
  readonly openProfile?: OpenProfile;
  readonly rateLimiter: RateLimiter;
  /** Of each member's data. Without them every read goes to its handler. */
  readonly versions?: Versions;
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
  contract.idempotent ? hash('sha256', JSON.stringify(body), 'buffer') : NO_FINGERPRINT;

const asReply = (answer: unknown): Reply<unknown> =>
  answer instanceof Reply ? (answer as Reply<unknown>) : new Reply(answer, {});

const sender = (contract: Contract) => {
  const serialise = contract.response ? compileSerialiser(contract.response) : null;
  const status = contract.status ?? (serialise ? 200 : 204);

  return (request: Request, response: Response, answer: unknown) => {
    if (contract.alternatives) response.vary('Accept');
    if (answer instanceof FileReply) return sendFile(request, response, answer);
    if (answer instanceof StreamReply) return sendStream(request, response, answer);

    const { body, headers } = asReply(answer);
    response.statusCode = status;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    // A handler knows its path below the mount only.
    if (headers['Location']) response.setHeader('Location', `${request.baseUrl}${headers['Location']}`);
    if (!serialise) return response.end();

    const payload = serialise(body);
    if (contract.conditional) {
      const tag = headers['ETag'] ?? ownDataTagOf(response) ?? bodyTag(payload);
      if (callerHas(request, tag)) return sendUnchanged(response, tag);
      setTag(response, tag);
    }
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.setHeader('Content-Length', Buffer.byteLength(payload));
    return response.end(payload);
  };
};

const goneSignalOf = (response: Response): AbortSignal => {
  const gone = new AbortController();
  const leave = () => {
    if (!response.writableFinished) gone.abort();
  };
  // Whoever left before a handler asked will not leave again.
  if (response.closed) leave();
  else response.once('close', leave);
  return gone.signal;
};

/** What most handlers never ask is worked out when one asks. A class: getters in a literal cost 1.4 µs an object (measured). */
class CallFacts implements Call {
  private readonly request: Request;
  private readonly response: Response;
  private gone: AbortSignal | undefined;
  readonly requestId: string;
  readonly mediaType: string;
  readonly expectedVersion: number | null;
  readonly idempotency: Call['idempotency'];

  constructor(
    request: Request,
    response: Response,
    checked: Pick<Call, 'mediaType' | 'expectedVersion' | 'idempotency'>,
  ) {
    this.request = request;
    this.response = response;
    this.requestId = requestIdOf(response);
    this.mediaType = checked.mediaType;
    this.expectedVersion = checked.expectedVersion;
    this.idempotency = checked.idempotency;
  }

  get locale() {
    return localeOf(this.request);
  }

  get address() {
    return this.request.ip ?? '';
  }

  get userAgent() {
    return this.request.get('User-Agent')?.slice(0, 200) ?? '';
  }

  get signal() {
    this.gone ??= goneSignalOf(this.response);
    return this.gone;
  }

  get upload() {
    return { contentType: this.request.get('Content-Type') ?? '', content: this.request };
  }
}

/** The last step of a route: parse, do the one line of work, answer. */
const worker = ({ contract, handle }: Endpoint): RequestHandler => {
  const send = sender(contract);

  return async (request, response) => {
    const locale = () => localeOf(request);
    const params = contract.params ? parse(contract.params, request.params, 'path', locale) : undefined;
    // Most requests bring no query, and most contracts take none: then there is nothing to parse.
    const hasQuery = contract.query !== undefined || request.url.includes('?');
    const query = hasQuery
      ? parse(contract.query ?? nothing, { ...request.query }, 'query', locale)
      : undefined;
    const mediaType = mediaTypeOf(request, contract);
    const expectedVersion = expectedVersionOf(request, contract.ifMatch);
    const body = contract.body ? parse(contract.body, request.body, 'body', locale) : undefined;
    const idempotency = {
      key: idempotencyKeyOf(request, contract),
      fingerprint: fingerprintOf(contract, body),
    };
    const call = new CallFacts(request, response, { mediaType, expectedVersion, idempotency });

    await send(request, response, await handle({ actor: actorOf(request), params, query, body, call }));
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
  const { access, limit, neverLimited } = contract;
  const { rateLimiter, versions, openProfile, now } = options;
  const readVersions = isOwnData(contract) ? versions : undefined;

  const admit: RequestHandler = async (request, _response, next) => {
    // Limits count who has logged in, so that neither more profiles nor guessing at them gives more calls.
    const key = actorOf(request)?.id ?? addressKey(request.ip ?? '');
    if (!neverLimited) await rateLimiter.consume(GENERAL_LIMIT, key);
    if (limit) await rateLimiter.consume(limit, key);
    if (access.kind === 'member') await switchProfile(request, access, openProfile);
    authorise(access, actorOf(request), now());
    next();
  };

  return [
    nameRoute(contract.path),
    ...(readVersions ? [readVersion(readVersions)] : []),
    ...guardsOf(access, options),
    admit,
    ...(readVersions ? [answerUnchanged(readVersions, now)] : []),
    ...(contract.body ? [readBody] : []),
    worker(versions ? renewVersion(endpoint, versions) : endpoint),
  ];
};

const expressPath = (path: string) => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** The routes of some contracts, those that answer 405 last. */
const routerOf = (endpoints: readonly Endpoint[], options: MountOptions): Router => {
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

/** `doses` of `/doses/{id}/take`. */
const firstStep = (path: string) => path.split('/', 2)[1] ?? '';

/**
 * Turns contracts into an Express handler. Order on each request: who calls, how often, for whom,
 * may they, do they have it already, what do they send, the work. A known path with another method answers 405 with `Allow`.
 * Routes are found by their first step: Express tries one after the other, and there are hundreds.
 * @throws Error when a contract is unsafe (no access policy, not strict, declared twice).
 */
export const mount = (endpoints: readonly Endpoint[], options: MountOptions): RequestHandler => {
  checkContracts(endpoints);

  const groups = Map.groupBy(endpoints, ({ contract }) => firstStep(contract.path));
  const routers = new Map([...groups].map(([step, group]) => [step, routerOf(group, options)]));

  return (request, response, next) => {
    const router = routers.get(firstStep(request.path));
    if (router) router(request, response, next);
    else next();
  };
};
