import { randomUUID } from 'node:crypto';

import { newUuid } from '@soomcare/database';
import { type Contract } from '@soomcare/http';
import { beforeAll, expect, test } from 'vitest';

import { type Member, useApi } from './harness.ts';

const api = useApi();
const at = '2026-03-01T08:00:00+09:00';

/** A body for each collection whose rows belong to somebody: `POST` it and the row's id names the foreign thing. */
const ownedRows: Readonly<Record<string, object>> = {
  '/v1/symptom-records': { occurredAt: at, symptoms: [{ kind: 'cough', severity: 1 }] },
  '/v1/peak-flows': { measuredAt: at, blows: [420], scale: 'EU', bronchodilator: 'pre' },
  '/v1/spirometries': { measuredAt: at, fev1Litres: 2.5, fvcLitres: 3.2, bronchodilator: 'pre' },
  '/v1/intakes': { takenAt: at, drugName: '벤토린', puffs: 2, purpose: 'as_needed' },
  '/v1/exacerbations': { startedAt: at, kind: 'emergency-visit' },
  '/v1/personal-bests': { litresPerMinute: 500, validFrom: '2026-02-01' },
  '/v1/reports': { from: '2026-02-01', to: '2026-03-01', language: 'ko' },
  '/v1/action-plans': {
    instructions: [
      { zone: 'yellow', text: '노랑' },
      { zone: 'red', text: '빨강' },
    ],
    validFrom: '2026-02-01',
  },
  '/v1/medications': {
    name: '싱귤레어정 10mg',
    purposeDefault: 'scheduled',
    doseAmount: 1,
    doseUnit: 'tablet',
    startsOn: '2026-02-01',
    deviceDoses: 28,
  },
};

const schedule = {
  kind: 'times',
  times: ['08:00'],
  startsOn: '2026-02-01',
  zonePolicy: 'home',
  timeZone: 'Asia/Seoul',
  amount: 1,
};

let owner: Member;
let other: Member;
const idOf = new Map<string, string>();

/** The innermost one: a schedule lies within a medication. */
const collectionOf = (path: string) =>
  [...idOf.keys()]
    .filter((each) => path.startsWith(`${each}/`))
    .toSorted((one, other) => other.length - one.length)[0];

/** The contract's path with something in every parameter: the owner's row where there is one. */
const fill = (path: string, id = idOf.get(collectionOf(path) ?? path.replace('/{id}', '')) ?? randomUUID()) =>
  path
    .replace('{id}', id)
    .replace('{medicationId}', idOf.get('/v1/medications') ?? randomUUID())
    .replace('{deviceId}', id)
    .replace('{type}', 'marketing')
    .replace(/\{(yearMonth|month)\}/, '2026-03');

/** Every mounted operation, its path as a caller writes it. */
const contracts = (): readonly Contract[] =>
  api.groups().flatMap(({ prefix, endpoints }) =>
    endpoints.map(({ contract }): Contract => ({
      ...contract,
      path: `/${prefix.slice(1)}${contract.path}`.replace('//', '/') as `/${string}`,
    })),
  );
const guarded = () => contracts().filter(({ access }) => access.kind === 'member');

/** Calls every one of these operations; the ones whose answer is not as it should be are returned by name. */
const violations = async (
  operations: readonly Contract[],
  call: (contract: Contract) => Promise<{ status: number; body: unknown }>,
  isRight: (answer: { status: number; code: unknown }) => boolean,
) => {
  const wrong: string[] = [];
  for (const contract of operations) {
    const { status, body } = await call(contract);
    const code = (body as { code?: unknown }).code;
    if (!isRight({ status, code })) wrong.push(`${contract.operationId} answered ${status} ${String(code)}`);
  }
  return wrong;
};

beforeAll(async () => {
  owner = await api.signUp({ consents: ['service', 'health-data', 'community-exposure'] });
  other = await api.signUp();
  for (const [path, body] of Object.entries(ownedRows)) {
    const created = await owner.caller.post(path).send(body).expect(201);
    idOf.set(path, (created.body as { id: string }).id);
  }
  idOf.set('/v1/auth/sessions', owner.sessionId);

  const medication = `/v1/medications/${idOf.get('/v1/medications')}`;
  const planned = await owner.caller.post(`${medication}/schedules`).send(schedule).expect(201);
  idOf.set('/v1/medications/{medicationId}/schedules', (planned.body as { id: string }).id);
  const doses = await owner.caller.get('/v1/doses?date=2027-01-01').expect(200);
  idOf.set('/v1/doses', (doses.body as { items: { id: string }[] }).items[0]?.id ?? '');
});

test('every operation is in the matrix', () => {
  expect(contracts().length).toBeGreaterThan(45);
  expect(guarded().length).toBeGreaterThan(35);
});

test('nobody gets in without a log-in', async () => {
  const wrong = await violations(
    guarded(),
    ({ method, path }) => api.anyone()[method](fill(path)),
    ({ status }) => status === 401,
  );
  expect(wrong).toEqual([]);
});

test('an expired token opens nothing', async () => {
  const member = await api.signUp();
  api.clock.advance({ minutes: 11 });
  const wrong = await violations(
    guarded(),
    ({ method, path }) => member.caller[method](fill(path)),
    ({ status }) => status === 401,
  );
  api.clock.advance({ minutes: -11 });
  expect(wrong).toEqual([]);
});

test('somebody else’s row is as absent as one that never was, whatever is tried on it', async () => {
  const operations = guarded().filter(({ path }) => path.includes('{id}'));
  const attempt = (id?: string) => (contract: Contract) => {
    const { method, path } = contract;
    return other.caller[method](fill(path, id))
      .set('If-Match', '"1"')
      .send(contract.body ? {} : undefined);
  };

  expect(operations.length).toBeGreaterThan(20);
  for (const contract of operations) {
    const foreign = await attempt()(contract);
    const absent = await attempt(newUuid())(contract);
    const plain = (body: object) => ({ ...body, requestId: null });
    expect([contract.operationId, foreign.status, plain(foreign.body as object)]).toEqual([
      contract.operationId,
      absent.status,
      plain(absent.body as object),
    ]);
    expect(foreign.status).toBeGreaterThanOrEqual(400);
  }
});

test('after all those attempts the owner finds every row as it was', async () => {
  for (const path of Object.keys(ownedRows)) {
    const list = await owner.caller.get(path).expect(200);
    expect((list.body as { items: object[] }).items).toMatchObject([{ id: idOf.get(path), version: 1 }]);
  }
  await owner.caller.get('/v1/me').expect(200);
});

test('other members’ lists and months show nothing of it', async () => {
  for (const path of Object.keys(ownedRows)) {
    const list = await other.caller.get(path).expect(200);
    expect((list.body as { items: object[] }).items).toEqual([]);
  }
});

test('an unknown query key is a bad request on every operation', async () => {
  const wrong = await violations(
    contracts(),
    ({ method, path, access }) => {
      const caller = access.kind === 'anyone' ? api.anyone() : owner.caller;
      return caller[method](`${fill(path, randomUUID())}?surprise=1`);
    },
    ({ status, code }) => status === 400 && code === 'INVALID_REQUEST',
  );
  expect(wrong).toEqual([]);
});

test('an edit without If-Match is refused on every operation that asks for it', async () => {
  const wrong = await violations(
    contracts().filter(({ ifMatch }) => ifMatch === 'required'),
    ({ method, path }) => owner.caller[method](fill(path)).send({}),
    ({ status }) => status === 428,
  );
  expect(wrong).toEqual([]);
});

test('without the health-data consent every operation that asks for it is refused', async () => {
  const { caller } = await api.signUp({ consents: ['service'] });
  const wrong = await violations(
    contracts().filter(({ access }) => access.kind === 'member' && access.consents.length > 0),
    ({ method, path }) => caller[method](fill(path)),
    ({ status, code }) => status === 403 && code === 'CONSENT_REQUIRED',
  );
  expect(wrong).toEqual([]);
});

test('a dangerous act needs a log-in of the last quarter of an hour', async () => {
  const member = await api.signUp();
  api.clock.advance({ minutes: 16 });
  const refreshed = await api
    .anyone()
    .post('/v1/auth/tokens')
    .send({ refreshToken: member.refreshToken })
    .expect(200);
  const { accessToken } = refreshed.body as { accessToken: string };
  const wrong = await violations(
    contracts().filter(({ access }) => access.kind === 'member' && access.recentLogIn),
    ({ method, path }) => api.bearer(accessToken)[method](fill(path)),
    ({ status, code }) => status === 403 && code === 'RECENT_LOG_IN_REQUIRED',
  );
  api.clock.advance({ minutes: -16 });
  expect(wrong).toEqual([]);
});
