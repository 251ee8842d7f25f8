import { expect, test } from 'vitest';

import { insightDaysOf, lastDays, newestFirst } from './insight-days.ts';

const today = '2026-03-10';
const daysOf = (from: string, to: string) => insightDaysOf({ from, to }, today);

test('a long range holds its last four weeks', () => {
  expect(daysOf('2026-01-01', '2026-02-28')).toEqual({
    range: { from: '2026-01-01', to: '2026-02-28' },
    fourWeeks: { from: '2026-02-01', to: '2026-02-28' },
    both: { from: '2026-01-01', to: '2026-02-28' },
  });
});

test('a short range is read together with the four weeks that lead to its end', () => {
  expect(daysOf('2026-02-28', '2026-02-28')?.both).toEqual({ from: '2026-02-01', to: '2026-02-28' });
});

test('what lies ahead of today is cut off', () => {
  expect(daysOf('2026-03-01', '2026-03-31')?.range).toEqual({ from: '2026-03-01', to: today });
});

test.each([
  ['2025-03-10', '2026-03-10', true],
  ['2025-03-09', '2026-03-10', false],
  ['2026-03-10', '2026-03-09', false],
  ['2026-03-11', '2026-03-12', false],
])('from %s to %s can be asked for: %s', (from, to, isFit) => {
  expect(daysOf(from, to) !== null).toBe(isFit);
});

test('days are counted back over the end of a month', () => {
  expect(newestFirst('2026-03-01', 3)).toEqual(['2026-03-01', '2026-02-28', '2026-02-27']);
  expect(lastDays('2026-03-01', 3)).toEqual({ from: '2026-02-27', to: '2026-03-01' });
});
