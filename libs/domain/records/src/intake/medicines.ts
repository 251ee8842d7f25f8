import type { Transaction } from '@soomcare/database';

import type { DoseUnit } from './intake.entity.ts';

/** An intake that names the dose which it answers. */
export interface DoseIntake {
  readonly memberId: string;
  readonly doseId: string;
  readonly intakeId: string;
  readonly medicationId: string | null;
  /** UTC, ISO 8601. */
  readonly takenAt: string;
  readonly amountHundredths: number;
  readonly unit: DoseUnit | 'puff';
}

/** `elsewhere`: another intake, or a skip, has answered the dose. */
export type DoseOutcome = 'answered' | 'unknown' | 'elsewhere' | 'too-early';

/** The member's medicines, which another context keeps; the app hands them in. */
export interface Medicines {
  /** Whether this is one of the member's own. */
  check(memberId: string, medicationId: string): Promise<boolean>;
  /** The same intake may answer its dose again, with what has changed. */
  answered(tx: Transaction, intake: DoseIntake): Promise<DoseOutcome>;
  /** Opens the dose again if it is this intake that answers it. */
  unanswered(tx: Transaction, memberId: string, doseId: string, intakeId: string): Promise<void>;
}
