import type { Transaction } from '@soomcare/database';

import type { DoseUnit } from '../medications/medication.entity.ts';
import type { MedicationRepository } from '../medications/medication.repository.ts';
import type { DoseBook } from './dose-book.ts';
import type { DoseSlotRepository } from './dose-slot.repository.ts';
import { unanswered } from './planned-dose.ts';
import { isTooEarly } from './taking.ts';

/** An intake of the diary that names the dose which it answers. */
export interface DoseIntake {
  readonly memberId: string;
  readonly doseId: string;
  readonly intakeId: string;
  readonly medicationId: string | null;
  /** UTC, ISO 8601. */
  readonly takenAt: string;
  readonly amountHundredths: number;
  readonly unit: DoseUnit;
}

export interface DoseAnswersDeps {
  readonly medications: Pick<MedicationRepository, 'find'>;
  readonly book: DoseBook;
  readonly doses: DoseSlotRepository;
  readonly now: () => Date;
}

/** Doses as they are answered from the diary, within the transaction that writes the intake. */
export const createDoseAnswers = ({ medications, book, doses, now }: DoseAnswersDeps) => ({
  /** Whether this is one of the member's own medications. */
  check: async (memberId: string, medicationId: string): Promise<boolean> =>
    (await medications.find(memberId, medicationId)) !== null,

  /** The same intake may answer its dose again, with what has changed. `elsewhere`: something else has answered it. */
  async answered(
    tx: Transaction,
    intake: DoseIntake,
  ): Promise<'answered' | 'unknown' | 'elsewhere' | 'too-early'> {
    const { memberId, doseId, intakeId, medicationId, takenAt, amountHundredths, unit } = intake;
    const dose = await book.lock(tx, memberId, doseId);
    if (!dose || dose.medicationId !== medicationId || dose.cancelledAt !== null) return 'unknown';
    if (dose.answer !== null && dose.intakeId !== intakeId) return 'elsewhere';
    if (isTooEarly(dose, takenAt)) return 'too-early';

    await doses.save(tx, {
      ...dose,
      ...unanswered,
      answer: 'taken',
      answeredAt: dose.answeredAt ?? now().toISOString(),
      takenAt,
      takenAmountHundredths: unit === dose.unit ? amountHundredths : null,
      intakeId,
      version: dose.version + 1,
    });
    return 'answered';
  },

  /** Opens the dose again if it is this intake that answers it. */
  async unanswered(tx: Transaction, memberId: string, doseId: string, intakeId: string): Promise<void> {
    const dose = await doses.lock(tx, memberId, doseId);
    if (dose?.intakeId !== intakeId) return;

    const reopened = await book.reopened(tx, dose, now());
    await doses.save(tx, { ...dose, ...reopened, version: dose.version + 1 });
  },
});

export type DoseAnswers = ReturnType<typeof createDoseAnswers>;
