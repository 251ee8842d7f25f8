import type { DiaryRepository } from '../diary/diary-entry.repository.ts';
import type { DiaryRouteNames } from '../diary/diary-entry.routes.ts';
import type { DiaryKind, DiaryRow, ValuesOf } from '../diary/diary-kind.ts';
import type { Intake } from './intake.entity.ts';
import { intakeErrors } from './intake.errors.ts';
import {
  type IntakeContent,
  type IntakeView,
  intakeView,
  recordIntakeBody,
  updateIntakeBody,
} from './intake.schemas.ts';
import type { Medicines } from './medicines.ts';

type IntakeValues = ValuesOf<Intake>;

export const intakeRoutes: DiaryRouteNames<IntakeContent, IntakeView> = {
  path: '/intakes',
  operation: 'recordIntake',
  one: 'Intake',
  many: 'Intakes',
  noun: 'an intake',
  nouns: 'intakes',
  body: recordIntakeBody,
  patch: updateIntakeBody,
  view: intakeView,
  errors: Object.values(intakeErrors),
};

const isGiven = (value: unknown) => value !== null && value !== undefined;

/** @throws INTAKE_MEDICINE_UNCLEAR, INTAKE_DOSE_UNCLEAR */
const checkIntake = ({ medicationId, drugName, puffs, amount, unit }: IntakeContent) => {
  if (isGiven(medicationId) === isGiven(drugName)) throw intakeErrors.INTAKE_MEDICINE_UNCLEAR();
  if (isGiven(amount) !== isGiven(unit)) throw intakeErrors.INTAKE_DOSE_UNCLEAR();
  if (isGiven(puffs) === isGiven(amount)) throw intakeErrors.INTAKE_DOSE_UNCLEAR();
};

const amountOf = ({ amountHundredths }: IntakeValues) =>
  amountHundredths === null ? null : amountHundredths / 100;

/** @param medicines without them no medication is looked up */
export const createIntakeKind = (
  entries: DiaryRepository<DiaryRow & IntakeValues>,
  medicines?: Pick<Medicines, 'check'>,
): DiaryKind<IntakeContent, IntakeValues, IntakeView> => ({
  operation: intakeRoutes.operation,
  entries,
  instantOf: ({ takenAt }) => takenAt,

  async settle(memberId, content, day) {
    checkIntake(content);
    const {
      medicationId = null,
      drugName = null,
      puffs = null,
      amount,
      unit = null,
      purpose,
      doseId = null,
    } = content;
    if (medicationId !== null && medicines && !(await medicines.check(memberId, medicationId)))
      throw intakeErrors.INTAKE_MEDICATION_UNKNOWN();
    const amountHundredths = isGiven(amount) ? Math.round(Number(amount) * 100) : null;

    return { takenAt: day.instant, medicationId, drugName, puffs, amountHundredths, unit, purpose, doseId };
  },

  contentOf: (row) => ({ ...row, amount: amountOf(row) }),

  present: (row) => ({ ...row, amount: amountOf(row) }),
});
