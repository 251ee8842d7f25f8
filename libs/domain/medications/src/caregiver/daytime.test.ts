import { expect, test } from 'vitest';

import { isDaytime, nextMorning } from './daytime.ts';

test.each([
  ['2026-03-09T22:59:59.999Z', 'Asia/Seoul', false],
  ['2026-03-09T23:00:00.000Z', 'Asia/Seoul', true],
  ['2026-03-10T11:59:59.999Z', 'Asia/Seoul', true],
  ['2026-03-10T12:00:00.000Z', 'Asia/Seoul', false],
  ['2026-03-10T12:00:00.000Z', 'Europe/London', true],
])('%s in %s is daytime: %s', (instant, timeZone, expected) => {
  expect(isDaytime(new Date(instant), timeZone)).toBe(expected);
});

test.each([
  ['before eight it is this morning', '2026-03-09T22:59:59.000Z', 'Asia/Seoul', '2026-03-09T23:00:00.000Z'],
  ['at eight it is tomorrow', '2026-03-09T23:00:00.000Z', 'Asia/Seoul', '2026-03-10T23:00:00.000Z'],
  ['at night it is tomorrow', '2026-03-10T12:30:00.000Z', 'Asia/Seoul', '2026-03-10T23:00:00.000Z'],
  ['into summer time', '2026-03-28T12:00:00.000Z', 'Europe/London', '2026-03-29T07:00:00.000Z'],
])('%s', (_when, instant, timeZone, expected) => {
  expect(nextMorning(new Date(instant), timeZone).toISOString()).toBe(expected);
});
