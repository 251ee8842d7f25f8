import type { DayRange } from '../calendar/day-range.ts';
import { algorithms, basisOf } from './figure-basis.ts';
import type { SpirometryRow } from './insight.rows.ts';
import { ageOn, isChild } from './person.ts';
import { twoDecimals } from './two-decimals.ts';

/** From the baseline, both together (PMC9907191; GINA 2024 kept them). */
const [RISE_PERCENT, RISE_CENTILITRES] = [12, 20];

export type DatedSpirometry = Pick<SpirometryRow, 'day' | 'bronchodilator' | 'fev1Centilitres'>;

/**
 * How much the FEV1 rose after a reliever.
 * @param ageYears null where the profile does not tell
 */
export const responseOf = (before: number, after: number, ageYears: number | null) => {
  const rise = after - before;
  const isLarge = 100 * rise >= RISE_PERCENT * before && rise >= RISE_CENTILITRES;

  return {
    changeMillilitres: 10 * rise,
    changePercent: twoDecimals((100 * rise) / before),
    // A child's rise is held against a predicted FEV1, and there is no equation for children here.
    responds: isChild(ageYears) ? null : isLarge,
  };
};

const best = (rows: readonly DatedSpirometry[], when: DatedSpirometry['bronchodilator']): number | null => {
  const values = rows.flatMap(({ bronchodilator, fev1Centilitres }) =>
    bronchodilator === when ? [fev1Centilitres] : [],
  );

  return values.length === 0 ? null : Math.max(...values);
};

/** The best FEV1 before and after a reliever of the newest day that has both; null where none has. */
export const newestPairOf = (rows: readonly DatedSpirometry[]) => {
  const days = [...Map.groupBy(rows, ({ day }) => day)].toSorted(([one], [other]) => (one < other ? 1 : -1));
  for (const [day, ofDay] of days) {
    const [before, after] = [best(ofDay, 'pre'), best(ofDay, 'post')];
    if (before !== null && after !== null) return { day, before, after };
  }
  return null;
};

/** What the reliever did to the newest pair of results; null without one. */
export const responseFigureOf = (
  rows: readonly SpirometryRow[],
  range: DayRange,
  birthDate: string | null,
) => {
  const pair = newestPairOf(rows);
  if (!pair) return null;

  const { day, before, after } = pair;
  return {
    basis: basisOf(algorithms.bronchodilatorResponse, { days: range, daysWithData: 1, requiredDays: 1 }),
    recordedOn: day,
    fev1BeforeLitres: before / 100,
    fev1AfterLitres: after / 100,
    ...responseOf(before, after, birthDate === null ? null : ageOn(birthDate, day)),
  };
};
