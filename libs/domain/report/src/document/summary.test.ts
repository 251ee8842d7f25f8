import { describe, expect, test } from 'vitest';

import type { ReportInputs, ReportPeakFlow } from './report-document.schemas.ts';
import { coverageOf, summaryOf } from './summary.ts';

const reading = (
  recordedOn: string,
  litresPerMinute: number,
  different: Partial<ReportPeakFlow> = {},
): ReportPeakFlow => ({
  ...{ recordedOn, timeZone: 'Asia/Seoul', measuredAt: `${recordedOn}T00:00:00.000Z`, litresPerMinute },
  ...{ meterId: null, scale: 'EU', bronchodilator: 'pre', zone: null, percentOfBest: null, note: null },
  ...different,
});

const inputsOf = (different: Partial<ReportInputs>): ReportInputs => ({
  patient: {
    ...{ name: null, nickname: '숨이', birthDate: '1990-05-05', sex: null, heightCm: null, weightKg: null },
    ...{ diagnosis: null, diagnosedOn: null, doctor: null },
  },
  ...{ days: [], personalBests: null, peakFlows: null, symptomRecords: null, relieverIntakes: null },
  ...{ adherence: null, medications: null, spirometries: null, events: null, assessments: null },
  ...different,
});

const variabilityOf = (peakFlows: ReportPeakFlow[]) =>
  summaryOf(inputsOf({ peakFlows })).peakFlow?.variability;

/** The lowest and the highest of seven days, whose mean amplitude is 9.94 %. */
const week = (
  [
    [420, 460],
    [400, 470],
    [430, 430],
    [390, 450],
    [410, 455],
    [405, 445],
    [415, 460],
  ] as const
).flatMap(([low, high], index) => [
  reading(`2026-03-0${index + 1}`, low),
  reading(`2026-03-0${index + 1}`, high),
]);

describe('variability', () => {
  test('of a known week is 9.94 %', () => {
    expect(variabilityOf(week)).toEqual({ percent: 9.94, validDays: 7, requiredDays: 7 });
  });

  test('passes over days with one reading and readings after a reliever', () => {
    const more = [reading('2026-03-08', 200), reading('2026-03-01', 600, { bronchodilator: 'post' })];
    expect(variabilityOf([...week, ...more])).toMatchObject({ percent: 9.94, validDays: 7 });
  });

  test('never compares two meters', () => {
    const other = [reading('2026-03-08', 300), reading('2026-03-08', 600, { meterId: 'other' })];
    expect(variabilityOf([...week, ...other])).toMatchObject({ percent: 9.94 });
  });

  test('is not given for fewer than seven days', () => {
    expect(variabilityOf(week.slice(2))).toMatchObject({ percent: null, validDays: 6 });
  });
});

test('three occasions on one day are one day, and puffs before sport are apart', () => {
  const intake = (purpose: 'as_needed' | 'pre_exercise', recordedOn = '2026-03-01') => ({
    ...{ recordedOn, timeZone: 'Asia/Seoul', takenAt: `${recordedOn}T00:00:00.000Z`, name: null, note: null },
    ...{ puffs: 2, amount: null, unit: null, purpose },
  });
  const relieverIntakes = [
    ...[intake('as_needed'), intake('as_needed'), intake('as_needed')],
    intake('pre_exercise', '2026-03-02'),
  ];

  expect(summaryOf(inputsOf({ relieverIntakes })).reliever).toEqual({
    days: 1,
    occasions: 3,
    puffs: 6,
    preExercise: 1,
  });
});

test('a day without an entry counts as such, not as a good day', () => {
  const day = { peakFlow: null, reliever: null, doses: null };
  const days = [
    { ...day, date: '2026-03-01', symptoms: { worstSeverity: 0, nightWaking: false } },
    { ...day, date: '2026-03-02', symptoms: { worstSeverity: 2, nightWaking: true } },
    { ...day, date: '2026-03-03', symptoms: null },
  ];
  const inputs = inputsOf({ days, symptomRecords: [] });

  expect(coverageOf(inputs)).toEqual({ days: 3, peakFlowDays: null, symptomDays: 2 });
  expect(summaryOf(inputs).symptoms).toEqual({ symptomDays: 1, nightWakingDays: 1, worstSeverity: 2 });
});

test('what has no entry has no figures', () => {
  expect(summaryOf(inputsOf({ peakFlows: [] }))).toEqual({
    peakFlow: null,
    symptoms: null,
    reliever: null,
    events: null,
  });
});
