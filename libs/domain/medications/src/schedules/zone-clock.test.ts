import { expect, test } from 'vitest';

import { dayOfDate, localOf } from './wall-time.ts';
import { zoneClock } from './zone-clock.ts';

const local = (date: string, time: string) => localOf(dayOfDate(date), time);
const instant = (text: string) => Date.parse(text);

test('the instant of a change has the new offset, and the one before has the old', () => {
  const clock = zoneClock('Europe/Paris');
  const change = instant('2026-03-29T01:00:00Z');
  expect(clock.localAt(change)).toBe(local('2026-03-29', '03:00'));
  expect(clock.localAt(change - 1)).toBe(local('2026-03-29', '02:00') - 1);
});

test('a zone without changes has one offset for all time', () => {
  const clock = zoneClock('UTC');
  expect(clock.localAt(instant('1900-01-01T00:00:00Z'))).toBe(local('1900-01-01', '00:00'));
  expect(clock.gapDays(dayOfDate('1900-01-01'), dayOfDate('2100-01-01'))).toEqual([]);
});

test('a local time has its first instant, or that of the offset before a gap', () => {
  const clock = zoneClock('Australia/Lord_Howe');
  expect([
    clock.instantOf(local('2026-04-05', '01:45')),
    clock.instantOf(local('2026-10-04', '02:15')),
    clock.instantOf(local('2026-07-01', '12:00')),
  ]).toEqual(['2026-04-04T14:45:00Z', '2026-10-03T15:45:00Z', '2026-07-01T01:30:00Z'].map(instant));
});

test('the days of a gap are those that lose some wall time, the first and the last day asked for among them', () => {
  const samoa = zoneClock('Pacific/Apia');
  const skipped = dayOfDate('2011-12-30');
  expect(samoa.gapDays(skipped, skipped)).toEqual([skipped]);
  expect(samoa.gapDays(skipped + 1, skipped + 30)).toEqual([]);

  const newYork = zoneClock('America/New_York');
  expect(newYork.gapDays(dayOfDate('2025-01-01'), dayOfDate('2026-03-08'))).toEqual(
    ['2025-03-09', '2026-03-08'].map(dayOfDate),
  );
});
