import { localDay } from '@soomcare/member-rows';
import { z } from 'zod';

import { controlLevels, rcp3Verdicts } from '../assessment/control.ts';
import { ginaFour, rcp3 } from '../assessment/control-assessment.schemas.ts';
import { meterScales } from '../peak-flow/meter.schemas.ts';
import { bronchodilators } from '../peak-flow/peak-flow.entity.ts';
import { triggers } from '../symptom/symptoms.ts';
import { noticeRules } from './early-notice.ts';
import { basisRecords } from './figure-basis.ts';
import { personGaps } from './predicted-figures.ts';

/** Order, length and beginning are looked at by the service, since they are rules and not a form. */
export const insightQuery = z.strictObject({ from: localDay, to: localDay });

const basis = z
  .object({
    algorithm: z.string().meta({ description: 'With its version; it changes with the rule' }),
    source: z.string().meta({ description: 'Where the rule was published' }),
    records: z.array(z.enum(basisRecords)).meta({ description: 'What the figure is worked out from' }),
    from: z.iso.date(),
    to: z.iso.date(),
    daysWithData: z.int(),
    requiredDays: z.int().meta({ description: 'Below it nothing is said; 0 where any number will do' }),
  })
  .meta({ id: 'FigureBasis' });

const sentence = z.object({ ko: z.string(), en: z.string() }).meta({ id: 'Sentence' });
const count = z.int();
const percent = z.int().nullable();

const meter = z
  .object({
    meterId: z.string().nullable(),
    scale: z.enum(meterScales),
    personalBest: z.object({
      basis,
      present: z.int().nullable().meta({ description: 'L/min, as it holds on the last day' }),
      proposed: z.int().nullable().meta({ description: 'A higher reading; nothing is set until confirmed' }),
    }),
    variability: z.object({
      basis,
      percent: z.number().nullable().meta({ description: 'Null where too few days have two readings' }),
      excessive: z.boolean().nullable(),
      thresholdPercent: z.number(),
    }),
    lowestMorning: z.object({
      basis,
      litresPerMinute: z.int().nullable(),
      percentOfBest: z.int().nullable().meta({ description: 'Rounded down' }),
    }),
  })
  .meta({ id: 'MeterInsight' });

const control = z.object({
  selfAnswered: z
    .object({ basis, level: z.enum(controlLevels), answers: ginaFour })
    .nullable()
    .meta({ description: 'The newest answers to the four questions' }),
  diaryDerived: z.object({
    basis,
    level: z.enum(controlLevels).nullable().meta({ description: 'Null where too little was written down' }),
    answers: ginaFour.nullable(),
    inputs: z.object({
      daytimeSymptomDays: count,
      nightWakingDays: count,
      relieverDays: count,
      activityLimitationDays: count,
    }),
    daysWithEntryByWeek: z.array(count).meta({ description: 'Of the four weeks, oldest first' }),
    requiredDaysAWeek: count,
  }),
});

const rcp3Figure = z.object({ basis, answers: rcp3, score: count, verdict: z.enum(rcp3Verdicts) });

const percentPredicted = z.object({
  missing: z
    .array(z.enum(personGaps))
    .meta({ description: 'What the profile lacks for some equation, or for all' }),
  figures: z.array(
    z
      .object({
        basis,
        of: z.enum(['fev1', 'fvc', 'pef']),
        equation: z.string(),
        measured: z.number().meta({ description: 'Litres; L/min for pef' }),
        bronchodilator: z.enum(bronchodilators),
        predicted: z.number(),
        percent: z.int().meta({ description: 'Rounded down' }),
      })
      .meta({ id: 'PercentPredicted' }),
  ),
});

const bronchodilatorResponse = z
  .object({
    basis,
    recordedOn: z.iso.date().meta({ description: 'The newest day with a result before and one after' }),
    fev1BeforeLitres: z.number(),
    fev1AfterLitres: z.number(),
    changeMillilitres: z.int(),
    changePercent: z.number(),
    responds: z.boolean().nullable().meta({
      description: 'A rise of 12 % and 200 mL; null under twelve years, where another rule holds',
    }),
  })
  .meta({ id: 'BronchodilatorResponse' });

const ofMedicine = { medicationId: z.uuid(), medicationName: z.string(), days: count, percent: z.int() };

const adherence = z.object({
  dosesTaken: z.object({
    basis,
    expected: count,
    taken: count,
    late: count,
    skipped: count,
    missed: count,
    percent,
  }),
  daysCovered: z.object({ basis, medicines: z.array(z.object({ ...ofMedicine, daysCovered: count })) }),
  possession: z.object({ basis, medicines: z.array(z.object({ ...ofMedicine, daysSupplied: count })) }),
});

const use = { days: count, occasions: count, puffs: count };

const reliever = z.object({
  basis,
  ...use,
  preExercise: z.object({ occasions: count, puffs: count }),
  antiInflammatory: z
    .object(use)
    .meta({ description: 'A steroid with formoterol taken as needed: treatment, never over-use' }),
  occasionsOfUnknownMedicine: count.meta({
    description: 'Of these occasions, those of a medicine whose class nobody can tell',
  }),
  lastWeek: z.object({ basis, days: count, overuse: z.boolean() }),
  burst: z.object({ basis, present: z.boolean(), puffsPerDay: z.number(), puffsPerDayBefore: z.number() }),
  canisters: z.object({
    basis,
    canisters: z.number().meta({ description: 'Puffs divided by the doses of their device' }),
    overuse: z
      .boolean()
      .nullable()
      .meta({ description: 'Three or more a year; null where a shorter range cannot tell' }),
    puffsOfUnknownDevice: count,
  }),
});

const association = z
  .object({
    basis,
    trigger: z.enum(triggers),
    daysWith: count,
    daysWithout: count,
    worseWithPercent: count,
    worseWithoutPercent: count,
    text: sentence,
  })
  .meta({ id: 'TriggerAssociation' });

const notice = z
  .object({
    basis,
    rule: z.enum(noticeRules),
    inputs: z.array(z.object({ name: z.string(), value: z.number() })),
    text: sentence,
  })
  .meta({ id: 'EarlyNotice' });

export const insightsView = z
  .object({
    from: z.iso.date(),
    to: z.iso.date().meta({ description: 'Today at the latest; two- and four-week figures end here' }),
    meters: z.array(meter),
    control,
    rcp3: rcp3Figure.nullable(),
    percentPredicted,
    bronchodilatorResponse: bronchodilatorResponse.nullable(),
    adherence: adherence.nullable(),
    reliever,
    triggerAssociations: z
      .array(association)
      .meta({ description: 'Only with ten days or more on each side' }),
    earlyNotices: z.array(notice).meta({ description: 'On the last day; no diagnosis' }),
  })
  .meta({ id: 'Insights' });

export type InsightsView = z.input<typeof insightsView>;
