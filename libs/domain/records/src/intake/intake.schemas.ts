import { clientId, freeText, givenInstant, storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { diaryContent, diaryView } from '../diary/diary-entry.schemas.ts';
import { doseUnits, intakePurposes, MAX_DRUG_NAME } from './intake.entity.ts';

/** Bounds catch slips of the keyboard; what a member may take is the doctor's to say, never ours. */
const puffs = z.int().min(1).max(100);
const amount = z.number().min(0.01).max(100_000).multipleOf(0.01);

const intakeContent = z.strictObject({
  takenAt: givenInstant,
  medicationId: z.uuid().toLowerCase().nullish().meta({ description: 'One of the member’s medications' }),
  drugName: freeText(MAX_DRUG_NAME).nullish().meta({ example: '벤토린 에보할러' }),
  puffs: puffs.nullish().meta({ description: 'For an inhaler; else amount and unit', example: 2 }),
  amount: amount.nullish().meta({ example: 2.5 }),
  unit: z.enum(doseUnits).nullish(),
  purpose: z.enum(intakePurposes),
  doseId: z.uuid().toLowerCase().nullish().meta({ description: 'The dose slot that it answers' }),
  ...diaryContent,
});

export const recordIntakeBody = intakeContent.extend({ id: clientId }).meta({ id: 'RecordIntake' });
export const updateIntakeBody = intakeContent.partial().meta({ id: 'UpdateIntake' });

export const intakeView = z
  .object({
    ...diaryView,
    takenAt: storedInstant,
    medicationId: z.uuid().nullable(),
    drugName: z.string().nullable(),
    puffs: z.int().nullable(),
    amount: z.number().nullable(),
    unit: z.enum(doseUnits).nullable(),
    purpose: z.enum(intakePurposes),
    doseId: z.uuid().nullable(),
  })
  .meta({ id: 'Intake' });

export type IntakeContent = z.output<typeof intakeContent>;
export type IntakeView = z.output<typeof intakeView>;
