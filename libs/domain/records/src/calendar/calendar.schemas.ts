import { z } from 'zod';

import { exacerbationKinds } from '../exacerbation/exacerbation.entity.ts';
import { zones } from '../peak-flow/zones.ts';

export const calendarParams = z.object({
  month: z
    .string()
    .regex(/^(?:19|2[0-9])[0-9]{2}-(?:0[1-9]|1[0-2])$/)
    .meta({ description: 'YYYY-MM', example: '2026-01' }),
});

export const missableRecords = ['symptoms', 'peak-flow'] as const;

/** 좋음, 보통, 나쁨, 매우나쁨, as AirKorea grades the air. */
export const airGrades = ['good', 'moderate', 'bad', 'very-bad'] as const;
export type AirGrade = (typeof airGrades)[number];

const calendarDay = z.object({
  date: z.iso.date(),
  symptoms: z
    .object({
      worstSeverity: z.int().meta({ description: '0 none to 3 severe' }),
      nightWaking: z.boolean(),
      none: z.boolean().meta({ description: 'Every entry of the day said that there was nothing' }),
    })
    .nullable(),
  peakFlow: z
    .object({
      min: z.int(),
      max: z.int(),
      count: z.int(),
      zone: z
        .enum(zones)
        .nullable()
        .meta({ description: 'The worst of the day, by the personal bests now known' }),
      zoneAtRecord: z
        .enum(zones)
        .nullable()
        .meta({ description: 'The same as it was when the readings were recorded; a later best leaves it' }),
    })
    .nullable(),
  spirometry: z.object({ count: z.int(), bestFev1Litres: z.number() }).nullable(),
  intakes: z
    .object({
      scheduled: z.int(),
      asNeeded: z.int(),
      preExercise: z.int(),
      puffsAsNeeded: z.int(),
      puffs: z.int(),
    })
    .nullable(),
  adherence: z
    .object({
      expected: z.int().meta({ description: 'Doses that were taken, skipped or missed' }),
      taken: z.int().meta({ description: 'In time or late' }),
      late: z.int(),
      skipped: z.int(),
      missed: z.int(),
      percent: z.int().nullable().meta({ description: 'Taken of expected, rounded down' }),
    })
    .nullable()
    .meta({ description: 'Of planned doses; null on a day without one that counts' }),
  exposure: z
    .enum(airGrades)
    .nullable()
    .meta({ description: 'How the air was in the member’s region; null where that is not known' }),
  events: z
    .array(
      z.object({
        id: z.uuid(),
        kind: z.enum(exacerbationKinds),
        startedOn: z.iso.date(),
        endedOn: z.iso.date().nullable(),
      }),
    )
    .meta({ description: 'On each day they cover; without an end, on their first' }),
  missing: z.array(z.enum(missableRecords)).meta({ description: 'What a day that is over has no entry of' }),
});

export const calendarMonth = z
  .object({ month: z.string(), timeZone: z.string(), days: z.array(calendarDay) })
  .meta({ id: 'CalendarMonth' });

export type CalendarDay = z.output<typeof calendarDay>;
