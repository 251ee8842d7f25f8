import { describe, expect, test } from 'vitest';

import {
  canistersOf,
  relieverTotalsOf,
  relieverTrendOf,
  type RelieverUse,
  YEAR_DAYS,
} from './reliever-use.ts';

const recentDays = Array.from({ length: 28 }, (_, ago) => `2026-03-${String(28 - ago).padStart(2, '0')}`);
const dayAgo = (ago: number) => recentDays[ago] ?? '';
const use = (ago: number, different: Partial<RelieverUse> = {}): RelieverUse => ({
  day: dayAgo(ago),
  puffs: 2,
  purpose: 'as_needed',
  ...different,
});

describe('relieverTotalsOf', () => {
  test('three occasions on one day are one day', () => {
    expect(relieverTotalsOf([use(0), use(0), use(0)])).toMatchObject({ days: 1, occasions: 3, puffs: 6 });
  });

  test('puffs before sport are counted apart and never as relief', () => {
    const swims = [0, 2, 4, 6].map((ago) => use(ago, { purpose: 'pre_exercise' }));

    expect(relieverTotalsOf(swims)).toEqual({
      days: 0,
      occasions: 0,
      puffs: 0,
      preExercise: { occasions: 4, puffs: 8 },
    });
    expect(relieverTrendOf(swims, recentDays).lastWeek).toEqual({ days: 0, overuse: false });
  });
});

describe('relieverTrendOf', () => {
  test.each([
    [[0, 0, 0], false],
    [[0, 3], false],
    [[0, 3, 6], true],
    [[0, 3, 7], false],
  ])('relief %j days ago is over-use this week: %s', (ago, overuse) => {
    expect(
      relieverTrendOf(
        ago.map((each) => use(each)),
        recentDays,
      ).lastWeek.overuse,
    ).toBe(overuse);
  });

  test.each([
    ['six puffs in two calm days are a burst', [use(0, { puffs: 3 }), use(1, { puffs: 3 })], true],
    ['five puffs are none', [use(0, { puffs: 3 }), use(1)], false],
    [
      'the same on every day of two weeks is a habit, not a burst',
      Array.from({ length: 16 }, (_, ago) => use(ago, { puffs: 3 })),
      false,
    ],
  ])('%s', (_claim, uses, present) => {
    expect(relieverTrendOf(uses, recentDays).burst.present).toBe(present);
  });
});

describe('canistersOf', () => {
  const ventolin = (puffs: number) => [{ puffs, deviceDoses: 200 }];

  test('410 puffs a year of a device with 200 doses are 2.05 canisters', () => {
    expect(canistersOf(ventolin(410), YEAR_DAYS)).toEqual({ canisters: 2.05, overuse: false });
  });

  test.each([
    [599, YEAR_DAYS, false],
    [600, YEAR_DAYS, true],
    [600, 30, true],
    [599, 364, null],
  ])('%i puffs in %i days are over-use: %s', (puffs, days, overuse) => {
    expect(canistersOf(ventolin(puffs), days).overuse).toBe(overuse);
  });

  test('sixty occasions of ten puffs are 600 puffs to the last', () => {
    const uses = Array.from({ length: 60 }, () => ventolin(10)).flat();

    expect(canistersOf(uses, YEAR_DAYS)).toEqual({ canisters: 3, overuse: true });
  });

  test('devices of different sizes add up', () => {
    expect(canistersOf([...ventolin(300), { puffs: 180, deviceDoses: 120 }], YEAR_DAYS)).toEqual({
      canisters: 3,
      overuse: true,
    });
  });
});
