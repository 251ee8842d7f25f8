import { expect, test } from 'vitest';

import { type SymptomEntry, triggerAssociations } from './trigger-association.ts';

const days = (count: number, from: number, different: Partial<SymptomEntry>): SymptomEntry[] =>
  Array.from({ length: count }, (_, index) => ({
    day: `2026-01-${String(from + index).padStart(2, '0')}`,
    daytime: 0,
    nightWaking: 0,
    activityLimitation: 0,
    triggers: [],
    ...different,
  }));

test('a trigger is set beside the days without it', () => {
  const symptoms = [
    ...days(6, 1, { triggers: ['pollen'], daytime: 2 }),
    ...days(4, 7, { triggers: ['pollen'], daytime: 1 }),
    ...days(1, 11, { nightWaking: 3 }),
    ...days(9, 12, {}),
  ];

  expect(triggerAssociations(symptoms)).toEqual([
    expect.objectContaining({
      trigger: 'pollen',
      daysWith: 10,
      daysWithout: 10,
      worseWithPercent: 60,
      worseWithoutPercent: 10,
    }),
  ]);
});

test.each([
  ['nine days with it', 9, 12],
  ['nine days without it', 12, 9],
])('%s are too few to say anything', (_claim, withIt, without) => {
  const symptoms = [
    ...days(withIt, 1, { triggers: ['pollen'], daytime: 3 }),
    ...days(without, 1 + withIt, {}),
  ];

  expect(triggerAssociations(symptoms)).toEqual([]);
});

test('several entries of one day are one day, and it is as bad as its worst', () => {
  const symptoms = [
    ...days(10, 1, { triggers: ['pollen'] }),
    ...days(10, 1, { daytime: 2 }),
    ...days(10, 11, {}),
  ];

  expect(triggerAssociations(symptoms)).toMatchObject([
    { daysWith: 10, worseWithPercent: 100, worseWithoutPercent: 0 },
  ]);
});
