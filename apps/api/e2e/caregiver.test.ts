import { randomBytes, randomUUID } from 'node:crypto';

import { uuidToBinary } from '@soomcare/database';
import { createRateLimiter, type HttpServer, serve } from '@soomcare/http';
import { createFakeMailer } from '@soomcare/mail';
import { createLogger, createMetrics } from '@soomcare/observability';
import { createOutboxRelay, type OutboxRelay } from '@soomcare/outbox';
import {
  type ApiClient,
  createApiClient,
  createFakeClock,
  useTestCache,
  useTestDatabase,
} from '@soomcare/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createApi } from '../src/compose.ts';
import { type Contexts, createContexts } from '../src/contexts.ts';
import { tables } from '../src/tables.ts';
import { PASSWORD } from './harness.ts';

const CAREGIVER = 'jeongho@soomcare.example';
const PUBLIC_URL = 'https://api.soomcare.example';

const database = useTestDatabase({ entities: tables });
const cache = useTestCache();
const clock = createFakeClock('2026-11-21T00:00:00.000Z');
const mailer = createFakeMailer();
let server: HttpServer;
let client: ApiClient;
let contexts: Contexts;
let relay: OutboxRelay;

beforeAll(async () => {
  const config = {
    api: { port: 0, publicUrl: PUBLIC_URL, corsOrigins: [], trustProxyHops: 0 },
    secrets: {
      accessTokenKeys: [{ id: 'k1', key: randomBytes(32) }],
      fieldKeys: [{ id: 1, key: randomBytes(32) }],
      indexKey: randomBytes(32),
      passwordPepper: randomBytes(32),
    },
    files: { folder: '.local/files' },
    rateLimitFactor: 1,
  };
  const logger = createLogger({ level: 'silent', name: 'test' });
  const metrics = createMetrics();
  const parts = { config, database: database(), cache: cache(), mailer, logger, now: clock.now };
  const api = createApi({ ...parts, metrics, document: null });
  contexts = createContexts({ ...parts, rateLimiter: createRateLimiter({ cache: cache(), factor: 1 }) });
  const { cipher, caregivers } = contexts;
  const handlers = caregivers.outboxHandlers;
  relay = createOutboxRelay({ database: database(), cipher, handlers, logger, metrics });
  server = await serve({ listener: api.listener, port: 0, logger, onDrain: api.drain, drainMs: 0 });
  client = createApiClient(`http://127.0.0.1:${server.port}`, api.groups);
});

afterAll(async () => {
  client.saveCaptures();
  await server.stop();
});

const aMember = async () => {
  const email = `${randomUUID()}@soomcare.example`;
  const id = await contexts.identity.createMember({
    email,
    password: PASSWORD,
    nickname: '민지',
    birthDate: '1990-04-12',
    language: 'ko',
    timeZone: 'Asia/Seoul',
    consents: ['service', 'health-data'],
  });
  const logIn = async () => {
    const session = await client.anyone().post('/v1/auth/sessions').send({ email, password: PASSWORD });
    return client.bearer((session.body as { accessToken: string }).accessToken);
  };
  return { id, logIn };
};

/** A link of the caregiver's newest mail, opened and pressed as in a browser. */
const followLink = async (page: 'accept' | 'stop') => {
  await relay.runOnce();
  const link = new RegExp(`^${PUBLIC_URL}(/caregiver/${page}\\?token=[\\w-]+)$`, 'm');
  const path = link.exec(mailer.lastTo(CAREGIVER).text)?.[1] ?? '';
  const url = `http://127.0.0.1:${server.port}${path}`;
  expect(await (await fetch(url)).text()).toContain('<form method="post">');
  return fetch(url, { method: 'POST' });
};

const rowsOf = async (memberId: string) => {
  const [row] = await database().rows<{ rowCount: number }>(
    `SELECT (SELECT COUNT(*) FROM caregivers c WHERE c.member_id = m.id)
          + (SELECT COUNT(*) FROM caregiver_refusals r WHERE r.member_id = m.id)
          + (SELECT COUNT(*) FROM outbox_messages o WHERE o.member_id = m.id) AS rowCount
       FROM (SELECT CAST(? AS BINARY(16)) AS id) m`,
    [uuidToBinary(memberId)],
  );
  return row?.rowCount;
};

test('a caregiver is asked, agrees, is told of a missed dose, ends it, and all of it goes with the member', async () => {
  const { id, logIn } = await aMember();
  let me = await logIn();
  const state = async () => (await me.get('/v1/me/caregiver').expect(200)).body as unknown;
  const medication = await me
    .post('/v1/medications')
    .send({
      name: '싱귤레어정 10mg',
      purposeDefault: 'scheduled',
      doseAmount: 1,
      doseUnit: 'tablet',
      startsOn: '2026-11-21',
    })
    .expect(201);
  await me
    .post(`${medication.headers['location']}/schedules`)
    .send({
      kind: 'times',
      times: ['10:00'],
      startsOn: '2026-11-21',
      zonePolicy: 'home',
      timeZone: 'Asia/Seoul',
      amount: 1,
    })
    .expect(201);
  await me
    .put('/v1/me/caregiver')
    .send({ name: '이정호', email: CAREGIVER, language: 'ko', sharesNickname: true })
    .expect(200);
  expect((await followLink('accept')).status).toBe(200);
  expect(await state()).toMatchObject({ state: 'active', noticedAt: null });

  clock.set('2026-11-21T05:00:00.000Z');
  await contexts.caregivers.sendNotices();
  expect((await followLink('stop')).status).toBe(200);
  expect(mailer.sent.map(({ subject }) => subject)).toEqual([
    '숨케어: 보호자 알림을 받으시겠어요?',
    '숨케어: 계획한 복용이 확인되지 않았습니다',
  ]);
  expect(mailer.lastTo(CAREGIVER).text).not.toContain('싱귤레어');
  me = await logIn();
  expect(await state()).toMatchObject({ state: 'stopped', noticedAt: '2026-11-21T05:00:00.000Z' });

  expect(await rowsOf(id)).toBe(2);
  await me.delete('/v1/me').expect(204);
  expect(await rowsOf(id)).toBe(0);
});

test('an asking that still waits in the outbox goes unsent with the member', async () => {
  const { id, logIn } = await aMember();
  const me = await logIn();
  const email = 'never-asked@soomcare.example';
  await me.put('/v1/me/caregiver').send({ email, language: 'en' }).expect(200);
  await me.delete('/v1/me').expect(204);
  await relay.runOnce();

  expect(await rowsOf(id)).toBe(0);
  expect(mailer.sent.filter(({ to }) => to === email)).toEqual([]);
});
