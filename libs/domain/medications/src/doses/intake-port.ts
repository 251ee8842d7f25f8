import type { Transaction } from '@soomcare/database';

import type { DoseUnit, Purpose } from '../medications/medication.entity.ts';

export type IntakeQuantity =
  | { readonly puffs: number }
  | { readonly amountHundredths: number; readonly unit: Exclude<DoseUnit, 'puff'> };

/** One taking of a medicine, as the diary is to keep it. */
export interface TakenDose {
  readonly id: string;
  readonly memberId: string;
  readonly medicationId: string;
  readonly doseId: string;
  /** UTC, ISO 8601. */
  readonly takenAt: string;
  /** Decides the diary's day. */
  readonly timeZone: string;
  readonly quantity: IntakeQuantity;
  readonly purpose: Purpose;
}

/** What was taken of one medicine; of the two amounts one is null. */
export interface ListedIntake {
  /** UTC, ISO 8601. */
  readonly takenAt: string;
  readonly puffs: number | null;
  readonly amountHundredths: number | null;
  readonly purpose: Purpose;
}

/** The diary of intakes, which another context keeps; the app hands it in. */
export interface IntakePort {
  record(tx: Transaction, taken: TakenDose): Promise<void>;
  remove(tx: Transaction, memberId: string, intakeId: string): Promise<void>;
  /** What was taken with from ≤ takenAt < to, in that order. */
  listOf(memberId: string, medicationId: string, from: Date, to: Date): Promise<ListedIntake[]>;
  /** Also true for what was removed and can still be restored. */
  existsFor(memberId: string, medicationId: string): Promise<boolean>;
}
