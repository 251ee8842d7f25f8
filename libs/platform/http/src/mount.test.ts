import { EventEmitter, once } from 'node:events';

import { createLogger, createMetrics } from '@soomcare/observability';
import supertest from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

import { type Actor, anyone, member } from './access.ts';
import { createHttpApp } from './app.ts';
import { createMemberGuard } from './bearer.ts';
import { created, endpoint, versioned } from './endpoint.ts';
import { defineErrors } from './errors.ts';
import { mount } from './mount.ts';
import { type HttpServer, serve } from './server.ts';

const now = new Date('2026-03-01T00:00:00.000Z');
const actor: Actor = {
  id: '01890f3e-0000-7000-8000-000000000001',
  sessionId: '01890f3e-0000-7000-8000-000000000002',
  timeZone: 'Asia/Seoul',
  consents: ['service'],
  authenticatedAt: now,
};
const errors = defineErrors({ THING_BROKEN: [422, 'This thing is broken', '고장 난 물건입니다'] });
const thing = z.object({ id: z.uuid(), version: z.int(), name: z.string() }).meta({ id: 'Thing' });
const view = (name: string) => ({ id: actor.id, version: 3, name });
const base = { tag: 'Things', summary: 'A thing' };

const patience = new EventEmitter();

const endpoints = [
  endpoint(
    {
      ...base,
      method: 'get',
      path: '/things',
      operationId: 'listThings',
      access: anyone('test'),
      response: z.object({ names: z.array(z.string()) }),
      conditional: true,
    },
    () => Promise.resolve({ names: ['하나'] }),
  ),
  endpoint(
    {
      ...base,
      method: 'post',
      path: '/things',
      operationId: 'makeThing',
      access: member(),
      status: 201,
      idempotent: true,
      body: z.strictObject({ name: z.string().min(2) }),
      response: thing,
    },
    ({ body }) => Promise.resolve(created('/things', view(body.name))),
  ),
  endpoint(
    {
      ...base,
      method: 'patch',
      path: '/things/{id}',
      operationId: 'changeThing',
      access: member(),
      params: z.strictObject({ id: z.uuid() }),
      body: z.strictObject({ name: z.string() }),
      ifMatch: 'required',
      response: thing,
    },
    ({ call }) => Promise.resolve(versioned(view(`seen ${call.expectedVersion}`))),
  ),
  endpoint(
    {
      ...base,
      method: 'delete',
      path: '/things/{id}',
      operationId: 'dropThing',
      access: member({ recentLogIn: true }),
      params: z.strictObject({ id: z.uuid() }),
    },
    () => Promise.resolve(),
  ),
  endpoint(
    {
      ...base,
      method: 'get',
      path: '/secrets',
      operationId: 'getSecret',
      access: member({ consents: ['health-data'] }),
    },
    () => Promise.resolve(),
  ),
  endpoint(
    {
      ...base,
      method: 'get',
      path: '/broken',
      operationId: 'getBroken',
      access: anyone('test'),
      errors: [errors.THING_BROKEN],
    },
    () => {
      throw errors.THING_BROKEN({ detail: 'lid' });
    },
  ),
  endpoint(
    { ...base, method: 'get', path: '/patience', operationId: 'getPatience', access: anyone('test') },
    async ({ call }) => {
      await new Promise((_, reject) => {
        call.signal.addEventListener('abort', () => {
          reject(call.signal.reason as Error);
        });
        patience.emit('asked');
      }).finally(() => patience.emit('ended', call.signal.aborted));
    },
  ),
  endpoint(
    { ...base, method: 'get', path: '/crash', operationId: 'getCrash', access: anyone('test') },
    () => {
      throw new Error('SELECT secret FROM members');
    },
  ),
];

let server: HttpServer;
let draining = false;
beforeAll(async () => {
  const logger = createLogger({ level: 'silent', name: 'test' });
  const memberGuard = createMemberGuard((token) => {
    if (token === 'old')
      return Promise.resolve({ ...actor, authenticatedAt: new Date(now.getTime() - 16 * 60_000) });
    return Promise.resolve(token === 'good' ? actor : null);
  });
  const rateLimiter = { consume: () => Promise.resolve(), reset: () => Promise.resolve() };
  const router = mount(endpoints, { memberGuard, rateLimiter, now: () => now });
  const listener = createHttpApp({
    logger,
    metrics: createMetrics(),
    corsOrigins: ['https://app.soomcare.example'],
    trustProxyHops: 0,
    routers: [{ prefix: '/v1', router }],
  });
  server = await serve({ listener, port: 0, logger, onDrain: () => (draining = true), drainMs: 0 });
});
afterAll(() => server.stop());

const call = () => supertest(`http://127.0.0.1:${server.port}`);
const asMember = { Authorization: 'Bearer good' };
const one = `/v1/things/${actor.id}`;

const expectProblem = (response: supertest.Response, status: number, code: string) => {
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(response.body).toMatchObject({ status, code, requestId: response.headers['x-request-id'] });
  expect(response.status).toBe(status);
};

test.each([
  ['an unknown path', () => call().get('/v1/nothing'), 404, 'NOT_FOUND'],
  ['a path that begins as a known one', () => call().get('/v1/thingsx'), 404, 'NOT_FOUND'],
  ['more steps than a known path', () => call().get('/v1/things/1/2'), 404, 'NOT_FOUND'],
  ['a known path with another method', () => call().put('/v1/things'), 405, 'METHOD_NOT_ALLOWED'],
  ['a broken percent escape', () => call().get('/v1/things/%E0%A4%A'), 400, 'MALFORMED_URL'],
  ['an unknown query key', () => call().get('/v1/things?x=1'), 400, 'INVALID_REQUEST'],
  ['no log-in', () => call().post('/v1/things').send({ name: 'ab' }), 401, 'LOG_IN_REQUIRED'],
  [
    'a bad log-in',
    () => call().post('/v1/things').set('Authorization', 'Bearer bad'),
    401,
    'LOG_IN_REQUIRED',
  ],
  [
    'another scheme',
    () => call().post('/v1/things').set('Authorization', 'Basic Z29vZA=='),
    401,
    'LOG_IN_REQUIRED',
  ],
  ['a consent that is missing', () => call().get('/v1/secrets').set(asMember), 403, 'CONSENT_REQUIRED'],
  [
    'a log-in too old for a dangerous act',
    () => call().delete(one).set('Authorization', 'Bearer old'),
    403,
    'RECENT_LOG_IN_REQUIRED',
  ],
  [
    'broken JSON',
    () => call().post('/v1/things').set(asMember).type('json').send('{"a":'),
    400,
    'MALFORMED_JSON',
  ],
  [
    'JSON that is no object',
    () => call().post('/v1/things').set(asMember).type('json').send('3'),
    400,
    'MALFORMED_JSON',
  ],
  [
    'a form',
    () => call().post('/v1/things').set(asMember).type('form').send('name=ab'),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'another charset',
    () =>
      call()
        .post('/v1/things')
        .set({ ...asMember, 'Content-Type': 'application/json; charset=x-odd' })
        .send('{}'),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  ['no body at all', () => call().post('/v1/things').set(asMember), 400, 'INVALID_REQUEST'],
  [
    'a body over 256 KiB',
    () =>
      call()
        .post('/v1/things')
        .set(asMember)
        .send({ name: 'x'.repeat(300_000) }),
    413,
    'BODY_TOO_LARGE',
  ],
  [
    'an unknown body key',
    () => call().post('/v1/things').set(asMember).send({ name: 'ab', admin: true }),
    400,
    'INVALID_REQUEST',
  ],
  [
    'an odd idempotency key',
    () =>
      call()
        .post('/v1/things')
        .set({ ...asMember, 'Idempotency-Key': 'a b' })
        .send({ name: 'ab' }),
    400,
    'INVALID_REQUEST',
  ],
  [
    'an edit without If-Match',
    () => call().patch(one).set(asMember).send({ name: 'x' }),
    428,
    'IF_MATCH_REQUIRED',
  ],
  [
    'an edit with a tag that is none of ours',
    () =>
      call()
        .patch(one)
        .set({ ...asMember, 'If-Match': '"x"' })
        .send({ name: 'x' }),
    412,
    'VERSION_MISMATCH',
  ],
  ['a catalogue error', () => call().get('/v1/broken'), 422, 'THING_BROKEN'],
  ['a crash', () => call().get('/v1/crash'), 500, 'INTERNAL_ERROR'],
])('%s is answered with problem+json', async (_what, send, status, code) => {
  expectProblem(await send(), status, code);
});

test('405 names the methods that are offered', async () => {
  const { headers } = await call().put('/v1/things');
  expect(headers['allow']).toBe('GET, HEAD, OPTIONS, POST');
});

test('a crash tells nothing about its cause', async () => {
  const { text } = await call().get('/v1/crash');
  expect(text).not.toMatch(/SELECT|members|Error:/);
});

test('titles are Korean unless the caller prefers English', async () => {
  const korean = await call().get('/v1/broken');
  const english = await call().get('/v1/broken').set('Accept-Language', 'fr, en;q=0.8, ko;q=0.5');
  expect(korean.body).toMatchObject({ title: '고장 난 물건입니다', detail: 'lid' });
  expect(english.body).toMatchObject({ title: 'This thing is broken' });
});

test('validation names every bad field by JSON pointer in the caller’s language', async () => {
  const response = await call().post('/v1/things').set(asMember).send({ name: 'x' });
  expect(response.body).toMatchObject({
    errors: [{ pointer: '/name', message: expect.stringMatching(/[가-힣]/) as string }],
  });
});

test('a new row answers 201 with its address below the mount and its version', async () => {
  const response = await call().post('/v1/things').set(asMember).send({ name: 'ab' }).expect(201);
  expect(response.headers['location']).toBe(one);
  expect(response.headers['etag']).toBe('"3"');
  expect(response.body).toEqual(view('ab'));
});

test('an edit sees the version that the caller had read; a star stands for any', async () => {
  const edit = (tag: string) =>
    call()
      .patch(one)
      .set({ ...asMember, 'If-Match': tag })
      .send({ name: 'x' })
      .expect(200);
  expect((await edit('"7"')).body).toMatchObject({ name: 'seen 7' });
  expect((await edit('*')).body).toMatchObject({ name: 'seen null' });
});

test('an unchanged list is 304 without content, for GET and HEAD', async () => {
  const first = await call().get('/v1/things').expect(200);
  const tag = String(first.headers['etag']);
  const again = await call().get('/v1/things').set('If-None-Match', `"other", ${tag}`).expect(304);
  expect(again.text).toBe('');
  await call().head('/v1/things').expect(200);
});

test('answers are not stored by caches, except tagged ones, which must be asked for again', async () => {
  const list = await call().get('/v1/things');
  const other = await call().get('/v1/broken');
  expect(list.headers['cache-control']).toBe('private, no-cache');
  expect(other.headers['cache-control']).toBe('no-store');
});

test('a harmless request id is taken over, any other is replaced', async () => {
  const kept = await call().get('/v1/things').set('X-Request-Id', 'trace-12345678');
  const replaced = await call().get('/v1/things').set('X-Request-Id', '{"evil": 1}');
  expect(kept.headers['x-request-id']).toBe('trace-12345678');
  expect(replaced.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
});

test('only listed browser origins may read answers', async () => {
  const listed = await call().get('/v1/things').set('Origin', 'https://app.soomcare.example');
  const other = await call().get('/v1/things').set('Origin', 'https://evil.example');
  expect(listed.headers['access-control-allow-origin']).toBe('https://app.soomcare.example');
  expect(other.headers['access-control-allow-origin']).toBeUndefined();
});

test('headers beyond 16 KiB are answered with problem+json too', async () => {
  const response = await call().get('/v1/things').set('X-Big', 'x'.repeat(20_000));
  expect(response.status).toBe(431);
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
});

test('no answer names the framework, every one carries the security headers', async () => {
  const { headers } = await call().get('/v1/nothing');
  expect(headers['x-powered-by']).toBeUndefined();
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['strict-transport-security']).toContain('max-age=31536000');
});

test('stopping says so first, then lets a running request finish', async () => {
  const logger = createLogger({ level: 'silent', name: 'test' });
  let finish = () => {};
  const arrived = Promise.withResolvers<void>();
  const slow = await serve({
    listener: (_request, response) => {
      finish = () => response.end('done');
      arrived.resolve();
    },
    port: 0,
    logger,
    onDrain: () => (draining = true),
    drainMs: 0,
  });
  const running = supertest(`http://127.0.0.1:${slow.port}`)
    .get('/')
    .buffer(true)
    .then((response) => response.text);
  await arrived.promise;

  draining = false;
  const stopped = slow.stop();
  expect(draining).toBe(true);
  finish();
  expect(await running).toBe('done');
  await stopped;
});

test('work for a caller who has gone is given up', async () => {
  const caller = new AbortController();
  const asked = once(patience, 'asked');
  const ended = once(patience, 'ended');
  const answer = fetch(`http://127.0.0.1:${server.port}/v1/patience`, { signal: caller.signal });
  await asked;
  caller.abort();

  await expect(answer).rejects.toThrow('aborted');
  expect(await ended).toEqual([true]);
});
