import { instant, integer, localDate, nullable, table, text, uuid } from '@soomcare/database';
import { MemberRow, memberRowColumns, type PlainRow, removalIndex } from '@soomcare/member-rows';

import { drugForms } from '../drugs/drug.entity.ts';

/** Why a medicine is taken. A puff before sport does not count against control, one for relief does (GINA). */
export const purposes = ['scheduled', 'as_needed', 'pre_exercise'] as const;
export type Purpose = (typeof purposes)[number];

export const doseUnits = [
  'puff',
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

export const medicineForms = [...drugForms, 'other'] as const;
export type MedicineForm = (typeof medicineForms)[number];

/** A medicine on a member's own list, as their doctor ordered it. */
export class Medication extends MemberRow {
  /** Of the catalogue; null for a name that the member typed. */
  drugId!: string | null;
  name!: string;
  purposeDefault!: Purpose;
  form!: MedicineForm | null;
  /** Hundredths of `doseUnit`: half a tablet is 50. */
  doseAmountHundredths!: number;
  doseUnit!: DoseUnit;
  startsOn!: string;
  endsOn!: string | null;
  /** As the prescriber wrote it, in hundredths of `doseUnit`; never worked out by us. */
  dailyMaximumHundredths!: number | null;
  /** Doses in a full inhaler. */
  deviceDoses!: number | null;
  note!: string | null;
  archivedAt!: Date | null;
}

export type PlainMedication = PlainRow<Medication>;

export const MAX_MEDICATION_NAME = 200;
export const MAX_MEDICATION_NOTE = 1_000;

export const medicationTable = table<Medication>()({
  target: Medication,
  tableName: 'medications',
  columns: {
    ...memberRowColumns,
    drugId: nullable(uuid()),
    name: text(MAX_MEDICATION_NAME),
    purposeDefault: text(12),
    form: nullable(text(12)),
    doseAmountHundredths: integer({ unsigned: true }),
    doseUnit: text(10),
    startsOn: localDate(),
    endsOn: nullable(localDate()),
    dailyMaximumHundredths: nullable(integer({ unsigned: true })),
    deviceDoses: nullable(integer({ size: 'smallint', unsigned: true })),
    note: nullable(text(MAX_MEDICATION_NOTE)),
    archivedAt: nullable(instant()),
  },
  indices: [removalIndex('medications')],
});
