import { describe, expect, test } from 'vitest';

import { peakFlowFinding, relieverFinding, symptomFinding } from './findings.ts';

describe('a reading', () => {
  test.each([
    [80, null],
    [79, 'yellow'],
    [50, 'yellow'],
    [49, 'red'],
  ])('of %i %% of personal best calls for %s', (percent, zone) => {
    expect(peakFlowFinding(percent)?.zone ?? null).toBe(zone);
  });

  test.each([
    [90, null],
    [89, 'yellow'],
    [60, 'yellow'],
    [59, 'red'],
  ])('of %i %% calls for %s where the doctor drew the lines at 90 and 60', (percent, zone) => {
    const thresholds = { greenFromPercent: 90, redBelowPercent: 60 };

    expect(peakFlowFinding(percent, thresholds)?.zone ?? null).toBe(zone);
  });

  test('without a personal best calls for nothing', () => {
    expect(peakFlowFinding(null)).toBeNull();
  });
});

describe('symptoms', () => {
  test('with a danger sign are red, each sign a reason', () => {
    expect(symptomFinding({ symptoms: [], redFlags: ['cannot-walk', 'cannot-speak'] })).toEqual({
      trigger: 'red-flag-symptom',
      zone: 'red',
      reasons: ['cannot-speak', 'cannot-walk'],
    });
  });

  test('without one call for nothing', () => {
    expect(symptomFinding({ symptoms: [{ kind: 'wheeze', severity: 3 }], redFlags: [] })).toBeNull();
  });
});

describe('reliever use', () => {
  const calm = {
    lastWeek: { days: 2, overuse: false },
    burst: { present: false, puffsPerDay: 1, puffsPerDayBefore: 1 },
  };

  test('within bounds calls for nothing', () => {
    expect(relieverFinding(calm)).toBeNull();
  });

  test('beyond them is yellow, never red: it is for the doctor to judge', () => {
    const week = { days: 3, overuse: true };
    const burst = { present: true, puffsPerDay: 3, puffsPerDayBefore: 1 };

    expect(relieverFinding({ lastWeek: week, burst })).toEqual({
      trigger: 'reliever-over-use',
      zone: 'yellow',
      reasons: ['reliever-over-two-days-a-week', 'reliever-burst'],
    });
  });
});
