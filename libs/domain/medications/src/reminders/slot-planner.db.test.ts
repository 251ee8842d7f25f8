import { isoInstant, newUuid, uuidToBinary } from '@soomcare/database';
import { createFakeClock, truncateAll, useTestDatabase } from '@soomcare/testing';
import { beforeEach, describe, expect, test } from 'vitest';

import { medicationsTables } from '../medications.tables.ts';
import type { PlainSchedule } from '../schedules/schedule.entity.ts';
import { createSlotPlanner } from './slot-planner.ts';
import { aSchedule, insertSchedule } from './testing/schedule.fixture.ts';

const database = useTestDatabase({ entities: medicationsTables });
const clock = createFakeClock('2026-11-21T00:00:00.000Z');
const planner = () => createSlotPlanner({ database: database(), now: clock.now, newId: newUuid });

beforeEach(async () => {
  clock.set('2026-11-21T00:00:00.000Z');
  await truncateAll(database());
});

interface Due {
  readonly due: string;
  readonly missed: string;
  readonly answer: string | null;
  readonly amount: number;
  readonly cancelled: string | null;
}

const slotsOf = (schedule: PlainSchedule) =>
  database().rows<Due>(
    `SELECT s.due_at AS due, s.missed_after AS missed, s.answer, s.amount_hundredths AS amount,
            s.cancelled_at AS cancelled
       FROM dose_slots s WHERE s.member_id = ? AND s.schedule_id = ? ORDER BY s.due_at`,
    [uuidToBinary(schedule.memberId), uuidToBinary(schedule.id)],
  );
const duesOf = async (schedule: PlainSchedule) =>
  (await slotsOf(schedule)).map(({ due }) => due.slice(0, 16));
const remindersOf = async ({ memberId }: PlainSchedule) => {
  const rows = await database().rows<{ due: string }>(
    'SELECT r.due_at AS due FROM reminders r WHERE r.member_id = ? ORDER BY r.due_at',
    [uuidToBinary(memberId)],
  );
  return rows.map(({ due }) => due.slice(0, 16));
};
const untilOf = async (schedule: PlainSchedule) => {
  const [row] = await database().rows<{ until: string }>(
    'SELECT s.materialised_until AS until FROM schedules s WHERE s.id = ?',
    [uuidToBinary(schedule.id)],
  );
  return row ? isoInstant(row.until) : null;
};
const answer = (schedule: PlainSchedule, due: string) =>
  database().run(
    `UPDATE dose_slots s SET s.answer = 'taken', s.taken_at = s.due_at WHERE s.schedule_id = ? AND s.due_at = ?`,
    [uuidToBinary(schedule.id), due],
  );
const replan = (before: PlainSchedule | null, after: PlainSchedule | null) =>
  database().transaction((tx) => planner().replan(tx, before, after, clock.now()));

describe('extend', () => {
  test('writes slots and reminders for three days, and then has nothing to do for one', async () => {
    const schedule = await insertSchedule(database(), { times: '08:00,20:00' });

    expect(await planner().extend(10)).toBe(1);
    const dues = [
      '2026-11-21 11:00',
      '2026-11-21 23:00',
      '2026-11-22 11:00',
      '2026-11-22 23:00',
      '2026-11-23 11:00',
      '2026-11-23 23:00',
    ];
    expect(await duesOf(schedule)).toEqual(dues);
    expect(await remindersOf(schedule)).toEqual(dues);
    expect(await untilOf(schedule)).toBe('2026-11-24T00:00:00.000Z');

    clock.advance({ hours: 23 });
    expect(await planner().extend(10)).toBe(0);
    clock.advance({ hours: 2 });
    expect(await planner().extend(10)).toBe(1);
    expect(await duesOf(schedule)).toHaveLength(8);
  });

  test('gives medicines of one minute one reminder', async () => {
    const one = await insertSchedule(database());
    await insertSchedule(database(), { memberId: one.memberId });

    await planner().extend(10);

    expect(await remindersOf(one)).toHaveLength(3);
  });

  test('a dose is missed after four hours, or half-way to the next', async () => {
    const schedule = await insertSchedule(database(), { times: '08:00,10:00' });

    await planner().extend(10);

    const [first, second] = await slotsOf(schedule);
    expect(first).toMatchObject({ due: '2026-11-21 01:00:00', missed: '2026-11-21 05:00:00' });
    expect(second).toMatchObject({ due: '2026-11-21 23:00:00', missed: '2026-11-22 00:00:00' });
  });

  test('a schedule that cannot be worked out holds up no other, and is named when nothing else is left', async () => {
    const broken = await insertSchedule(database(), {
      timeZone: 'Asia/Nowhere',
      materialisedUntil: '2026-11-20T00:00:00.000Z',
    });
    const others = await Promise.all(Array.from({ length: 3 }, () => insertSchedule(database())));

    expect(await planner().extend(10)).toBe(3);
    for (const other of others) expect(await duesOf(other)).toHaveLength(3);
    await expect(planner().extend(10)).rejects.toThrow(broken.id);
  });

  test('many workers at once write each slot once', async () => {
    const schedules = await Promise.all(
      Array.from({ length: 20 }, () => insertSchedule(database(), { kind: 'interval', everyHours: 1 })),
    );

    await Promise.all(
      Array.from({ length: 4 }, async () => {
        while ((await planner().extend(3)) > 0);
      }),
    );

    for (const schedule of schedules) expect(await duesOf(schedule)).toHaveLength(72);
  });

  test('again over the same days, as after a crash, it changes nothing', async () => {
    const schedule = await insertSchedule(database());
    await planner().extend(10);
    await answer(schedule, '2026-11-21 23:00:00');
    const before = await slotsOf(schedule);
    await database().run('UPDATE schedules SET materialised_until = ?', ['2026-11-21 00:00:00']);

    expect(await planner().extend(10)).toBe(1);

    expect(await slotsOf(schedule)).toEqual(before);
    expect(await remindersOf(schedule)).toHaveLength(3);
  });

  test('a schedule that is over is not looked at again', async () => {
    const ended = await insertSchedule(database(), { endsOn: '2026-11-22' });
    const counted = await insertSchedule(database(), { startsOn: '2026-11-22', count: 2 });
    const paused = await insertSchedule(database(), {
      startsOn: '2026-11-22',
      count: 3,
      pauses: JSON.stringify([{ from: '2026-11-23', to: '2027-06-30' }]),
    });

    await planner().extend(10);

    expect(await untilOf(ended)).toBe('9999-12-31T00:00:00.000Z');
    expect(await untilOf(counted)).toBe('9999-12-31T00:00:00.000Z');
    expect(await untilOf(paused)).toBe('2026-11-24T00:00:00.000Z');
  });

  test('after a long outage a schedule catches up in steps of a month', async () => {
    const schedule = await insertSchedule(database(), {
      startsOn: '2026-01-01',
      materialisedUntil: '2026-08-01T00:00:00.000Z',
    });

    let steps = 0;
    while ((await planner().extend(10)) > 0) steps += 1;

    expect(steps).toBe(4);
    expect(await duesOf(schedule)).toHaveLength(115);
  });
});

describe('replan', () => {
  test('a new schedule has its doses from now on', async () => {
    clock.set('2026-11-21T00:30:00.000Z');
    const schedule = aSchedule({ times: '08:00,09:30,10:00' });

    const { materialisedUntil } = await replan(null, schedule);

    expect(materialisedUntil.toISOString()).toBe('2026-11-24T00:30:00.000Z');
    expect((await duesOf(schedule)).slice(0, 2)).toEqual(['2026-11-21 01:00', '2026-11-21 23:00']);
  });

  test('an edit changes the future only: what was due and what is answered stays', async () => {
    const before = await insertSchedule(database(), {
      times: '08:00,20:00',
      materialisedUntil: '2026-11-20T00:00:00.000Z',
    });
    await planner().extend(10);
    await answer(before, '2026-11-21 23:00:00');
    clock.set('2026-11-21T12:00:00.000Z');

    await replan(
      { ...before, materialisedUntil: '2026-11-23T00:00:00.000Z' },
      { ...before, times: '09:00', amountHundredths: 200 },
    );

    expect((await slotsOf(before)).map(({ due, amount }) => `${due.slice(0, 16)} ${amount}`)).toEqual([
      '2026-11-20 11:00 100',
      '2026-11-20 23:00 100',
      '2026-11-21 11:00 100',
      '2026-11-21 23:00 100',
      '2026-11-22 00:00 200',
      '2026-11-23 00:00 200',
      '2026-11-24 00:00 200',
    ]);
  });

  test('an edit first writes what was due while no worker ran', async () => {
    const before = aSchedule();
    clock.set('2026-11-25T00:00:00.000Z');

    await replan(before, { ...before, times: '12:00' });

    expect(await duesOf(before)).toEqual([
      '2026-11-21 23:00',
      '2026-11-22 23:00',
      '2026-11-23 23:00',
      '2026-11-24 23:00',
      '2026-11-25 03:00',
      '2026-11-26 03:00',
      '2026-11-27 03:00',
    ]);
  });

  test('a removed schedule keeps its past; the dose that is open now is cancelled', async () => {
    const before = await insertSchedule(database(), { times: '08:00,20:00' });
    await planner().extend(10);
    clock.set('2026-11-22T00:00:00.000Z');

    const { materialisedUntil } = await replan(
      { ...before, materialisedUntil: '2026-11-24T00:00:00.000Z' },
      null,
    );

    expect(materialisedUntil.getUTCFullYear()).toBe(9999);
    expect((await slotsOf(before)).map(({ due, cancelled }) => [due.slice(0, 16), cancelled])).toEqual([
      ['2026-11-21 11:00', null],
      ['2026-11-21 23:00', '2026-11-22 00:00:00'],
    ]);
  });

  test('two members whose schedules have the same id have their own doses, also when one removes theirs', async () => {
    const one = await insertSchedule(database());
    const other = await insertSchedule(database(), { id: one.id });
    await planner().extend(10);
    const dues = await duesOf(other);
    expect(dues.length).toBeGreaterThan(1);
    expect(await duesOf(one)).toEqual(dues);

    await replan({ ...one, materialisedUntil: '2026-11-24T00:00:00.000Z' }, null);

    expect(await duesOf(one)).toEqual([]);
    expect(await duesOf(other)).toEqual(dues);
    expect((await slotsOf(other)).map(({ cancelled }) => cancelled)).toEqual(dues.map(() => null));
  });
});
