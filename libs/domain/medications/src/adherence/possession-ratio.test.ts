import { expect, test } from 'vitest';

import { possessionOf } from './possession-ratio.ts';

const range = { from: 101, to: 130 };
const ONE_A_DAY = 30 * 100;
const refill = (day: number, doses: number) => ({ day, doses });

test.each([
  ['thirty doses for thirty days are 100 %', [refill(101, 30)], { daysSupplied: 30, days: 30, percent: 100 }],
  ['it exceeds 100 %', [refill(101, 30), refill(110, 30)], { daysSupplied: 60, days: 30, percent: 200 }],
  ['it begins with the first refill', [refill(121, 5)], { daysSupplied: 5, days: 10, percent: 50 }],
  [
    'what was bought outside of the range does not count',
    [refill(100, 90), refill(116, 5), refill(131, 90)],
    { daysSupplied: 5, days: 15, percent: 33 },
  ],
])('%s', (_claim, refills, possession) => {
  expect(possessionOf(refills, ONE_A_DAY, range)).toEqual(possession);
});

test('three doses a week make thirty doses last for ten weeks', () => {
  expect(possessionOf([refill(101, 30)], 12 * 100, { from: 101, to: 128 })).toMatchObject({
    daysSupplied: 70,
    percent: 250,
  });
});

test('without a refill in the range, or without a plan, there is no ratio', () => {
  expect(possessionOf([refill(100, 30)], ONE_A_DAY, range)).toBeNull();
  expect(possessionOf([refill(101, 30)], 0, range)).toBeNull();
});
