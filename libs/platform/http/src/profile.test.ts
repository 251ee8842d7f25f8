import type { Versions } from '@soomcare/cache';
import { createLogger, createMetrics } from '@soomcare/observability';
import supertest from 'supertest';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';

import { type Actor, member } from './access.ts';
import { createHttpApp } from './app.ts';
import { createMemberGuard } from './bearer.ts';
import { endpoint } from './endpoint.ts';
import { mount } from './mount.ts';
import { buildOpenApi } from './openapi.ts';
import type { OpenProfile } from './profile.ts';
import type { Limit } from './rate-limit.ts';
import { type HttpServer, serve } from './server.ts';

const guardian: Actor = {
  id: '01890f3e-0000-7000-8000-000000000001',
  sessionId: '01890f3e-0000-7000-8000-000000000002',
  timeZone: 'Asia/Seoul',
  consents: ['service', 'health-data'],
  authenticatedAt: new Date('2026-03-01T00:00:00.000Z'),
};
const CHILD = '01890f3e-0000-7000-8000-00000000000a';
const GROWN_UP = '01890f3e-0000-7000-8000-00000000000b';
const STRANGER = '01890f3e-0000-7000-8000-00000000000c';

/** The children of the guardian have the service consent only. */
const openProfile: OpenProfile = (caller, id) =>
  Promise.resolve(
    id === CHILD || id === GROWN_UP
      ? {
          actor: { ...caller, id, consents: ['service'], guardianId: caller.id },
          readOnly: id === GROWN_UP,
        }
      : null,
  );

let counted: string[] = [];
let renewed: string[] = [];
const versions: Versions = {
  current: (owner) => Promise.resolve(`of ${owner}`),
  renew(owner) {
    renewed.push(owner);
    return Promise.resolve();
  },
};

const whose = z.object({ id: z.string(), guardianId: z.string().nullable() });
const tellWhose = ({ actor }: { actor: Actor }) =>
  Promise.resolve({ id: actor.id, guardianId: actor.guardianId ?? null });
const base = { tag: 'Walks', summary: 'Walks', response: whose } as const;
const endpoints = [
  endpoint(
    { ...base, method: 'get', path: '/walks', operationId: 'a', access: member(), conditional: 'own-data' },
    tellWhose,
  ),
  endpoint({ ...base, method: 'post', path: '/walks', operationId: 'b', access: member() }, tellWhose),
  endpoint(
    {
      ...base,
      method: 'get',
      path: '/walls',
      operationId: 'c',
      access: member({ consents: ['health-data'] }),
    },
    tellWhose,
  ),
  endpoint(
    { ...base, method: 'get', path: '/keys', operationId: 'd', access: member({ ownAccount: true }) },
    tellWhose,
  ),
];

let server: HttpServer;
beforeAll(async () => {
  const logger = createLogger({ level: 'silent', name: 'test' });
  const memberGuard = createMemberGuard((_token, onGenuine) => {
    onGenuine?.(guardian.id);
    return Promise.resolve(guardian);
  });
  const rateLimiter = {
    consume(_limit: Limit, key: string) {
      counted.push(key);
      return Promise.resolve();
    },
    reset: () => Promise.resolve(),
  };
  const options = { memberGuard, rateLimiter, versions, now: () => guardian.authenticatedAt };
  const listener = createHttpApp({
    logger,
    metrics: createMetrics(),
    corsOrigins: [],
    trustProxyHops: 0,
    routers: [
      { prefix: '/v1', router: mount(endpoints, { ...options, openProfile }) },
      { prefix: '/alone', router: mount(endpoints, options) },
    ],
  });
  server = await serve({ listener, port: 0, logger, onDrain: () => {}, drainMs: 0 });
});
afterAll(() => server.stop());
beforeEach(() => {
  [counted, renewed] = [[], []];
});

const call = (profile: string | null, method: 'get' | 'post' = 'get', path = '/v1/walks') => {
  const request = supertest(`http://127.0.0.1:${server.port}`)[method](path).set('Authorization', 'Bearer a');
  return profile === null ? request : request.set('X-Profile', profile);
};

test('a call is about whoever calls, unless it names a profile', async () => {
  expect((await call(null).expect(200)).body).toEqual({ id: guardian.id, guardianId: null });
  expect((await call(CHILD).expect(200)).body).toEqual({ id: CHILD, guardianId: guardian.id });
});

test.each([STRANGER, CHILD.slice(1), 'me', `${CHILD}, ${CHILD}`, ' '])(
  'what is no profile of theirs is answered alike: %j',
  async (profile) => {
    const answer = await call(profile).expect(404);
    expect(answer.body).toMatchObject({ code: 'PROFILE_NOT_FOUND' });
    expect(JSON.stringify(answer.body)).not.toContain(CHILD);
  },
);

test('one id in capitals is the same profile', async () => {
  await call(CHILD.toUpperCase()).expect(200);
});

test('where no profiles are opened, none is there', async () => {
  await call(CHILD, 'get', '/alone/walks').expect(404);
});

test('a route about the own account refuses every profile, whosever it is', async () => {
  for (const profile of [CHILD, STRANGER]) {
    const answer = await call(profile, 'get', '/v1/keys').expect(403);
    expect(answer.body).toMatchObject({ code: 'PROFILE_REFUSED' });
  }
  await call(null, 'get', '/v1/keys').expect(200);
});

test('the consents of the profile decide, not the caller’s', async () => {
  await call(null, 'get', '/v1/walls').expect(200);
  expect((await call(CHILD, 'get', '/v1/walls').expect(403)).body).toMatchObject({
    code: 'CONSENT_REQUIRED',
  });
});

test('a profile that may only be read takes no change', async () => {
  await call(GROWN_UP).expect(200);
  const answer = await call(GROWN_UP, 'post').expect(403);

  expect(answer.body).toMatchObject({ code: 'PROFILE_READ_ONLY' });
  expect(renewed).toEqual([]);
});

test('calls are counted by log-in, also those that name a profile in vain', async () => {
  await call(CHILD).expect(200);
  await call(STRANGER).expect(404);

  expect(counted).toEqual([guardian.id, guardian.id]);
});

test('an unchanged read has the tag of the profile, and a change renews the profile’s version', async () => {
  const tagOf = async (profile: string | null) => String((await call(profile)).headers['etag']);
  const [own, childs] = [await tagOf(null), await tagOf(CHILD)];
  expect(childs).not.toBe(own);

  await call(CHILD).set('If-None-Match', childs).expect(304);
  await call(CHILD).set('If-None-Match', own).expect(200);
  await call(STRANGER).set('If-None-Match', childs).expect(404);
  await call(CHILD, 'post').expect(200);
  expect(renewed).toEqual([CHILD]);
});

test('the API document offers the header where it is taken', () => {
  const { paths } = buildOpenApi({ title: 'Walks', version: '1', description: '' }, [
    { prefix: '/v1', endpoints },
  ]);
  const offers = (path: string) => JSON.stringify(paths[path]).includes('"X-Profile"');

  expect([offers('/v1/walks'), offers('/v1/keys')]).toEqual([true, false]);
});
