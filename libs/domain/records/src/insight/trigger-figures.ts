import type { DayRange } from '../calendar/day-range.ts';
import { splitList } from '../diary/listed-text.ts';
import { algorithms, basisOf } from './figure-basis.ts';
import { isWithin } from './insight-days.ts';
import { associationText } from './insight-texts.ts';
import type { SymptomRow } from './insight.rows.ts';
import { MIN_DAYS_A_SIDE, triggerAssociations } from './trigger-association.ts';

/** The triggers that were named on enough days of a range, worded as what they are: associations. */
export const triggerFiguresOf = (rows: readonly SymptomRow[], range: DayRange) => {
  const entries = rows
    .filter(({ day }) => isWithin(range, day))
    .map((row) => ({ ...row, triggers: splitList(row.triggers) }));

  return triggerAssociations(entries).map((association) => ({
    basis: basisOf(algorithms.triggerDays, {
      days: range,
      daysWithData: association.daysWith + association.daysWithout,
      requiredDays: 2 * MIN_DAYS_A_SIDE,
    }),
    ...association,
    text: associationText(association),
  }));
};
