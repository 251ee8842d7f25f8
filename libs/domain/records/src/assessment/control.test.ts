import { describe, expect, test } from 'vitest';

import { CONTROL_DAYS, controlLevelOf, diaryControlOf, type DiaryDay, rcp3Of } from './control.ts';

const calm: DiaryDay = {
  hasEntry: true,
  daytimeSymptoms: false,
  nightWaking: false,
  activityLimitation: false,
  shortActingReliever: false,
};
const fourWeeks = (different: (day: number) => Partial<DiaryDay> = () => ({})) =>
  Array.from({ length: CONTROL_DAYS }, (_, day) => ({ ...calm, ...different(day) }));
const onFirst = (days: number, fact: Partial<DiaryDay>) => fourWeeks((day) => (day < days ? fact : {}));

const answersWith = (against: number) => ({
  daytimeSymptomsOverTwiceAWeek: against > 0,
  anyNightWaking: against > 1,
  relieverOverTwiceAWeek: against > 2,
  anyActivityLimitation: against > 3,
});

test.each([
  [0, 'well'],
  [1, 'partly'],
  [2, 'partly'],
  [3, 'uncontrolled'],
  [4, 'uncontrolled'],
])('%i answers against control: %s', (against, level) => {
  expect(controlLevelOf(answersWith(against))).toBe(level);
});

describe('diaryControlOf', () => {
  test('four calm weeks are well controlled', () => {
    expect(diaryControlOf(fourWeeks())).toMatchObject({
      level: 'well',
      coverage: { daysWithEntry: [7, 7, 7, 7] },
    });
  });

  test.each([
    ['symptoms on 8 days are twice a week', 8, { daytimeSymptoms: true }, 'well'],
    ['symptoms on 9 days are more than twice a week', 9, { daytimeSymptoms: true }, 'partly'],
    ['a reliever on 8 days is twice a week', 8, { shortActingReliever: true }, 'well'],
    ['a reliever on 9 days is more than twice a week', 9, { shortActingReliever: true }, 'partly'],
    ['one night awake counts', 1, { nightWaking: true }, 'partly'],
    ['one day of giving something up counts', 1, { activityLimitation: true }, 'partly'],
  ] as const)('%s', (_claim, days, fact, level) => {
    expect(diaryControlOf(onFirst(days, fact)).level).toBe(level);
  });

  test('all four at once are uncontrolled, with the days that say so', () => {
    const bad = {
      daytimeSymptoms: true,
      nightWaking: true,
      activityLimitation: true,
      shortActingReliever: true,
    };

    expect(diaryControlOf(onFirst(10, bad))).toMatchObject({
      level: 'uncontrolled',
      inputs: { daytimeSymptomDays: 10, nightWakingDays: 10, relieverDays: 10, activityLimitationDays: 10 },
    });
  });

  test('a week with one entry leaves the question open, whatever the others say', () => {
    const days = fourWeeks((day) => ({ hasEntry: day < 7 ? day < 1 : true, nightWaking: day > 20 }));

    expect(diaryControlOf(days)).toMatchObject({
      level: null,
      answers: null,
      coverage: { daysWithEntry: [1, 7, 7, 7], required: 2 },
      inputs: { nightWakingDays: 7 },
    });
  });

  test('another number of days is a mistake of the caller', () => {
    expect(() => diaryControlOf(fourWeeks().slice(1))).toThrow(RangeError);
  });
});

test.each([
  [false, false, false, { score: 0, verdict: 'good' }],
  [true, false, false, { score: 1, verdict: 'ask-more' }],
  [true, false, true, { score: 2, verdict: 'poor' }],
  [true, true, true, { score: 3, verdict: 'poor' }],
])(
  'three questions: %s, %s, %s',
  (difficultySleeping, usualDaytimeSymptoms, interferedWithActivities, result) => {
    expect(rcp3Of({ difficultySleeping, usualDaytimeSymptoms, interferedWithActivities })).toEqual(result);
  },
);
