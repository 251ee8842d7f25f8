import { expect, test } from 'vitest';

import { nextDueAt } from './next-due.ts';
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
