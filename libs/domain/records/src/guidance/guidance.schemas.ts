import { z } from 'zod';

import { planInstructionView } from '../action-plan/action-plan.schemas.ts';
import { intakeView } from '../intake/intake.schemas.ts';
import { peakFlowView } from '../peak-flow/peak-flow.schemas.ts';
import { symptomRecordView } from '../symptom/symptom-record.schemas.ts';
import { findingReasons, findingTriggers, findingZones } from './findings.ts';

const actionPlanAnswer = z
  .object({
    zone: z.enum(findingZones),
    trigger: z.enum(findingTriggers),
    reasons: z.array(z.enum(findingReasons)),
    planVersion: z
      .int()
      .nullable()
      .meta({ description: 'Null where the member has no plan; the instructions are then general' }),
    instructions: z.array(planInstructionView),
    source: z.string().nullable().meta({ description: 'Of general instructions' }),
  })
  .meta({ id: 'ActionPlanAnswer' });

export const contactKinds = ['emergency-contact', 'doctor'] as const;

const emergencyCard = z
  .object({
    headline: z.string(),
    steps: z.array(z.string()),
    phone: z.string().meta({ description: 'Ambulance in Korea', example: '119' }),
    contacts: z
      .array(z.object({ kind: z.enum(contactKinds), name: z.string(), phone: z.string() }))
      .meta({ description: 'From the member’s profile' }),
    source: z.string(),
  })
  .meta({ id: 'EmergencyCard' });

/** What the answer to a write has beside the entry itself. */
const guidance = {
  actionPlan: actionPlanAnswer
    .nullable()
    .meta({ description: 'What the plan says to what was just written; null where it calls for nothing' }),
  emergency: emergencyCard.nullable().meta({ description: 'On red and on every danger sign' }),
};

export const writtenPeakFlowView = peakFlowView.extend(guidance).meta({ id: 'WrittenPeakFlow' });
export const writtenSymptomRecordView = symptomRecordView
  .extend(guidance)
  .meta({ id: 'WrittenSymptomRecord' });
export const writtenIntakeView = intakeView.extend(guidance).meta({ id: 'WrittenIntake' });

export type ActionPlanAnswer = z.output<typeof actionPlanAnswer>;
export type EmergencyCard = z.output<typeof emergencyCard>;

export interface Guidance {
  readonly actionPlan: ActionPlanAnswer | null;
  readonly emergency: EmergencyCard | null;
}
