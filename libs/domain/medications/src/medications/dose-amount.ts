import { z } from 'zod';

import type { DoseUnit } from './medication.entity.ts';
import { medicationErrors } from './medication.errors.ts';

/** Bounds catch slips of the keyboard; what a member may take is the doctor's to say, never ours. */
export const doseAmount = z.number().min(0.01).max(100_000).multipleOf(0.01);

export const hundredthsOf = (amount: number): number => Math.round(amount * 100);

export const amountOf = (hundredths: number): number => hundredths / 100;

const MAX_PUFFS = 100;

/** The diary keeps puffs as whole numbers: none can be divided. @throws DOSE_OF_PART_PUFFS */
export const requireWholePuffs = (amount: number, unit: DoseUnit): void => {
  if (unit !== 'puff') return;
  if (!Number.isInteger(amount) || amount > MAX_PUFFS) throw medicationErrors.DOSE_OF_PART_PUFFS();
};

/** What a listed intake used up, in hundredths of the medication's unit. */
export const usedHundredths = ({
  puffs,
  amountHundredths,
}: {
  readonly puffs: number | null;
  readonly amountHundredths: number | null;
}): number => (puffs === null ? (amountHundredths ?? 0) : hundredthsOf(puffs));
