import { freeText, givenInstant, localDay, storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { doseWarnings } from '../medications/daily-maximum.ts';
import { doseAmount } from '../medications/dose-amount.ts';
import { doseUnits } from '../medications/medication.entity.ts';
import { MAX_SKIP_REASON } from './dose-slot.entity.ts';
import { doseStates } from './dose-state.ts';

const SNOOZE_MINUTES = { shortest: 5, longest: 240 };

export const doseQuery = z.strictObject({
  date: localDay.meta({ description: 'Local day of each schedule, past or future', example: '2026-03-10' }),
});

export const takeDoseBody = z
  .strictObject({
    takenAt: givenInstant.optional().meta({ description: 'Now if left out' }),
    amount: doseAmount.optional().meta({ description: 'In `unit`; the scheduled amount if left out' }),
  })
  .meta({ id: 'TakeDose' });

export const skipDoseBody = z
  .strictObject({ reason: freeText(MAX_SKIP_REASON).optional() })
  .meta({ id: 'SkipDose' });

export const snoozeDoseBody = z
  .strictObject({
    minutes: z.int().min(SNOOZE_MINUTES.shortest).max(SNOOZE_MINUTES.longest).meta({ example: 15 }),
  })
  .meta({ id: 'SnoozeDose' });

export const doseView = z
  .object({
    id: z.uuid(),
    medicationId: z.uuid(),
    medicationName: z.string(),
    scheduleId: z.uuid(),
    dueAt: storedInstant,
    localDate: z.iso.date().meta({ description: 'The day that owns the dose, whenever it is answered' }),
    localTime: z.string().meta({ description: 'Planned wall time in `timeZone`', example: '08:00' }),
    timeZone: z.string(),
    amount: z.number(),
    unit: z.enum(doseUnits),
    state: z.enum(doseStates),
    takenAt: storedInstant.nullable(),
    takenAmount: z.number().nullable(),
    skipReason: z.string().nullable(),
    snoozedUntil: storedInstant.nullable(),
    answeredAt: storedInstant.nullable(),
    version: z.int(),
  })
  .meta({ id: 'Dose' });

export const takenDoseView = doseView
  .extend({
    warnings: z
      .array(z.enum(doseWarnings))
      .meta({ description: 'By what the prescriber wrote; nothing is refused for it' }),
  })
  .meta({ id: 'TakenDose' });

export const doseList = z.object({ date: z.iso.date(), items: z.array(doseView) }).meta({ id: 'DosesOfDay' });

export type TakeDose = z.output<typeof takeDoseBody>;
export type SkipDose = z.output<typeof skipDoseBody>;
export type SnoozeDose = z.output<typeof snoozeDoseBody>;
export type DoseView = z.output<typeof doseView>;
