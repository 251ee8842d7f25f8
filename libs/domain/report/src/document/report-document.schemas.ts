import { storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { reportLanguages } from '../report.entity.ts';

export const reportSections = [
  'peak-flow',
  'symptoms',
  'reliever',
  'adherence',
  'medications',
  'spirometry',
  'events',
  'control',
  'notes',
] as const;
export type ReportSection = (typeof reportSections)[number];

export const zones = ['green', 'yellow', 'red'] as const;
export type Zone = (typeof zones)[number];

const text = z.string();
const zone = z.enum(zones).nullable();
const count = z.int().min(0);
const note = text.nullable().meta({ description: 'Only in a report with the section `notes`' });
const bronchodilator = z.enum(['pre', 'post', 'unknown']);
const dayOfEntry = { recordedOn: z.iso.date(), timeZone: text };

export const reportPatient = z.object({
  name: text.nullable(),
  nickname: text,
  birthDate: z.iso.date(),
  sex: z.enum(['female', 'male', 'other']).nullable(),
  heightCm: z.int().nullable(),
  weightKg: z.number().nullable(),
  diagnosis: text.nullable(),
  diagnosedOn: z.iso.date().nullable(),
  doctor: z.object({ name: text, clinic: text.nullable() }).nullable(),
});

const day = z.object({
  date: z.iso.date(),
  peakFlow: z.object({ min: z.int(), max: z.int(), count, zone }).nullable(),
  symptoms: z.object({ worstSeverity: z.int(), nightWaking: z.boolean() }).nullable(),
  reliever: z.object({ occasions: count, puffs: count }).nullable(),
  doses: z.object({ expected: count, taken: count }).nullable(),
});

const personalBest = z.object({
  litresPerMinute: z.int(),
  meterId: text.nullable(),
  scale: text.nullable(),
  validFrom: z.iso.date(),
});

const peakFlow = z.object({
  ...dayOfEntry,
  measuredAt: storedInstant,
  litresPerMinute: z.int(),
  meterId: text.nullable(),
  scale: text,
  bronchodilator,
  zone,
  percentOfBest: z.int().nullable(),
  note,
});

const symptomRecord = z.object({
  ...dayOfEntry,
  occurredAt: storedInstant,
  symptoms: z.array(z.object({ kind: text, severity: z.int() })),
  triggers: z.array(text),
  noSymptoms: z.boolean(),
  note,
});

const relieverIntake = z.object({
  ...dayOfEntry,
  takenAt: storedInstant,
  name: text.nullable(),
  puffs: z.int().nullable(),
  amount: z.number().nullable(),
  unit: text.nullable(),
  purpose: z.enum(['as_needed', 'pre_exercise']),
  note,
});

const medication = z.object({
  name: text,
  purposeDefault: z.enum(['scheduled', 'as_needed', 'pre_exercise']),
  doseAmount: z.number(),
  doseUnit: text,
  dailyMaximum: z.number().nullable(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date().nullable(),
  archived: z.boolean(),
});

const spirometry = z.object({
  ...dayOfEntry,
  measuredAt: storedInstant,
  fev1Litres: z.number(),
  fvcLitres: z.number(),
  fev1FvcRatio: z.number(),
  bronchodilator,
  note,
});

const event = z.object({
  ...dayOfEntry,
  startedAt: storedInstant,
  endedOn: z.iso.date().nullable(),
  kind: text,
  missedDays: z.int().nullable(),
  oralSteroidDays: z.int().nullable(),
  place: text.nullable(),
  note,
});

const assessment = z.object({
  ...dayOfEntry,
  answeredAt: storedInstant,
  kind: text,
  score: z.number(),
  verdict: text,
});

const doseCoverage = z.object({
  expected: count,
  taken: count,
  late: count,
  skipped: count,
  missed: count,
  percent: z.int().nullable(),
});

const daysCovered = z.object({ medicationName: text, daysCovered: count, days: count, percent: z.int() });

const adherence = z.object({
  range: doseCoverage,
  proportionOfDaysCovered: z.array(daysCovered),
});

/** What the diary and the other contexts say of the range, as they hand it over. */
export const reportInputs = z.object({
  patient: reportPatient,
  days: z.array(day),
  personalBests: z.array(personalBest).nullable(),
  peakFlows: z.array(peakFlow).nullable(),
  symptomRecords: z.array(symptomRecord).nullable(),
  relieverIntakes: z.array(relieverIntake).nullable(),
  adherence: adherence.nullable(),
  medications: z.array(medication).nullable(),
  spirometries: z.array(spirometry).nullable(),
  events: z.array(event).nullable(),
  assessments: z.array(assessment).nullable(),
});

const variability = z.object({
  percent: z.number().nullable().meta({ description: 'Null below `requiredDays`' }),
  validDays: count.meta({ description: 'Days with two readings or more before a reliever' }),
  requiredDays: count,
});

/** The figures of the first page. Each is null where its section was not asked for, or has nothing. */
export const reportSummary = z.object({
  peakFlow: z
    .object({
      readings: count,
      lowest: z.int(),
      highest: z.int(),
      mean: z.int(),
      daysInZone: z.object({ green: count, yellow: count, red: count, unrated: count }),
      variability,
    })
    .nullable(),
  symptoms: z.object({ symptomDays: count, nightWakingDays: count, worstSeverity: z.int() }).nullable(),
  reliever: z.object({ days: count, occasions: count, puffs: count, preExercise: count }).nullable(),
  events: z.array(z.object({ kind: text, count })).nullable(),
});

const coverage = z.object({
  days: count,
  peakFlowDays: count.nullable(),
  symptomDays: count.nullable(),
});

export const reportDocument = z
  .object({
    format: z.literal('soomcare-report/1'),
    from: z.iso.date(),
    to: z.iso.date(),
    timeZone: text,
    language: z.enum(reportLanguages),
    sections: z.array(z.enum(reportSections)),
    algorithms: z
      .record(text, text)
      .meta({ description: 'How each figure was worked out, with its version' }),
    coverage: coverage.meta({
      description: 'Days with an entry: what is not there may not have been written',
    }),
    summary: reportSummary,
    ...reportInputs.shape,
  })
  .meta({ id: 'ReportDocument' });

export type ReportInputs = z.output<typeof reportInputs>;
export type ReportDay = ReportInputs['days'][number];
export type ReportPeakFlow = z.output<typeof peakFlow>;
export type ReportSummary = z.output<typeof reportSummary>;
export type ReportDocument = z.output<typeof reportDocument>;

/** Of rows that came from elsewhere: keys that the document does not name are dropped. */
export type Given<Key extends keyof ReportInputs> = z.input<typeof reportInputs>[Key];
