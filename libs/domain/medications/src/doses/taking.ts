import { amountOf, requireWholePuffs } from '../medications/dose-amount.ts';
import type { DoseUnit } from '../medications/medication.entity.ts';
import type { PlainDoseSlot } from './dose-slot.entity.ts';
import { doseErrors } from './dose.errors.ts';
import type { IntakeQuantity } from './intake-port.ts';

const MINUTE_MS = 60_000;

/** Phones run ahead of us; more than this is a mistyped time. */
const CLOCK_SKEW_MS = 10 * MINUTE_MS;

/** Who takes a dose more than a day before means another one. */
const EARLIEST_MS = 24 * 60 * MINUTE_MS;

export const isTooEarly = ({ dueAt }: Pick<PlainDoseSlot, 'dueAt'>, takenAt: string): boolean =>
  Date.parse(takenAt) < Date.parse(dueAt) - EARLIEST_MS;

/** When a dose was taken, in UTC with milliseconds. @throws DOSE_IN_FUTURE, DOSE_TOO_EARLY */
export const settleTakenAt = (
  dose: Pick<PlainDoseSlot, 'dueAt'>,
  given: string | undefined,
  now: Date,
): string => {
  const takenAt = given === undefined ? now : new Date(given);
  if (takenAt.getTime() > now.getTime() + CLOCK_SKEW_MS) throw doseErrors.DOSE_IN_FUTURE();
  if (isTooEarly(dose, takenAt.toISOString())) throw doseErrors.DOSE_TOO_EARLY();

  return takenAt.toISOString();
};

/** The amount as the diary keeps it. @throws DOSE_OF_PART_PUFFS */
export const quantityOf = (unit: DoseUnit, amountHundredths: number): IntakeQuantity => {
  if (unit !== 'puff') return { amountHundredths, unit };

  const puffs = amountOf(amountHundredths);
  requireWholePuffs(puffs, unit);

  return { puffs };
};
