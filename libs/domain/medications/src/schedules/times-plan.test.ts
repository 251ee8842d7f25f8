import { expect, test } from 'vitest';

import type { ScheduleRule } from './schedule-rule.ts';
import { timesPlan } from './times-plan.ts';
import { dayOfDate } from './wall-time.ts';

const twoMeetInMarch: ScheduleRule = {
  kind: 'times',
  times: ['02:30', '03:30'],
  weekdays: [1, 3, 7],
  everyDays: 1,
  everyHours: null,
  startsOn: '2025-01-01',
  endsOn: '2026-05-01',
  count: null,
  pauses: [],
  timeZone: 'America/New_York',
};

test('as many doses lie before a day as a walk from the start finds, also after the last day', () => {
  const plan = timesPlan(twoMeetInMarch);
  const start = dayOfDate(twoMeetInMarch.startsOn);
  const days = [
    '2024-12-01',
    '2025-01-01',
    '2025-03-09',
    '2025-03-10',
    '2026-04-30',
    '2026-05-02',
    '2027-01-01',
  ];
  expect(days.map((day) => plan.slotsBefore(dayOfDate(day)))).toEqual(
    days.map((day) => plan.slotsBetween(start, dayOfDate(day) - 1).length),
  );
});
