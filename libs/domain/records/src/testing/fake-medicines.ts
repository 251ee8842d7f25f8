import { newUuid } from '@soomcare/database';

import type { DoseIntake, Medicines } from '../intake/medicines.ts';

interface Dose {
  readonly medicationId: string;
  readonly isTooEarly: boolean;
  /** `skipped`, or what the intake said. */
  answer: 'skipped' | DoseIntake | null;
}

export interface FakeMedicines extends Medicines {
  addMedication(): string;
  addDose(medicationId: string, different?: Partial<Dose>): string;
  answerOf(doseId: string): Dose['answer'] | undefined;
}

/** Medications and doses, remembered by the test alone; it knows no members. */
export const createFakeMedicines = (): FakeMedicines => {
  const medications = new Set<string>();
  const doses = new Map<string, Dose>();

  return {
    addMedication() {
      const id = newUuid();
      medications.add(id);
      return id;
    },

    addDose(medicationId, different = {}) {
      const id = newUuid();
      doses.set(id, { medicationId, isTooEarly: false, answer: null, ...different });
      return id;
    },

    answerOf: (doseId) => doses.get(doseId)?.answer,

    check: (_memberId, medicationId) => Promise.resolve(medications.has(medicationId)),

    answered(_tx, intake) {
      const dose = doses.get(intake.doseId);
      if (dose?.medicationId !== intake.medicationId) return Promise.resolve('unknown');
      const isOwn =
        dose.answer === null || (dose.answer !== 'skipped' && dose.answer.intakeId === intake.intakeId);
      if (!isOwn) return Promise.resolve('elsewhere');
      if (dose.isTooEarly) return Promise.resolve('too-early');

      dose.answer = intake;
      return Promise.resolve('answered');
    },

    unanswered(_tx, _memberId, doseId, intakeId) {
      const dose = doses.get(doseId);
      if (dose?.answer && dose.answer !== 'skipped' && dose.answer.intakeId === intakeId) dose.answer = null;
      return Promise.resolve();
    },
  };
};
