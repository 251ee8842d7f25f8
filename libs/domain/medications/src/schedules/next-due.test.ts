import fc from 'fast-check';
import { expect, test } from 'vitest';

import { nextDueAt } from './next-due.ts';
import { occurrencesBetween } from './occurrences.ts';
import type { ScheduleRule } from './schedule-rule.ts';

const rule = (different: Partial<ScheduleRule>): ScheduleRule => ({
  kind: 'times',
  times: ['08:00'],
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  everyDays: 1,
  everyHours: null,
  startsOn: '2026-03-01',
  endsOn: null,
  count: null,
  pauses: [],
  timeZone: 'Asia/Seoul',
  ...different,
});
const NOON = new Date('2026-03-10T03:00:00.000Z');

test.each([
  ['tomorrow at eight', {}, '2026-03-10T23:00:00.000Z'],
  ['a dose that is due this moment', { times: ['12:00'] }, '2026-03-10T03:00:00.000Z'],
  ['every 365 days', { everyDays: 365 }, '2027-02-28T23:00:00.000Z'],
  ['a start years away', { startsOn: '2031-05-05' }, '2031-05-04T23:00:00.000Z'],
  [
    'after a pause of a year',
    { pauses: [{ from: '2026-03-01', to: '2027-03-01' }] },
    '2027-03-01T23:00:00.000Z',
  ],
  ['every 72 hours', { kind: 'interval' as const, everyHours: 72 }, '2026-03-12T23:00:00.000Z'],
])('the next dose: %s', (_what, different, dueAt) => {
  expect(nextDueAt(rule(different), NOON)?.toISOString()).toBe(dueAt);
});

test.each([
  ['the end', { endsOn: '2026-03-10' }],
  ['the last of a count', { count: 10 }],
])('after %s there is none', (_what, different) => {
  expect(nextDueAt(rule(different), NOON)).toBeNull();
});

const TWELVE_A_DAY = Array.from({ length: 12 }, (_, index) => `${String(index * 2).padStart(2, '0')}:00`);

test.each([
  ['wall times', { times: TWELVE_A_DAY, endsOn: '2999-12-31' }, '2999-12-29T15:00:00.000Z'],
  ['an interval', { kind: 'interval' as const, everyHours: 1 }, '2999-12-29T15:00:00.000Z'],
  ['a count', { times: TWELVE_A_DAY, count: 1_000 }, '2999-12-29T15:00:00.000Z'],
])('a pause of centuries is not walked through: %s', (_what, different, dueAt) => {
  const pauses = [{ from: '2026-03-02', to: '2999-12-29' }];

  expect(nextDueAt(rule({ ...different, pauses }), NOON)?.toISOString()).toBe(dueAt);
});

test('it is the first of all doses, wherever pauses, start and end lie', () => {
  const day = fc
    .integer({ min: 0, max: 400 })
    .map((days) => Temporal.PlainDate.from('2026-01-01').add({ days }).toString());
  const span = fc.tuple(day, day).map((days) => days.toSorted());
  const rules = fc.record({
    times: fc.constantFrom(['00:00'], ['08:00', '20:00'], ['23:59']),
    weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    everyDays: fc.constant(1),
    startsOn: day,
    endsOn: fc.option(day),
    pauses: fc.array(
      span.map(([from = '', to = '']) => ({ from, to })),
      { maxLength: 4 },
    ),
    timeZone: fc.constantFrom('Asia/Seoul', 'America/New_York', 'Pacific/Apia'),
  });

  fc.assert(
    fc.property(rules, day, (parts, today) => {
      const from = new Date(`${today}T03:00:00Z`);
      const [first] = occurrencesBetween(rule(parts), from, new Date('2028-01-01T00:00:00Z'));

      expect(nextDueAt(rule(parts), from)).toEqual(first?.dueAt ?? null);
    }),
    { numRuns: 300 },
  );
});
