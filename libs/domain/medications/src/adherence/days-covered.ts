/** Doses that were bought. */
export interface Refill {
  /** Local day, counted from 1970-01-01. */
  readonly day: number;
  readonly doses: number;
}

/** Both included, counted from 1970-01-01. */
export interface DayRange {
  readonly from: number;
  readonly to: number;
}

export interface DaysCovered {
  readonly daysCovered: number;
  readonly days: number;
  /** Rounded down. */
  readonly percent: number;
}

/**
 * Proportion of days covered (PDC): the days of a range for which refills gave enough for all planned doses. What is
 * left of one refill goes on into the next, and a day is covered once, so it never exceeds 100 %, as the possession
 * ratio does. It begins with the first refill: of the supply before nothing is known.
 * @param refills in the order of their days
 * @param plannedHundredths of a dose, in the whole range
 * @returns null where no refill lies before the end of the range, or nothing was planned
 */
export const daysCoveredOf = (
  refills: readonly Refill[],
  plannedHundredths: number,
  { from, to }: DayRange,
): DaysCovered | null => {
  const [first] = refills;
  if (!first || first.day > to || from > to || plannedHundredths === 0) return null;

  const rangeDays = to - from + 1;
  // In hundredths × days of the range, so that three doses a week stay whole numbers.
  let stock = 0;
  let daysCovered = 0;
  let next = 0;
  for (let day = first.day; day <= to; day += 1) {
    for (let refill = refills[next]; refill && refill.day <= day; refill = refills[next]) {
      stock += refill.doses * 100 * rangeDays;
      next += 1;
    }
    if (stock < plannedHundredths) continue;

    stock -= plannedHundredths;
    if (day >= from) daysCovered += 1;
  }
  const days = to - Math.max(from, first.day) + 1;

  return { daysCovered, days, percent: Math.floor((100 * daysCovered) / days) };
};
