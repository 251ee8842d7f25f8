import type { DayRange } from '../calendar/day-range.ts';
import { algorithms, basisOf } from './figure-basis.ts';
import type { AdherenceMeasures } from './medicine-facts.ts';

/** Most days that any medicine's measure is over. */
const daysOf = (medicines: readonly { readonly days: number }[]) =>
  Math.max(0, ...medicines.map(({ days }) => days));

/** Three measures side by side, each under its own name: doses taken, days covered, possession. */
export const adherenceFiguresOf = (
  { range: taken, daysExpected, proportionOfDaysCovered, possessionRatio }: AdherenceMeasures,
  range: DayRange,
) => {
  const coverage = (daysWithData: number) => ({ days: range, daysWithData, requiredDays: 0 });

  return {
    dosesTaken: { basis: basisOf(algorithms.dosesTaken, coverage(daysExpected)), ...taken },
    daysCovered: {
      basis: basisOf(algorithms.daysCovered, coverage(daysOf(proportionOfDaysCovered))),
      medicines: [...proportionOfDaysCovered],
    },
    possession: {
      basis: basisOf(algorithms.possession, coverage(daysOf(possessionRatio))),
      medicines: [...possessionRatio],
    },
  };
};
