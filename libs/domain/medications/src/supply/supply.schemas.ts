import { clientId, givenInstant, rowView, storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { supplyEventKinds } from './supply-event.entity.ts';

const MAX_DOSES = 10_000;
const MAX_PRIMING_PUFFS = 100;

const occurrence = {
  id: clientId,
  occurredAt: givenInstant.optional().meta({ description: 'Now, if left out' }),
};

export const recordRefillBody = z
  .strictObject({
    ...occurrence,
    doses: z
      .int()
      .min(1)
      .max(MAX_DOSES)
      .optional()
      .meta({ description: 'In the new device; those of the medication if left out', example: 200 }),
  })
  .meta({ id: 'RecordRefill' });

export const recordPrimingBody = z
  .strictObject({
    ...occurrence,
    puffs: z.int().min(1).max(MAX_PRIMING_PUFFS).meta({ description: 'Puffed into the air', example: 4 }),
  })
  .meta({ id: 'RecordPriming' });

export const correctSupplyBody = z
  .strictObject({
    ...occurrence,
    remaining: z.int().min(0).max(MAX_DOSES).meta({ description: 'What the counter shows', example: 57 }),
  })
  .meta({ id: 'CorrectSupply' });

export const supplyEventParams = z.object({
  medicationId: z.uuid().toLowerCase(),
  id: z.uuid().toLowerCase(),
});

export const supplyEventView = z
  .object({
    ...rowView,
    medicationId: z.uuid(),
    kind: z.enum(supplyEventKinds),
    doses: z
      .int()
      .meta({ description: 'In the new device (refill), puffed away (priming), still there (correction)' }),
    occurredAt: storedInstant,
  })
  .meta({ id: 'SupplyEvent' });

export const supplyView = z
  .object({
    remaining: z
      .number()
      .nullable()
      .meta({ description: 'In the medication’s unit; null before the first refill or correction' }),
    dosesPerDay: z.number(),
    basis: z.enum(['schedule', 'recent-use']).meta({
      description:
        'dosesPerDay is the mean of the last 14 days (`recent-use`); or what is planned, and the mean of what was taken beside the plan (`schedule`)',
    }),
    daysLeft: z.int().nullable(),
    runsOutOn: z.iso.date().nullable(),
    notice: z
      .boolean()
      .meta({ description: 'Two weeks or less are left; not where it is enough for a course that ends' }),
    lastRefillAt: storedInstant.nullable(),
    relieverYear: z
      .object({
        canisters: z.number().meta({ description: 'Used in the last 365 days, in full devices' }),
        isMany: z.boolean().meta({ description: 'Three or more: worth a word with the doctor' }),
      })
      .nullable()
      .meta({ description: 'Of an inhaler that is taken as needed; null where a steroid is in it' }),
  })
  .meta({ id: 'Supply' });

export type RecordRefill = z.output<typeof recordRefillBody>;
export type RecordPriming = z.output<typeof recordPrimingBody>;
export type CorrectSupply = z.output<typeof correctSupplyBody>;
export type SupplyView = z.output<typeof supplyView>;
