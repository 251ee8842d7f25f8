import { expect, test } from 'vitest';

import { dailyMaximumWarning } from './daily-maximum.ts';

const puffs = (count: number) => ({ puffs: count, amountHundredths: null });
const amount = (hundredths: number) => ({ puffs: null, amountHundredths: hundredths });

test('the eighth puff of eight is not warned of, the ninth is', () => {
  expect(dailyMaximumWarning(800, [puffs(4), puffs(2)], puffs(2))).toEqual([]);
  expect(dailyMaximumWarning(800, [puffs(4), puffs(2)], puffs(3))).toEqual(['ABOVE_DAILY_MAXIMUM']);
});

test('half tablets add up without rounding', () => {
  expect(dailyMaximumWarning(150, [amount(50), amount(50)], amount(50))).toEqual([]);
  expect(dailyMaximumWarning(149, [amount(50), amount(50)], amount(50))).toEqual(['ABOVE_DAILY_MAXIMUM']);
});

test('without a maximum of the prescriber’s nothing is warned of', () => {
  expect(dailyMaximumWarning(null, [puffs(100)], puffs(100))).toEqual([]);
});
