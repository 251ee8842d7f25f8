import { pageOf } from '@soomcare/http';
import { clientId, localDay, rowView, storedInstant, timeZoneName } from '@soomcare/member-rows';
import { z } from 'zod';

import { doseAmount } from '../medications/dose-amount.ts';
import { MAX_PAUSES, MAX_TIMES, scheduleKinds, zonePolicies } from './schedule.entity.ts';

const MAX_EVERY_DAYS = 365;
const MAX_EVERY_HOURS = 72;
const MAX_COUNT = 1_000;

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');

const areDistinct = (values: readonly unknown[]) => new Set(values).size === values.length;

const scheduleContent = z.strictObject({
  kind: z.enum(scheduleKinds),
  times: z
    .array(wallTime)
    .min(1)
    .max(MAX_TIMES)
    .refine(areDistinct, 'each time once')
    .meta({ description: 'Of an interval: the first dose alone', example: ['08:00', '20:00'] }),
  weekdays: z
    .array(z.int().min(1).max(7))
    .min(1)
    .max(7)
    .refine(areDistinct, 'each day once')
    .optional()
    .meta({ description: 'Monday 1 to Sunday 7; all of them if left out', example: [1, 3, 5] }),
  everyDays: z.int().min(1).max(MAX_EVERY_DAYS).optional().meta({ description: 'Counted from startsOn' }),
  everyHours: z
    .int()
    .min(1)
    .max(MAX_EVERY_HOURS)
    .nullish()
    .meta({ description: 'Of an interval: elapsed hours from dose to dose' }),
  startsOn: localDay,
  endsOn: localDay.nullish().meta({ description: 'The last local day with doses' }),
  count: z.int().min(1).max(MAX_COUNT).nullish().meta({ description: 'Doses in all' }),
  zonePolicy: z
    .enum(zonePolicies)
    .meta({ description: '`follow` moves to another time zone with the member, once they said so' }),
  timeZone: timeZoneName.meta({ example: 'Asia/Seoul' }),
  amount: doseAmount.meta({ description: 'Of each dose, in the medication’s unit', example: 1 }),
  pauses: z
    .array(z.strictObject({ from: localDay, to: localDay }))
    .max(MAX_PAUSES)
    .optional()
    .meta({ description: 'Local days without doses, the first and the last included' }),
});

export const createScheduleBody = scheduleContent.extend({ id: clientId }).meta({ id: 'CreateSchedule' });
export const updateScheduleBody = scheduleContent.partial().meta({ id: 'UpdateSchedule' });

export const scheduleParams = z.object({
  medicationId: z.uuid().toLowerCase(),
  id: z.uuid().toLowerCase(),
});

export const scheduleView = z
  .object({
    ...rowView,
    medicationId: z.uuid(),
    kind: z.enum(scheduleKinds),
    times: z.array(z.string()),
    weekdays: z.array(z.int()),
    everyDays: z.int(),
    everyHours: z.int().nullable(),
    startsOn: z.iso.date(),
    endsOn: z.iso.date().nullable(),
    count: z.int().nullable(),
    zonePolicy: z.enum(zonePolicies),
    timeZone: z.string(),
    amount: z.number(),
    pauses: z.array(z.object({ from: z.iso.date(), to: z.iso.date() })),
    nextDueAt: storedInstant.nullable().meta({ description: 'null where no further dose is planned' }),
  })
  .meta({ id: 'Schedule' });

export const scheduleList = pageOf(scheduleView);

export type ScheduleContent = z.output<typeof scheduleContent>;
export type CreateSchedule = z.output<typeof createScheduleBody>;
export type UpdateSchedule = z.output<typeof updateScheduleBody>;
export type ScheduleView = z.output<typeof scheduleView>;
