import { describe, expect, test } from 'vitest';

import { type CountedDose, countedOutcomes, coverageOf } from './coverage.ts';

/** Noon of 2026-03-10 in Seoul. */
const NOW = new Date('2026-03-10T03:00:00Z');

/** Due at 08:00 in Seoul on a day of March, missed four hours later. */
const doseOn = (day: number, different: Partial<CountedDose> = {}): CountedDose => {
  const date = (of: number) => `2026-03-${String(of).padStart(2, '0')}`;
  return {
    localDate: date(day),
    timeZone: 'Asia/Seoul',
    dueAt: `${date(day - 1)}T23:00:00.000Z`,
    missedAfter: `${date(day)}T03:00:00.000Z`,
    answer: null,
    takenAt: null,
    snoozedUntil: null,
    cancelledAt: null,
    ...different,
  };
};
const takenOn = (day: number) => {
  const dose = doseOn(day);
  return { ...dose, answer: 'taken', takenAt: dose.dueAt } as const;
};
const lateOn = (day: number) => ({ ...takenOn(day), takenAt: '2026-03-10T02:00:00.000Z' });
const skippedOn = (day: number) => doseOn(day, { answer: 'skipped' });

const coverage = (...doses: CountedDose[]) => coverageOf(countedOutcomes(doses, NOW));
const nothing = { expected: 0, taken: 0, late: 0, skipped: 0, missed: 0, percent: null };

describe('doses taken of doses scheduled', () => {
  test('counts what was late as taken, and what was skipped as scheduled', () => {
    expect(coverage(takenOn(5), lateOn(6), skippedOn(7), doseOn(8))).toEqual({
      expected: 4,
      taken: 2,
      late: 1,
      skipped: 1,
      missed: 1,
      percent: 50,
    });
  });

  test('is rounded down: two of three are 66, and 199 of 200 are not 100', () => {
    expect(coverage(takenOn(5), takenOn(6), doseOn(7)).percent).toBe(66);
    expect(coverage(...Array.from({ length: 199 }, () => takenOn(5)), doseOn(5)).percent).toBe(99);
  });

  test('a dose taken twice over is one dose and repairs no other', () => {
    const twice = { ...takenOn(5), takenAmountHundredths: 200 };

    expect(coverage(twice, doseOn(6))).toMatchObject({ expected: 2, taken: 1, missed: 1, percent: 50 });
  });

  test('is nothing where nothing was planned', () => {
    expect(coverage()).toEqual(nothing);
  });

  test('leaves out what was cancelled', () => {
    expect(coverage(doseOn(5, { cancelledAt: '2026-03-05T00:00:00.000Z' }))).toEqual(nothing);
  });
});

describe('today', () => {
  test('is never missed, not even after the window of its dose', () => {
    expect(coverage(doseOn(10))).toEqual(nothing);
  });

  test('counts what is answered', () => {
    expect(coverage(takenOn(10), doseOn(10))).toMatchObject({ expected: 1, taken: 1, percent: 100 });
    expect(coverage(skippedOn(10))).toMatchObject({ expected: 1, skipped: 1, percent: 0 });
  });

  test('is the day in the zone of the dose: where it is still the ninth, the ninth is not over', () => {
    const dueAt = '2026-03-09T07:00:00.000Z';
    const missedAfter = '2026-03-09T11:00:00.000Z';

    expect(coverage(doseOn(9, { timeZone: 'Pacific/Honolulu', dueAt, missedAfter }))).toEqual(nothing);
    expect(coverage(doseOn(9, { timeZone: 'Asia/Seoul', dueAt, missedAfter })).missed).toBe(1);
  });

  test('the days to come count nothing, whatever is answered already', () => {
    expect(coverage(takenOn(11), skippedOn(12), doseOn(13))).toEqual(nothing);
  });
});

test('the dose of 23:50 is not missed at 00:20, and a late answer sets a missed one right', () => {
  const evening = doseOn(10, { dueAt: '2026-03-10T14:50:00.000Z', missedAfter: '2026-03-10T18:50:00.000Z' });
  const at = (now: string, dose: CountedDose) => coverageOf(countedOutcomes([dose], new Date(now)));
  const answered = { ...evening, answer: 'taken', takenAt: '2026-03-11T00:00:00.000Z' } as const;

  expect(at('2026-03-10T15:20:00Z', evening)).toEqual(nothing);
  expect(at('2026-03-10T18:50:00Z', evening)).toMatchObject({ missed: 1, percent: 0 });
  expect(at('2026-03-11T00:00:00Z', answered)).toMatchObject({ missed: 0, taken: 1, late: 1, percent: 100 });
});
