import type { Database, Transaction } from '@soomcare/database';
import { localDayOf } from '@soomcare/time';

import type { DoseUnit, IntakePurpose } from './intake.entity.ts';
import { createIntakeRepository } from './intake.repository.ts';

/** An intake that the member's answer to a dose makes, without a request of its own. */
interface TakenDose {
  readonly id: string;
  readonly memberId: string;
  readonly medicationId: string;
  readonly doseId: string;
  /** UTC, ISO 8601. */
  readonly takenAt: string;
  readonly timeZone: string;
  readonly quantity:
    { readonly puffs: number } | { readonly amountHundredths: number; readonly unit: DoseUnit };
  readonly purpose: IntakePurpose;
}

/** The hash of no body: an entry that nobody sent is never a retry's. */
const NO_REQUEST = Buffer.alloc(32);

/** The diary of intakes for whoever keeps the doses, inside of their transactions. */
export const createIntakePort = ({ database, now }: { database: Database; now: () => Date }) => {
  const intakes = createIntakeRepository(database);

  return {
    async record(tx: Transaction, { quantity, ...taken }: TakenDose): Promise<void> {
      const at = now().toISOString();
      await intakes.insert(
        {
          ...taken,
          puffs: null,
          amountHundredths: null,
          unit: null,
          ...quantity,
          recordedOn: localDayOf(new Date(taken.takenAt), taken.timeZone),
          drugName: null,
          note: null,
          version: 1,
          createdAt: at,
          updatedAt: at,
          deletedAt: null,
          createFingerprint: NO_REQUEST,
        },
        tx,
      );
    },

    async remove(tx: Transaction, memberId: string, intakeId: string): Promise<void> {
      await intakes.inside(tx).remove(memberId, intakeId, null, now());
    },

    listOf: intakes.listOf,
    existsFor: intakes.existsFor,
  };
};
