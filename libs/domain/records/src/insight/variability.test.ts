import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { type DatedReading, lowestMorningOf, variabilityOf } from './variability.ts';

const reading = (
  day: number,
  litresPerMinute: number,
  different: Partial<DatedReading> = {},
): DatedReading => {
  const recordedOn = `2026-03-${String(day).padStart(2, '0')}`;
  const [localHour, bronchodilator] = [8, 'pre'] as const;
  return {
    recordedOn,
    localHour,
    litresPerMinute,
    bronchodilator,
    ...different,
  };
};
const daysOf = (pairs: readonly (readonly number[])[]) =>
  pairs.flatMap((litres, index) => litres.map((each) => reading(index + 1, each)));
const adult = { ageYears: 38 };

/** Seven days whose amplitudes are 9.09, 16.09, 0, 14.29, 10.40, 9.41 and 10.29 %. */
const week = [
  [420, 460],
  [400, 470],
  [430, 430],
  [390, 450],
  [410, 455],
  [405, 445],
  [415, 460],
];

describe('variabilityOf', () => {
  test('a known week varies by 9.94 %, which is not excessive in an adult', () => {
    expect(variabilityOf(daysOf(week), adult)).toMatchObject({
      percent: 9.94,
      validDays: 7,
      excessive: false,
    });
  });

  test('a day with one reading says nothing about variation', () => {
    const readings = [...daysOf(week), reading(8, 300)];

    expect(variabilityOf(readings, adult)).toMatchObject({ percent: 9.94, validDays: 7 });
  });

  test('what was blown after a reliever is left out', () => {
    const readings = [...daysOf(week), reading(1, 700, { bronchodilator: 'post' })];

    expect(variabilityOf(readings, adult)).toMatchObject({ percent: 9.94 });
  });

  test('six days are too few for a figure', () => {
    expect(variabilityOf(daysOf(week.slice(0, 6)), adult)).toMatchObject({
      percent: null,
      excessive: null,
      validDays: 6,
      requiredDays: 7,
    });
  });

  test.each([
    [8, 1_065, 935, false],
    [8, 1_066, 935, true],
    [11, 1_060, 940, false],
    [12, 1_060, 940, true],
    [38, 1_050, 950, false],
    [null, 1_051, 949, true],
  ])('at %s years, days of %i and %i are excessive: %s', (ageYears, max, min, excessive) => {
    const readings = daysOf(Array.from({ length: 7 }, () => [min, max]));

    expect(variabilityOf(readings, { ageYears }).excessive).toBe(excessive);
  });

  test('the order of readings does not matter, and the figure lies between 0 and 200 %', () => {
    const litres = fc.integer({ min: 50, max: 900 });
    const weeks = fc.array(fc.array(litres, { minLength: 2, maxLength: 4 }), { minLength: 7, maxLength: 14 });
    fc.assert(
      fc.property(weeks, (days) => {
        const readings = daysOf(days);
        const { percent } = variabilityOf(readings, adult);

        expect(variabilityOf(readings.toReversed(), adult).percent).toBe(percent);
        expect(percent).toBeGreaterThanOrEqual(0);
        expect(percent).toBeLessThan(200);
      }),
    );
  });
});

describe('lowestMorningOf', () => {
  test('is the lowest reading before noon and before a reliever, floored against the best', () => {
    const readings = [
      reading(1, 420),
      reading(2, 399),
      reading(3, 350, { localHour: 20 }),
      reading(4, 340, { bronchodilator: 'post' }),
    ];

    expect(lowestMorningOf(readings, 500)).toMatchObject({
      litresPerMinute: 399,
      percentOfBest: 79,
      days: 2,
    });
  });

  test('without a morning, or without a best, nothing is made up', () => {
    expect(lowestMorningOf([reading(1, 400, { localHour: 12 })], 500)).toMatchObject({
      litresPerMinute: null,
      percentOfBest: null,
      days: 0,
    });
    expect(lowestMorningOf([reading(1, 400)], null)).toMatchObject({
      litresPerMinute: 400,
      percentOfBest: null,
    });
  });
});
