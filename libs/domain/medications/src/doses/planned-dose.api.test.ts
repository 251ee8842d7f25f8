import { newUuid } from '@soomcare/database';
import { beforeEach, expect, test } from 'vitest';

import { createSlotPlanner } from '../reminders/slot-planner.ts';
import {
  aMember,
  aSchedule,
  locationOf,
  aTablet,
  START,
  useMedicationsApi,
} from '../testing/medications-api.ts';
import type { DoseView } from './dose.schemas.ts';

const { api, clock, database } = useMedicationsApi();

/** Forty days ahead: far beyond the rows that exist. */
const FAR = '2026-04-19';

const aScheduled = async (different: object = {}) => {
  const actor = aMember(clock);
  const me = api.as(actor);
  const made = await me.post('/v1/medications').send(aTablet()).expect(201);
  const { id } = made.body as { id: string };
  const medication = `/v1/medications/${id}`;
  const planned = await me.post(`${medication}/schedules`).send(aSchedule(different)).expect(201);
  const dosesOn = async (date: string) =>
    ((await me.get(`/v1/doses?date=${date}`).expect(200)).body as { items: DoseView[] }).items;

  return { me, medication, schedule: locationOf(planned), dosesOn };
};

/** As the worker does it, day after day. */
const extendUntil = async (instant: string) => {
  clock.set(instant);
  const planner = createSlotPlanner({ database: database(), now: clock.now, newId: newUuid });
  for (let extended = 1; extended > 0;) extended = await planner.extend(100);
};

beforeEach(() => {
  clock.set(START);
});

test('a day far ahead has its doses, each of which can be read by its id', async () => {
  const { me, dosesOn } = await aScheduled();

  const [morning, evening, ...more] = await dosesOn(FAR);

  expect(more).toEqual([]);
  expect(morning).toMatchObject({
    dueAt: '2026-04-18T23:00:00.000Z',
    localTime: '08:00',
    state: 'scheduled',
  });
  expect(evening).toMatchObject({ dueAt: '2026-04-19T11:00:00.000Z', localTime: '20:00', version: 1 });
  expect((await me.get(`/v1/doses/${morning?.id}`).expect(200)).body).toEqual(morning);
});

test('a dose has the same id and facts before it has a row and after', async () => {
  const { dosesOn } = await aScheduled();
  const before = await dosesOn(FAR);

  await extendUntil('2026-04-17T00:00:00.000Z');

  expect(await dosesOn(FAR)).toEqual(before);
});

test('the day on which the rows end has each dose once', async () => {
  const { dosesOn } = await aScheduled({ times: ['00:10', '06:00', '12:00', '18:00', '23:50'] });

  for (const date of ['2026-03-12', '2026-03-13', '2026-03-14']) {
    const items = await dosesOn(date);
    expect(items.map(({ localTime }) => localTime)).toEqual(['00:10', '06:00', '12:00', '18:00', '23:50']);
    expect(new Set(items.map(({ localDate }) => localDate))).toEqual(new Set([date]));
  }
});

test('a dose far ahead can be skipped, and stays so when its row would have come', async () => {
  const { me, dosesOn } = await aScheduled();
  const [morning] = await dosesOn(FAR);

  await me.post(`/v1/doses/${morning?.id}/skip`).send({ reason: '여행' }).expect(200);
  await extendUntil('2026-04-17T00:00:00.000Z');

  expect(await dosesOn(FAR)).toMatchObject([
    { id: morning?.id, state: 'skipped', skipReason: '여행' },
    { state: 'scheduled' },
  ]);
});

test('a dose far ahead cannot be taken yet, and nothing is left of the attempt', async () => {
  const { me, dosesOn } = await aScheduled();
  const before = await dosesOn(FAR);

  const refused = await me.post(`/v1/doses/${before[0]?.id}/take`).send({}).expect(422);

  expect(refused.body).toMatchObject({ code: 'DOSE_TOO_EARLY' });
  expect(await dosesOn(FAR)).toEqual(before);
});

test('an archived medicine plans no doses, and others cannot see those of a member', async () => {
  const { me, medication, dosesOn } = await aScheduled();
  const [morning] = await dosesOn(FAR);

  await api.as(aMember(clock)).get(`/v1/doses/${morning?.id}`).expect(404);
  await me.patch(medication).set('If-Match', '"1"').send({ archived: true }).expect(200);

  expect(await dosesOn(FAR)).toEqual([]);
  await me.get(`/v1/doses/${morning?.id}`).expect(404);
});

test('a dose is missed later the further away the next one is, up to four hours', async () => {
  const { me, dosesOn } = await aScheduled({ times: ['08:00', '11:00', '23:00'] });
  clock.set('2026-04-18T23:30:00.000Z');
  const stateAt = async (id: string | undefined, now: string) => {
    clock.set(now);
    return ((await me.get(`/v1/doses/${id}`).expect(200)).body as DoseView).state;
  };
  const [first, second] = await dosesOn(FAR);

  expect(await stateAt(first?.id, '2026-04-19T00:29:59.999Z')).toBe('due');
  expect(await stateAt(first?.id, '2026-04-19T00:30:00.000Z')).toBe('missed');
  expect(await stateAt(second?.id, '2026-04-19T05:59:59.999Z')).toBe('due');
  expect(await stateAt(second?.id, '2026-04-19T06:00:00.000Z')).toBe('missed');
});

test('an answer ahead of time that is undone opens the dose only while its schedule still plans it', async () => {
  const { me, schedule, dosesOn } = await aScheduled();
  const [evening] = await dosesOn('2026-03-10');
  const path = `/v1/doses/${evening?.id}`;
  const takeAndUndo = async (between: () => Promise<unknown>) => {
    await me.post(`${path}/take`).send({}).expect(200);
    await between();
    return (await me.delete(`${path}/answer`).expect(200)).body as DoseView;
  };

  expect(await takeAndUndo(() => Promise.resolve())).toMatchObject({ state: 'scheduled' });
  const edit = () =>
    me
      .patch(schedule)
      .set('If-Match', '"1"')
      .send({ times: ['08:00', '21:00'] })
      .expect(200);
  expect(await takeAndUndo(edit)).toMatchObject({ state: 'cancelled' });
  expect(await dosesOn('2026-03-10')).toMatchObject([
    { id: evening?.id, state: 'cancelled' },
    { localTime: '21:00', state: 'scheduled' },
  ]);
});
