import { uuidToBinary } from '@soomcare/database';
import type { Actor } from '@soomcare/http';
import { beforeEach, expect, test } from 'vitest';

import { aMember, aReliever, aSchedule, locationOf, useMedicationsApi } from '../testing/medications-api.ts';
import { nextNoticeTime } from './supply-notices.ts';

const { api, clock, database, medications } = useMedicationsApi();

let actor: Actor;
let me: ReturnType<typeof api.as>;

beforeEach(() => {
  actor = aMember(clock);
  me = api.as(actor);
});

/** An inhaler of two puffs in the morning and in the evening. */
const anInhaler = async () => {
  const inhaler = locationOf(await me.post('/v1/medications').send(aReliever()).expect(201));
  await me
    .post(`${inhaler}/schedules`)
    .send(aSchedule({ amount: 2 }))
    .expect(201);
  return inhaler;
};
const refill = (inhaler: string, doses: number) => me.post(`${inhaler}/refills`).send({ doses }).expect(201);

const reminders = async () => {
  const rows = await database().rows<{ due: string }>(
    `SELECT CAST(r.due_at AS CHAR) AS due FROM reminders r
      WHERE r.member_id = ? AND r.kind = 'supply' ORDER BY r.due_at`,
    [uuidToBinary(actor.id)],
  );
  return rows.map(({ due }) => due);
};
const TOMORROW_AT_TEN = '2026-03-11 01:00:00.000';

test('two weeks or less are told at the next ten in the morning, more are not', async () => {
  await refill(await anInhaler(), 60);
  expect(await medications().supplyNotices()).toBe(0);
  expect(await reminders()).toEqual([]);

  await refill(await anInhaler(), 59);
  expect(await medications().supplyNotices()).toBe(1);
  expect(await reminders()).toEqual([TOMORROW_AT_TEN]);
});

test('it is told once after a refill, also by two workers and after a correction', async () => {
  const inhaler = await anInhaler();
  await refill(inhaler, 20);

  const told = await Promise.all([medications().supplyNotices(), medications().supplyNotices()]);
  await me.post(`${inhaler}/supply-corrections`).send({ remaining: 5 }).expect(201);

  expect(told.toSorted()).toEqual([0, 1]);
  expect(await medications().supplyNotices()).toBe(0);
  expect(await reminders()).toEqual([TOMORROW_AT_TEN]);
});

test('the next refill is told of again', async () => {
  const inhaler = await anInhaler();
  await refill(inhaler, 20);
  await medications().supplyNotices();

  clock.advance({ days: 1 });
  await refill(inhaler, 20);
  const told = await medications().supplyNotices();
  clock.advance({ days: -1 });

  expect(told).toBe(1);
  expect(await reminders()).toEqual([TOMORROW_AT_TEN, '2026-03-12 01:00:00.000']);
});

test('two inhalers of one morning are one reminder', async () => {
  await refill(await anInhaler(), 20);
  await refill(await anInhaler(), 20);

  expect(await medications().supplyNotices()).toBe(2);
  expect(await reminders()).toEqual([TOMORROW_AT_TEN]);
});

test('an archived or removed medicine tells nothing', async () => {
  const [archived, removed] = [await anInhaler(), await anInhaler()];
  await refill(archived, 20);
  await refill(removed, 20);
  await me.patch(archived).set('If-Match', '"1"').send({ archived: true }).expect(200);
  await me.delete(removed).expect(204);

  expect(await medications().supplyNotices()).toBe(0);
});

test.each([
  ['before ten', '2026-03-10T00:59:59Z', 'Asia/Seoul', '2026-03-10T01:00:00.000Z'],
  ['at ten', '2026-03-10T01:00:00Z', 'Asia/Seoul', '2026-03-10T01:00:00.000Z'],
  ['after ten', '2026-03-10T01:00:01Z', 'Asia/Seoul', '2026-03-11T01:00:00.000Z'],
  ['before summer time', '2026-03-28T12:00:00Z', 'Europe/London', '2026-03-29T09:00:00.000Z'],
])('%s it is ten o’clock next', (_what, now, timeZone, expected) => {
  expect(nextNoticeTime(new Date(now), timeZone).toISOString()).toBe(expected);
});
