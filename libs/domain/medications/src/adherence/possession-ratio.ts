import type { DayRange, Refill } from './days-covered.ts';

export interface Possession {
  /** What was bought lasts for so many days, rounded down. */
  readonly daysSupplied: number;
  readonly days: number;
  /** Rounded down; above 100 where more was bought than was planned. */
  readonly percent: number;
}

/**
 * Medication possession ratio (MPR): days' supply of the refills of a range, of the days from the first of them to the
 * range's end. It adds up what was bought, so it can exceed 100 % and flatters (pharmacytimes.com 2015/07).
 * @param refills in the order of their days
 * @param plannedHundredths of a dose, in the whole range
 * @returns null where no refill lies in the range, or nothing was planned
 */
export const possessionOf = (
  refills: readonly Refill[],
  plannedHundredths: number,
  { from, to }: DayRange,
): Possession | null => {
  const bought = refills.filter(({ day }) => from <= day && day <= to);
  const [first] = bought;
  if (!first || plannedHundredths === 0) return null;

  const days = to - first.day + 1;
  // In hundredths × days of the range, so that three doses a week stay whole numbers.
  const supply = bought.reduce((sum, { doses }) => sum + doses, 0) * 100 * (to - from + 1);

  return {
    daysSupplied: Math.floor(supply / plannedHundredths),
    days,
    percent: Math.floor((100 * supply) / (plannedHundredths * days)),
  };
};
