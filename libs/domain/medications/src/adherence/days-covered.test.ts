import { expect, test } from 'vitest';

import { daysCoveredOf } from './days-covered.ts';

/** Thirty days in which two puffs a day are planned. */
const range = { from: 100, to: 129 };
const TWO_A_DAY = 2 * 100 * 30;

test('a device of 60 doses at two a day covers thirty days', () => {
  expect(daysCoveredOf([{ day: 100, doses: 60 }], TWO_A_DAY, range)).toEqual({
    daysCovered: 30,
    days: 30,
    percent: 100,
  });
});

test('a refill that comes late leaves a gap', () => {
  const refills = [
    { day: 100, doses: 20 },
    { day: 120, doses: 60 },
  ];

  expect(daysCoveredOf(refills, TWO_A_DAY, range)).toEqual({ daysCovered: 20, days: 30, percent: 66 });
});

test('a refill that comes early is kept for later, and no day is covered twice', () => {
  const early = [
    { day: 90, doses: 40 },
    { day: 95, doses: 40 },
  ];

  expect(daysCoveredOf(early, TWO_A_DAY, range)).toEqual({ daysCovered: 30, days: 30, percent: 100 });
});

test('it begins with the first refill, since nothing is known of the supply before', () => {
  expect(daysCoveredOf([{ day: 120, doses: 10 }], TWO_A_DAY, range)).toEqual({
    daysCovered: 5,
    days: 10,
    percent: 50,
  });
});

test('three doses a week take their share of each day', () => {
  const fourWeeks = { from: 100, to: 127 };

  expect(daysCoveredOf([{ day: 100, doses: 6 }], 12 * 100, fourWeeks)).toEqual({
    daysCovered: 14,
    days: 28,
    percent: 50,
  });
});

test.each([
  ['without refills', [], TWO_A_DAY, range],
  ['with a first refill after the range', [{ day: 130, doses: 60 }], TWO_A_DAY, range],
  ['with nothing planned', [{ day: 100, doses: 60 }], 0, range],
  ['of a range that lies ahead', [{ day: 90, doses: 60 }], TWO_A_DAY, { from: 100, to: 99 }],
])('%s there is none', (_when, refills, planned, days) => {
  expect(daysCoveredOf(refills, planned, days)).toBeNull();
});
