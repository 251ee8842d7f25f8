import { integer, localDate, nullable, primary, table, text, uuid } from '@soomcare/database';
import { MemberRow, memberRowColumns } from '@soomcare/member-rows';

import type { Zone } from '../peak-flow/zones.ts';

/** What the doctor wrote down for good and bad days, as the member typed it. Never edited: a new version replaces it. */
export class ActionPlan extends MemberRow {
  doctorName!: string | null;
  greenFromPercent!: number;
  redBelowPercent!: number;
  /** First local day on which it holds. */
  validFrom!: string;
}

/** One line of a plan: what to do in a zone. */
export class ActionPlanInstruction {
  memberId!: string;
  planId!: string;
  /** From 0, in the order written. */
  position!: number;
  zone!: Zone;
  text!: string;
  medicationId!: string | null;
}

export const MAX_DOCTOR_NAME = 50;
export const MAX_INSTRUCTION = 300;

const percent = () => integer({ size: 'tinyint', unsigned: true });

export const actionPlanTable = table<ActionPlan>()({
  target: ActionPlan,
  tableName: 'action_plans',
  columns: {
    ...memberRowColumns,
    doctorName: nullable(text(MAX_DOCTOR_NAME)),
    greenFromPercent: percent(),
    redBelowPercent: percent(),
    validFrom: localDate(),
  },
});

export const actionPlanInstructionTable = table<ActionPlanInstruction>()({
  target: ActionPlanInstruction,
  tableName: 'action_plan_instructions',
  columns: {
    memberId: primary(uuid()),
    planId: primary(uuid()),
    position: primary(integer({ size: 'tinyint', unsigned: true })),
    zone: text(6),
    text: text(MAX_INSTRUCTION),
    medicationId: nullable(uuid()),
  },
});
