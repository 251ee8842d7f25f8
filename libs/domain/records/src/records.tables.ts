import { actionPlanInstructionTable, actionPlanTable } from './action-plan/action-plan.entity.ts';
import { controlAssessmentTable } from './assessment/control-assessment.entity.ts';
import { exacerbationTable } from './exacerbation/exacerbation.entity.ts';
import { intakeTable } from './intake/intake.entity.ts';
import { peakFlowTable } from './peak-flow/peak-flow.entity.ts';
import { personalBestTable } from './personal-best/personal-best.entity.ts';
import { spirometryTable } from './spirometry/spirometry.entity.ts';
import { symptomRecordTable } from './symptom/symptom-record.entity.ts';

/** For the database's list of entities. */
export const recordsTables = [
  peakFlowTable,
  symptomRecordTable,
  spirometryTable,
  intakeTable,
  exacerbationTable,
  controlAssessmentTable,
  personalBestTable,
  actionPlanTable,
  actionPlanInstructionTable,
] as const;
