import { newUuid } from '@soomcare/database';
import type { Actor } from '@soomcare/http';
import { beforeAll, beforeEach, expect, test } from 'vitest';

import { seedDrugs } from '../drugs/import/seed-drugs.ts';
import { aMember, aReliever, aSchedule, locationOf, useMedicationsApi } from '../testing/medications-api.ts';

const { api, clock, database, intakes } = useMedicationsApi();
const path = '/v1/medications';

let actor: Actor;
let me: ReturnType<typeof api.as>;
let inhaler: string;

beforeAll(() => seedDrugs({ database: database(), now: clock.now, newId: newUuid }));

beforeEach(async () => {
  actor = aMember(clock);
  me = api.as(actor);
  inhaler = locationOf(await me.post(path).send(aReliever()).expect(201));
});

const codeOf = ({ body }: { body: unknown }) => (body as { code: string }).code;
const supply = async () => (await me.get(`${inhaler}/supply`).expect(200)).body as object;
const usePuffs = (puffs: number, takenAt: string) => {
  intakes.add({ memberId: actor.id, medicationId: inhaler.split('/').at(-1) ?? '', takenAt, puffs });
};

const kinds = [
  ['refills', {}, { kind: 'refill', doses: 200 }],
  ['refills', { doses: 120 }, { kind: 'refill', doses: 120 }],
  ['primings', { puffs: 4 }, { kind: 'priming', doses: 4 }],
  ['supply-corrections', { remaining: 57 }, { kind: 'correction', doses: 57 }],
] as const;

test.each(kinds)('%s: %o is read back, and can be taken back', async (name, body, kept) => {
  const occurredAt = '2026-03-09T08:00:00+09:00';

  const made = await me
    .post(`${inhaler}/${name}`)
    .send({ ...body, occurredAt })
    .expect(201);
  const item = locationOf(made);

  expect(made.body).toMatchObject({ ...kept, occurredAt: '2026-03-08T23:00:00.000Z', version: 1 });
  expect((await me.get(item).expect(200)).body).toEqual(made.body);
  await me.delete(item).set('If-Match', '"2"').expect(412);
  await me.delete(item).set('If-Match', '"1"').expect(204);
  await me.get(item).expect(404);
  await me.delete(item).expect(404);
  expect(await supply()).toMatchObject({ remaining: null });
});

test.each([kinds[0], kinds[2], kinds[3]])('%s: the same again is one event', async (name, body) => {
  const withId = { ...body, id: newUuid() };
  const send = (different: object = {}) => me.post(`${inhaler}/${name}`).send({ ...withId, ...different });

  const first = await send().expect(201);
  expect((await send().expect(201)).body).toEqual(first.body);
  expect(codeOf(await send({ occurredAt: '2026-03-09T08:00:00Z' }).expect(422))).toBe(
    'IDEMPOTENCY_KEY_REUSED',
  );
});

test.each([kinds[0], kinds[2], kinds[3]])(
  '%s: a bad body is 400, a future or forgotten time 422, no log-in 401, no consent 403',
  async (name, body) => {
    const address = `${inhaler}/${name}`;
    const withdrawn = api.as({ ...actor, consents: ['service'] });

    await me
      .post(address)
      .send({ ...body, surprise: 1 })
      .expect(400);
    for (const occurredAt of ['2026-03-10T03:10:01Z', '2025-03-09T00:00:00Z']) {
      const answer = await me
        .post(address)
        .send({ ...body, occurredAt })
        .expect(422);
      expect(codeOf(answer)).toBe('SUPPLY_AT_WRONG_TIME');
    }
    await api.anyone().post(address).send(body).expect(401);
    await withdrawn.post(address).send(body).expect(403);
    await me.post(`${path}/${newUuid()}/${name}`).send(body).expect(404);
  },
);

test('a refill of a medicine without a device’s doses has to name them', async () => {
  const plain = locationOf(
    await me
      .post(path)
      .send(aReliever({ deviceDoses: null }))
      .expect(201),
  );

  expect(codeOf(await me.post(`${plain}/refills`).send({}).expect(422))).toBe('SUPPLY_DOSES_UNKNOWN');
  await me.post(`${plain}/refills`).send({ doses: 60 }).expect(201);
});

test('as needed, what is left lasts by the use of the last 14 days', async () => {
  await me.post(`${inhaler}/refills`).send({ occurredAt: '2026-03-01T00:00:00Z' }).expect(201);
  await me.post(`${inhaler}/primings`).send({ puffs: 4, occurredAt: '2026-03-01T00:01:00Z' }).expect(201);
  usePuffs(410 - 28, '2025-09-01T00:00:00.000Z');
  usePuffs(28, '2026-03-05T00:00:00.000Z');

  expect(await supply()).toEqual({
    remaining: 168,
    dosesPerDay: 2,
    basis: 'recent-use',
    daysLeft: 84,
    runsOutOn: '2026-06-02',
    notice: false,
    lastRefillAt: '2026-03-01T00:00:00.000Z',
    relieverYear: { canisters: 2.05, isMany: false },
  });
});

test('a steroid with formoterol that is taken as needed is not counted as over-use', async () => {
  const found = await me.get(`/v1/drugs?q=${encodeURIComponent('심비코트 터부헬러 160')}`).expect(200);
  const [symbicort] = (found.body as { items: { id: string; class: string }[] }).items;
  expect(symbicort?.class).toBe('ics-laba');

  inhaler = locationOf(
    await me
      .post(path)
      .send(aReliever({ drugId: symbicort?.id, deviceDoses: 60 }))
      .expect(201),
  );
  usePuffs(600, '2026-03-05T00:00:00.000Z');

  expect(await supply()).toMatchObject({ relieverYear: null });
});

test('a scheduled inhaler lasts by its schedules, and by nothing when it is archived', async () => {
  const body = aSchedule({ amount: 2, timeZone: 'Asia/Seoul' });
  await me.post(`${inhaler}/schedules`).send(body).expect(201);
  await me.post(`${inhaler}/supply-corrections`).send({ remaining: 57 }).expect(201);

  expect(await supply()).toMatchObject({
    remaining: 57,
    dosesPerDay: 4,
    basis: 'schedule',
    daysLeft: 14,
    runsOutOn: '2026-03-24',
    notice: true,
  });
  await me.patch(inhaler).set('If-Match', '"1"').send({ archived: true }).expect(200);
  expect(await supply()).toMatchObject({ dosesPerDay: 0, daysLeft: null, notice: false });
});

test('someone else’s supply, or an event of another medicine, is answered like one that never was', async () => {
  const event = locationOf(await me.post(`${inhaler}/refills`).send({}).expect(201));
  const otherInhaler = locationOf(await me.post(path).send(aReliever()).expect(201));
  const sameEvent = `${otherInhaler}/supply-events/${event.split('/').at(-1)}`;
  const other = api.as(aMember(clock));

  await other.get(`${inhaler}/supply`).expect(404);
  await other.post(`${inhaler}/refills`).send({}).expect(404);
  await other.post(`${inhaler}/primings`).send({ puffs: 1 }).expect(404);
  await other.post(`${inhaler}/supply-corrections`).send({ remaining: 1 }).expect(404);
  for (const [caller, address] of [
    [other, event],
    [me, sameEvent],
  ] as const) {
    expect(codeOf(await caller.get(address).expect(404))).toBe('SUPPLY_EVENT_NOT_FOUND');
    expect(codeOf(await caller.delete(address).expect(404))).toBe('SUPPLY_EVENT_NOT_FOUND');
  }
  expect(await supply()).toMatchObject({ remaining: 200 });
});

test('a bad id is 400 and nobody without a log-in sees a supply', async () => {
  const event = `${inhaler}/supply-events/${newUuid()}`;

  await me.get(`${path}/x/supply`).expect(400);
  await me.get(`${inhaler}/supply-events/x`).expect(400);
  await me.delete(`${inhaler}/supply-events/x`).expect(400);
  await api.anyone().get(`${inhaler}/supply`).expect(401);
  await api.anyone().get(event).expect(401);
  await api.anyone().delete(event).expect(401);
});
