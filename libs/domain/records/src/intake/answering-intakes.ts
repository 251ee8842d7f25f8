import type { Database, Transaction } from '@soomcare/database';

import type { DiaryRepository } from '../diary/diary-entry.repository.ts';
import { intakeErrors } from './intake.errors.ts';
import type { IntakeRepository, IntakeRow } from './intake.repository.ts';
import type { DoseOutcome, Medicines } from './medicines.ts';

const refusals = {
  unknown: intakeErrors.INTAKE_DOSE_UNKNOWN,
  elsewhere: intakeErrors.INTAKE_DOSE_ANSWERED,
  'too-early': intakeErrors.INTAKE_DOSE_TOO_EARLY,
};

/**
 * The rows of intakes, whose writes also answer the dose that an intake names, in the same transaction. An intake
 * that names none is written as plainly as the other diary entries.
 */
export const answeringIntakes = (
  database: Database,
  intakes: IntakeRepository,
  medicines: Medicines,
): DiaryRepository<IntakeRow> => {
  const answer = async (tx: Transaction, row: IntakeRow): Promise<DoseOutcome> => {
    const { memberId, doseId, id: intakeId, medicationId, takenAt, puffs, amountHundredths, unit } = row;
    if (doseId === null) return 'answered';

    const amount =
      puffs === null
        ? { amountHundredths: amountHundredths ?? 0, unit: unit ?? 'mg' }
        : { amountHundredths: puffs * 100, unit: 'puff' as const };
    return medicines.answered(tx, { memberId, doseId, intakeId, medicationId, takenAt, ...amount });
  };

  /** @throws INTAKE_DOSE_UNKNOWN, INTAKE_DOSE_ANSWERED, INTAKE_DOSE_TOO_EARLY */
  const mustAnswer = async (tx: Transaction, row: IntakeRow) => {
    const outcome = await answer(tx, row);
    if (outcome !== 'answered') throw refusals[outcome]();
  };

  const open = async (tx: Transaction, { memberId, doseId, id }: IntakeRow) => {
    if (doseId !== null) await medicines.unanswered(tx, memberId, doseId, id);
  };

  return {
    ...intakes,

    async insert(row, within) {
      if (row.doseId === null) return intakes.insert(row, within);

      const insertAndAnswer = async (tx: Transaction) => {
        await intakes.insert(row, tx);
        await mustAnswer(tx, row);
      };
      await (within ? insertAndAnswer(within) : database.transaction(insertAndAnswer));
    },

    update: (row, expected) =>
      database.transaction(async (tx) => {
        const rows = intakes.inside(tx);
        const before = await rows.find(row.memberId, row.id);
        if (!before || !(await rows.update(row, expected))) return false;

        if (before.doseId !== row.doseId) await open(tx, before);
        await mustAnswer(tx, row);
        return true;
      }),

    remove: (memberId, id, expected, at) =>
      database.transaction(async (tx) => {
        const rows = intakes.inside(tx);
        if (!(await rows.remove(memberId, id, expected, at))) return false;

        const removed = await rows.findEvenRemoved(memberId, id);
        if (removed) await open(tx, removed);
        return true;
      }),

    /** The dose may have got another answer meanwhile: then the intake comes back without it. */
    restore: (memberId, id, since, at) =>
      database.transaction(async (tx) => {
        const rows = intakes.inside(tx);
        await rows.restore(memberId, id, since, at);
        const restored = await rows.find(memberId, id);
        if (!restored || (await answer(tx, restored)) === 'answered') return;

        await rows.update({ ...restored, doseId: null }, restored.version);
      }),
  };
};
