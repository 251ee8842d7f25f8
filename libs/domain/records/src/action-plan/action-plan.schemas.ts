import { pageOf } from '@soomcare/http';
import { clientId, freeText, localDay, storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { DEFAULT_THRESHOLDS, zones } from '../peak-flow/zones.ts';
import { MAX_DOCTOR_NAME, MAX_INSTRUCTION } from './action-plan.entity.ts';

/** A plan on paper has a handful of lines a zone. */
const MAX_INSTRUCTIONS = 30;

const instruction = z.strictObject({
  zone: z.enum(zones),
  text: freeText(MAX_INSTRUCTION).meta({
    description: 'In the doctor’s words',
    example: '증상완화제를 사용하고 20분 뒤 다시 측정합니다.',
  }),
  medicationId: z.uuid().toLowerCase().nullish().meta({ description: 'One of the member’s medications' }),
});

const { greenFromPercent, redBelowPercent } = DEFAULT_THRESHOLDS;

export const recordActionPlanBody = z
  .strictObject({
    id: clientId,
    doctorName: freeText(MAX_DOCTOR_NAME).nullish().meta({
      description: 'Who wrote the plan, as the member typed it; left out for a plan of the member’s own',
      example: '김수민',
    }),
    greenFromPercent: z
      .int()
      .min(2)
      .max(100)
      .default(greenFromPercent)
      .meta({ description: 'Percent of the personal best from which a reading is green' }),
    redBelowPercent: z
      .int()
      .min(1)
      .max(99)
      .default(redBelowPercent)
      .meta({ description: 'Percent of the personal best below which a reading is red' }),
    instructions: z
      .array(instruction)
      .max(MAX_INSTRUCTIONS)
      .refine(
        (rows) => (['yellow', 'red'] as const).every((zone) => rows.some((row) => row.zone === zone)),
        'at least one for yellow and one for red',
      ),
    validFrom: localDay.meta({ description: 'First local day on which it holds', example: '2026-01-01' }),
  })
  .refine((plan) => plan.redBelowPercent < plan.greenFromPercent, {
    path: ['redBelowPercent'],
    message: 'below greenFromPercent',
  })
  .meta({ id: 'RecordActionPlan' });

export const planInstructionView = z.object({ text: z.string(), medicationId: z.uuid().nullable() });

export const planAuthors = ['doctor', 'member'] as const;

export const actionPlanView = z
  .object({
    id: z.uuid(),
    version: z.int().meta({ description: 'Counts the member’s plans, the first one being 1' }),
    author: z.enum(planAuthors).meta({ description: 'A plan with a doctor’s name is the doctor’s' }),
    doctorName: z.string().nullable(),
    greenFromPercent: z.int(),
    redBelowPercent: z.int(),
    instructions: z.array(planInstructionView.extend({ zone: z.enum(zones) })),
    validFrom: z.iso.date(),
    createdAt: storedInstant,
  })
  .meta({ id: 'ActionPlan' });

export const actionPlanList = pageOf(actionPlanView);

export type RecordActionPlan = z.output<typeof recordActionPlanBody>;
export type ActionPlanView = z.output<typeof actionPlanView>;
