import { randomUUID } from 'node:crypto';

import { newUuid } from '@soomcare/database';
import { type Contract } from '@soomcare/http';
import { type Caller, createApiClient } from '@soomcare/testing';
import { beforeAll, expect, test } from 'vitest';

import { type Member, useApi } from './harness.ts';

const api = useApi();
const at = '2026-03-01T08:00:00+09:00';
const symptom = { occurredAt: at, symptoms: [{ kind: 'cough', severity: 1 }] };

let guardian: Member;
let stranger: Member;
let childId: string;

const inProfile = (caller: Caller, profileId: string) => (method: Contract['method'], path: string) =>
  caller[method](path).set('X-Profile', profileId);
const asChild = (method: Contract['method'], path: string) =>
  inProfile(guardian.caller, childId)(method, path);

const addChild = async ({ caller }: Member) => {
  const consents = ['service', 'health-data'].map((type) => ({ type, version: '1' }));
  const child = {
    nickname: '새싹',
    birthDate: '2018-05-05',
    language: 'ko',
    timeZone: 'Asia/Seoul',
    consents,
  };
  const answer = await caller
    .post('/v1/me/children')
    .send({ ...child, isLegalGuardian: true })
    .expect(201);
  return (answer.body as { id: string }).id;
};

const idsIn = async (request: ReturnType<typeof asChild>) => {
  const { items } = (await request.expect(200)).body as { items: { id: string }[] };
  return items.map(({ id }) => id);
};

/** Every mounted operation of members, its path as a caller writes it. */
const memberOperations = () =>
  api.groups().flatMap(({ prefix, endpoints }) =>
    endpoints.flatMap(({ contract: { access, method, path, operationId } }) =>
      access.kind === 'member'
        ? [
            {
              access,
              method,
              operationId,
              path: `${prefix}${path}`
                .replace('{type}', 'marketing')
                .replace(/\{(yearMonth|month)\}/, '2026-03')
                .replaceAll(/\{\w+\}/g, randomUUID()),
            },
          ]
        : [],
    ),
  );

beforeAll(async () => {
  guardian = await api.signUp();
  stranger = await api.signUp();
  childId = await addChild(guardian);
  await asChild('post', '/v1/symptom-records').send(symptom).expect(201);
});

test('on every operation a stranger’s child is as absent as one that never was', async () => {
  const seen: string[] = [];
  for (const { method, path, access, operationId } of memberOperations()) {
    const [foreign, absent] = [
      await inProfile(stranger.caller, childId)(method, path),
      await inProfile(stranger.caller, newUuid())(method, path),
    ];
    const plain = ({ status, body }: { status: number; body: unknown }) => ({
      ...(body as { code?: string }),
      status,
      requestId: null,
    });
    expect([operationId, plain(foreign)]).toEqual([operationId, plain(absent)]);
    expect([operationId, plain(foreign).code]).toEqual([
      operationId,
      access.ownAccount ? 'PROFILE_REFUSED' : 'PROFILE_NOT_FOUND',
    ]);
    seen.push(operationId);
  }

  expect(seen.length).toBeGreaterThan(60);
  expect(await idsIn(asChild('get', '/v1/symptom-records'))).toHaveLength(1);
});

test('a guardian gets into every operation that is not about their own account', async () => {
  const inside = memberOperations().filter(({ access }) => !access.ownAccount);
  const profile = inProfile(guardian.caller, await addChild(guardian));
  const wrong: string[] = [];
  for (const { method, path, operationId } of inside) {
    const answer = await profile(method, path);
    const { status } = answer;
    const code = (answer.body as { code?: string }).code ?? '';
    if (status === 401 || code.startsWith('PROFILE_')) wrong.push(`${operationId} ${status} ${code}`);
  }

  expect(inside.length).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});

test('what is about the log-in itself is never done in a child’s profile', () => {
  const own = memberOperations().filter(({ access }) => access.ownAccount);

  expect(own.map(({ operationId }) => operationId)).toEqual(
    expect.arrayContaining([
      'withdraw',
      'changePassword',
      'listSessions',
      'logOut',
      'endSession',
      'logOutEverywhere',
      'registerDevice',
      'removeDevice',
      'linkIdentity',
      'addChild',
      'removeChild',
      'startHandOver',
    ]),
  );
});

test('the diary, its month and its feed are the child’s, and the guardian’s own stay empty', async () => {
  const { caller } = guardian;
  const feed = async (request: ReturnType<typeof asChild>) => {
    const { changes, next } = (await request.expect(200)).body as {
      changes: { symptomRecords: { rows: unknown[] } };
      next: string;
    };
    return { rows: changes.symptomRecords.rows, next };
  };
  expect(await idsIn(asChild('get', '/v1/symptom-records'))).toHaveLength(1);
  expect(await idsIn(caller.get('/v1/symptom-records'))).toEqual([]);

  expect((await feed(asChild('get', '/v1/sync'))).rows).toHaveLength(1);
  const own = await feed(caller.get('/v1/sync'));
  expect(own.rows).toEqual([]);
  await asChild('get', `/v1/sync?since=${encodeURIComponent(own.next)}`).expect(410);
});

test('an unchanged month is 304 in each profile by its own tag, until that profile changes', async () => {
  const month = '/v1/calendar/2026-03';
  const tagOf = async (request: ReturnType<typeof asChild>) =>
    String((await request.expect(200)).headers['etag']);
  const [own, childs] = [await tagOf(guardian.caller.get(month)), await tagOf(asChild('get', month))];
  await asChild('get', month).set('If-None-Match', own).expect(200);
  await asChild('get', month).set('If-None-Match', childs).expect(304);

  await asChild('post', '/v1/symptom-records').send(symptom).expect(201);
  await guardian.caller.get(month).set('If-None-Match', own).expect(304);
  await asChild('get', month).set('If-None-Match', childs).expect(200);
});

test('one idempotency key in two profiles is two creates', async () => {
  const key = randomUUID();
  const create = async (request: ReturnType<typeof asChild>) => {
    const answer = await request.set('Idempotency-Key', key).send(symptom).expect(201);
    return (answer.body as { id: string }).id;
  };
  const ids = [
    await create(asChild('post', '/v1/symptom-records')),
    await create(guardian.caller.post('/v1/symptom-records')),
    await create(asChild('post', '/v1/symptom-records')),
  ];

  expect(ids[2]).toBe(ids[0]);
  expect(ids[1]).not.toBe(ids[0]);
});

test('without the child’s health-data consent there is no diary of theirs, whatever the guardian’s', async () => {
  const id = await addChild(guardian);
  const profile = inProfile(guardian.caller, id);
  await profile('put', '/v1/me/consents/health-data').send({ granted: false, version: '1' }).expect(200);
  const answer = await profile('post', '/v1/symptom-records').send(symptom).expect(403);

  expect(answer.body).toMatchObject({ code: 'CONSENT_REQUIRED' });
  await guardian.caller.get('/v1/symptom-records').expect(200);
});

test('an ended guardianship bites on the next request, in another process too', async () => {
  const id = await addChild(guardian);
  const server = await api.serveAnother();
  try {
    const elsewhere = createApiClient(`http://127.0.0.1:${server.port}`, api.groups());
    const profile = inProfile(elsewhere.bearer(guardian.accessToken), id);
    await profile('get', '/v1/symptom-records').expect(200);
    await guardian.caller.delete(`/v1/me/children/${id}`).expect(204);

    expect((await profile('get', '/v1/symptom-records').expect(404)).body).toMatchObject({
      code: 'PROFILE_NOT_FOUND',
    });
  } finally {
    await server.stop();
  }
});
