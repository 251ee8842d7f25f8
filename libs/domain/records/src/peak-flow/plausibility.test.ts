import { describe, expect, test } from 'vitest';

import { warningsFor } from './plausibility.ts';

describe('warningsFor', () => {
  test.each([
    [59, ['below-usual-range']],
    [60, []],
    [880, []],
    [881, ['above-usual-range']],
  ])('of %i L/min alone', (reading, expected) => {
    expect(warningsFor(reading, [])).toEqual(expected);
  });

  test('more than 40 % off the recent median is asked about, exactly 40 % is not', () => {
    const recent = [400, 390, 410];

    expect([240, 239, 560, 561].map((reading) => warningsFor(reading, recent))).toEqual([
      [],
      ['far-from-recent-median'],
      [],
      ['far-from-recent-median'],
    ]);
  });

  test('of an even number of readings the median lies between the middle two', () => {
    // Median 405: 40 % is 162.
    expect(warningsFor(567, [400, 410])).toEqual([]);
    expect(warningsFor(568, [400, 410])).toEqual(['far-from-recent-median']);
  });

  test('one outlier among the recent readings does not move the median', () => {
    expect(warningsFor(400, [400, 405, 395, 880])).toEqual([]);
  });
});
