import { instant, integer, nullable, table, text, uuid } from '@soomcare/database';

import { diaryColumns, diaryIndices, DiaryEntry } from '../diary/diary-entry.entity.ts';

/** A rescue puff counts against control, one before sport does not (GINA), so the purpose is always kept. */
export const intakePurposes = ['scheduled', 'as_needed', 'pre_exercise'] as const;
export type IntakePurpose = (typeof intakePurposes)[number];

export const doseUnits = [
  'tablet',
  'capsule',
  'packet',
  'vial',
  'drop',
  'mL',
  'mg',
  'µg',
  'patch',
  'injection',
] as const;
export type DoseUnit = (typeof doseUnits)[number];

/** One time a medicine was taken. */
export class Intake extends DiaryEntry {
  takenAt!: Date;
  medicationId!: string | null;
  /** For a medicine that is not on the member's list. */
  drugName!: string | null;
  puffs!: number | null;
  /** Hundredths of `unit`: 2.5 mL is 250. */
  amountHundredths!: number | null;
  unit!: DoseUnit | null;
  purpose!: IntakePurpose;
  /** The dose slot that it answers, if one. */
  doseId!: string | null;
}

export const MAX_DRUG_NAME = 100;

export const intakeTable = table<Intake>()({
  target: Intake,
  tableName: 'intakes',
  columns: {
    ...diaryColumns,
    takenAt: instant(),
    medicationId: nullable(uuid()),
    drugName: nullable(text(MAX_DRUG_NAME)),
    puffs: nullable(integer({ size: 'tinyint', unsigned: true })),
    amountHundredths: nullable(integer({ unsigned: true })),
    unit: nullable(text(10)),
    purpose: text(12),
    doseId: nullable(uuid()),
  },
  indices: [
    ...diaryIndices('intakes', { column: 'taken_at', property: 'takenAt' }),
    {
      name: 'ix_intakes_member_id_medication_id_taken_at',
      columns: ['memberId', 'medicationId', 'takenAt'],
    },
  ],
});
