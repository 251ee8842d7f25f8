import type { DayRange } from '../calendar/day-range.ts';
import { algorithms, basisOf } from './figure-basis.ts';
import { isWithin, lastDays } from './insight-days.ts';
import type { IntakeRow } from './insight.rows.ts';
import { type RelieverKind } from './medicine-facts.ts';
import {
  BURST_DAYS,
  canistersOf,
  relieverTotalsOf,
  type RelieverTrend,
  WEEK_DAYS,
  YEAR_DAYS,
} from './reliever-use.ts';

/** An intake with what is known of its medicine. */
export type KnownIntake = Pick<IntakeRow, 'day' | 'purpose'> & {
  /** Null for what is no inhaler. */
  readonly puffs: number | null;
  readonly kind: RelieverKind;
  readonly deviceDoses: number | null;
};

/**
 * What counts against control. Of a medicine that nobody can tell, puffs count unless they were planned: to miss an
 * over-use is worse than to ask once too often.
 */
export const isReliever = ({ kind, purpose, puffs }: KnownIntake): boolean =>
  kind === 'short-acting' || (kind === 'unknown' && puffs !== null && purpose !== 'scheduled');

/** A steroid with formoterol as needed: shown, and never over-use. */
const isTreatment = ({ kind, purpose }: KnownIntake): boolean =>
  kind === 'anti-inflammatory' && purpose === 'as_needed';

export const asUse = ({ day, purpose, puffs }: KnownIntake) => ({ day, purpose, puffs: puffs ?? 0 });

const canistersWithin = (relievers: readonly KnownIntake[], days: DayRange, dayCount: number) => {
  const within = relievers.filter(({ day }) => isWithin(days, day));
  const sized = within.flatMap(({ puffs, deviceDoses }) =>
    deviceDoses === null ? [] : { puffs: puffs ?? 0, deviceDoses },
  );
  const puffsOfUnknownDevice = within
    .filter(({ deviceDoses }) => deviceDoses === null)
    .reduce((sum, { puffs }) => sum + (puffs ?? 0), 0);
  const { canisters, overuse } = canistersOf(sized, dayCount);

  // Puffs of a device of unknown size could make it too much.
  const isOpen = overuse === false && puffsOfUnknownDevice > 0;

  return { canisters, overuse: isOpen ? null : overuse, puffsOfUnknownDevice };
};

export interface RelieverContext {
  readonly range: DayRange;
  readonly rangeDays: number;
  /** With an entry of any kind, within the given days. */
  entryDaysIn(days: DayRange): number;
  readonly trend: RelieverTrend;
}

/** @param intakes of the range and of the four weeks up to its end */
export const relieverFiguresOf = (
  intakes: readonly KnownIntake[],
  { range, rangeDays, entryDaysIn, trend }: RelieverContext,
) => {
  const ofRange = intakes.filter(({ day }) => isWithin(range, day));
  const relievers = ofRange.filter(isReliever);
  const { preExercise: _never, ...antiInflammatory } = relieverTotalsOf(
    ofRange.filter(isTreatment).map(asUse),
  );
  const canisterDays = Math.min(rangeDays, YEAR_DAYS);
  const year = lastDays(range.to, canisterDays);
  const coverageOf = (days: DayRange) => ({ days, daysWithData: entryDaysIn(days), requiredDays: 0 });

  return {
    basis: basisOf(algorithms.relieverUse, coverageOf(range)),
    ...relieverTotalsOf(relievers.map(asUse)),
    antiInflammatory,
    occasionsOfUnknownMedicine: relievers.filter(({ kind }) => kind === 'unknown').length,
    lastWeek: {
      basis: basisOf(algorithms.relieverWeek, coverageOf(lastDays(range.to, WEEK_DAYS))),
      ...trend.lastWeek,
    },
    burst: {
      basis: basisOf(algorithms.relieverBurst, coverageOf(lastDays(range.to, BURST_DAYS))),
      ...trend.burst,
    },
    canisters: {
      basis: basisOf(algorithms.canisters, coverageOf(year)),
      ...canistersWithin(relievers, year, canisterDays),
    },
  };
};
