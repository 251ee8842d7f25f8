import type { Versions } from '@soomcare/cache';
import { createLogger, createMetrics } from '@soomcare/observability';
import supertest from 'supertest';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';

import { type Actor, member } from './access.ts';
import { createHttpApp } from './app.ts';
import { createMemberGuard } from './bearer.ts';
import { endpoint } from './endpoint.ts';
import { httpErrors } from './errors.ts';
import { mount } from './mount.ts';
import type { Limit } from './rate-limit.ts';
import { type HttpServer, serve } from './server.ts';

const actor: Actor = {
  id: '01890f3e-0000-7000-8000-000000000001',
  sessionId: '01890f3e-0000-7000-8000-000000000002',
  timeZone: 'Asia/Seoul',
  consents: ['service'],
  authenticatedAt: new Date('2026-03-01T00:00:00.000Z'),
};

/** What the requests meet, and how often the handlers ran. */
const initially = {
  now: '2026-03-01T00:00:00.000Z',
  version: 'one' as string | null,
  isLive: true,
  isLimited: false,
  timeZone: 'Asia/Seoul',
};
let world = { ...initially };
let handled: string[] = [];
let renewed: string[] = [];

const versions: Versions = {
  current: () => Promise.resolve(world.version),
  renew(owner) {
    renewed.push(owner);
    world.version = `${world.version}+`;
    return Promise.resolve();
  },
};

const base = { tag: 'Walks', summary: 'Walks', access: member() } as const;
const endpoints = [
  endpoint(
    {
      ...base,
      method: 'get',
      path: '/walks',
      operationId: 'listWalks',
      query: z.strictObject({ limit: z.coerce.number().max(100).optional() }),
      conditional: 'own-data',
      response: z.object({ version: z.string() }),
    },
    () => {
      handled.push('list');
      return Promise.resolve({ version: String(world.version) });
    },
  ),
  endpoint({ ...base, method: 'post', path: '/walks', operationId: 'recordWalk' }, () => {
    handled.push('record');
    return Promise.resolve();
  }),
  endpoint({ ...base, method: 'delete', path: '/walks', operationId: 'removeWalks' }, () =>
    Promise.reject(new Error('the answer of the database was lost')),
  ),
];

let server: HttpServer;
beforeAll(async () => {
  const logger = createLogger({ level: 'silent', name: 'test' });
  const memberGuard = createMemberGuard((_token, onGenuine) => {
    onGenuine?.(actor.id);
    return Promise.resolve(world.isLive ? { ...actor, timeZone: world.timeZone } : null);
  });
  const rateLimiter = {
    consume: (_limit: Limit) =>
      world.isLimited
        ? Promise.reject(httpErrors.TOO_MANY_REQUESTS({ headers: { 'Retry-After': '1' } }))
        : Promise.resolve(),
    reset: () => Promise.resolve(),
  };
  const router = mount(endpoints, { memberGuard, rateLimiter, versions, now: () => new Date(world.now) });
  const listener = createHttpApp({
    logger,
    metrics: createMetrics(),
    corsOrigins: [],
    trustProxyHops: 0,
    routers: [{ prefix: '/v1', router }],
  });
  server = await serve({ listener, port: 0, logger, onDrain: () => {}, drainMs: 0 });
});
afterAll(() => server.stop());
beforeEach(() => {
  world = { ...initially };
  [handled, renewed] = [[], []];
});

const call = (method: 'get' | 'head' | 'post' | 'delete' = 'get', path = '/v1/walks') =>
  supertest(`http://127.0.0.1:${server.port}`)[method](path).set('Authorization', 'Bearer a.b.c');
const tagOf = async (path?: string) => String((await call('get', path).expect(200)).headers['etag']);
const reRead = (tag: string, path?: string) => call('get', path).set('If-None-Match', tag);

test('an unchanged read is 304 without its handler, for GET and HEAD, weakly compared and in a list of tags', async () => {
  const tag = await tagOf();
  const strong = tag.replace('W/', '');

  const answers = [
    await reRead(tag).expect(304),
    await reRead(`"other", ${strong}`).expect(304),
    await call('head').set('If-None-Match', tag).expect(304),
  ];

  expect(handled).toEqual(['list']);
  for (const { headers, text } of answers) {
    expect([headers['etag'], headers['cache-control'], text ?? '']).toEqual([tag, 'private, no-cache', '']);
  }
});

test('a star asks the handler, since it stands for an answer only where there is one', async () => {
  await reRead('*').expect(304);
  await reRead('*', '/v1/walks?limit=1000').expect(400);

  expect(handled).toEqual(['list']);
});

test('another version, query, time zone or day has another tag', async () => {
  const tag = await tagOf();

  await reRead(tag, '/v1/walks?limit=5').expect(200);
  for (const different of [
    { version: 'two' },
    { timeZone: 'Asia/Tokyo' },
    { now: '2026-03-01T15:00:00.000Z' },
  ]) {
    world = { ...initially, ...different };
    await reRead(tag).expect(200);
  }
});

test('nobody gets a 304 whose session has ended or whose calls are used up', async () => {
  const tag = await tagOf();

  world = { ...initially, isLive: false };
  await reRead(tag).expect(401);
  world = { ...initially, isLimited: true };
  await reRead(tag).expect(429);
});

test('a change renews the version of whoever made it, also one whose answer was lost; a read does not', async () => {
  const tag = await tagOf();

  await call('post').expect(204);
  await call('delete').expect(500);
  expect(renewed).toEqual([actor.id, actor.id]);
  await reRead(tag).expect(200);

  expect(renewed).toHaveLength(2);
});

test('a read that a change overtakes has the tag of before, so that the next one is not 304', async () => {
  const slow = versions.current;
  versions.current = async (owner) => {
    const known = await slow(owner);
    await versions.renew(owner);
    return known;
  };
  const tag = await tagOf();
  versions.current = slow;

  await reRead(tag).expect(200);
});

test('without a version the body decides', async () => {
  world.version = null;
  const tag = await tagOf();
  await reRead(tag).expect(304);

  expect(handled).toEqual(['list', 'list']);
});
