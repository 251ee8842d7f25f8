import { instant, integer, nullable, table, text } from '@soomcare/database';

import { diaryColumns, diaryIndices, DiaryEntry } from '../diary/diary-entry.entity.ts';

/**
 * GINA's four questions and the three of the RCP are asked in our own words; of ACT and ACQ, which are licensed
 * questionnaires, only a total that a clinic worked out can be typed in.
 */
export const assessmentKinds = ['gina-four', 'rcp-3', 'act', 'acq'] as const;
export type AssessmentKind = (typeof assessmentKinds)[number];

/** What a member answered about how well their asthma is controlled. */
export class ControlAssessment extends DiaryEntry {
  answeredAt!: Date;
  kind!: AssessmentKind;
  /** One letter for each question, `YNNY`; null where only a total is known. */
  answers!: string | null;
  /** Answers against control, or the total; in hundredths, since ACQ is a mean. */
  scoreHundredths!: number;
}

const FOUR_ANSWERS = 4;

export const controlAssessmentTable = table<ControlAssessment>()({
  target: ControlAssessment,
  tableName: 'control_assessments',
  columns: {
    ...diaryColumns,
    answeredAt: instant(),
    kind: text(9),
    answers: nullable(text(FOUR_ANSWERS)),
    scoreHundredths: integer({ size: 'smallint', unsigned: true }),
  },
  indices: diaryIndices('control_assessments', { column: 'answered_at', property: 'answeredAt' }),
});
