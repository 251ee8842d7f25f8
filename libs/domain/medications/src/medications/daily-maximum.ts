import { usedHundredths } from './dose-amount.ts';

export const doseWarnings = ['ABOVE_DAILY_MAXIMUM'] as const;
export type DoseWarning = (typeof doseWarnings)[number];

type Taken = Parameters<typeof usedHundredths>[0];

/**
 * Tells, and never hinders, when a taking exceeds what the prescriber wrote down for a day.
 * @param dailyMaximumHundredths null where nothing was written: we work out no limit of our own
 * @param takenBefore what was taken on the same local day
 */
export const dailyMaximumWarning = (
  dailyMaximumHundredths: number | null,
  takenBefore: readonly Taken[],
  takenNow: Taken,
): DoseWarning[] => {
  if (dailyMaximumHundredths === null) return [];

  const total = [...takenBefore, takenNow].reduce((sum, taken) => sum + usedHundredths(taken), 0);

  return total > dailyMaximumHundredths ? ['ABOVE_DAILY_MAXIMUM'] : [];
};
