import { twoDecimals } from './two-decimals.ts';

/** One time a reliever was used, on a local day. */
export interface RelieverUse {
  readonly day: string;
  readonly puffs: number;
  readonly purpose: 'scheduled' | 'as_needed' | 'pre_exercise';
}

export interface RelieverTotals {
  /** For relief, without puffs before sport. */
  readonly days: number;
  readonly occasions: number;
  readonly puffs: number;
  readonly preExercise: { readonly occasions: number; readonly puffs: number };
}

const puffsOf = (uses: readonly RelieverUse[]) => uses.reduce((sum, { puffs }) => sum + puffs, 0);
const daysOf = (uses: readonly RelieverUse[]) => new Set(uses.map(({ day }) => day)).size;
const isForRelief = ({ purpose }: RelieverUse) => purpose !== 'pre_exercise';

/** Occasions and puffs apart, three occasions on one day being one day. */
export const relieverTotalsOf = (uses: readonly RelieverUse[]): RelieverTotals => {
  const relief = uses.filter(isForRelief);
  const beforeSport = uses.filter((use) => !isForRelief(use));

  return {
    days: daysOf(relief),
    occasions: relief.length,
    puffs: puffsOf(relief),
    preExercise: { occasions: beforeSport.length, puffs: puffsOf(beforeSport) },
  };
};

export interface RelieverTrend {
  /** Days with relief in the last seven days, and whether that is more than two. */
  readonly lastWeek: { readonly days: number; readonly overuse: boolean };
  readonly burst: {
    readonly present: boolean;
    readonly puffsPerDay: number;
    readonly puffsPerDayBefore: number;
  };
}

export const WEEK_DAYS = 7;
/** More than two days a week is not well controlled (EPR-3). */
const MAX_DAYS_A_WEEK = 2;
/** Three inhalations a day over two days, and more than in the two weeks before (npj 2024, s41533-024-00382-x). */
const BURST = { days: 2, puffsPerDay: 3, comparedDays: 14 };
export const BURST_DAYS = BURST.days + BURST.comparedDays;

/** @param recentDays the days up to and with the last one, newest first; at least sixteen for the burst */
export const relieverTrendOf = (
  uses: readonly RelieverUse[],
  recentDays: readonly string[],
): RelieverTrend => {
  const relief = uses.filter(isForRelief);
  const within = (days: readonly string[]) => relief.filter(({ day }) => days.includes(day));

  const weekDays = daysOf(within(recentDays.slice(0, WEEK_DAYS)));
  const puffsPerDay = puffsOf(within(recentDays.slice(0, BURST.days))) / BURST.days;
  const puffsPerDayBefore = puffsOf(within(recentDays.slice(BURST.days, BURST_DAYS))) / BURST.comparedDays;

  return {
    lastWeek: { days: weekDays, overuse: weekDays > MAX_DAYS_A_WEEK },
    burst: {
      present: puffsPerDay >= BURST.puffsPerDay && puffsPerDay > puffsPerDayBefore,
      puffsPerDay: twoDecimals(puffsPerDay),
      puffsPerDayBefore: twoDecimals(puffsPerDayBefore),
    },
  };
};

export interface CanisterUse {
  /** Puffs ÷ doses per device, two decimals, rounded down. */
  readonly canisters: number;
  /** Null where fewer days than a year were looked at and they alone are not too much. */
  readonly overuse: boolean | null;
}

/** From three canisters a year on, exacerbations and deaths rise (Sweden, n = 365 324, doi 10.1183/13993003.01872-2019). */
const OVERUSE_CANISTERS_A_YEAR = 3;
export const YEAR_DAYS = 365;
/** Of some thousand fractions added up: sixty twentieths are three. */
const ROUNDING_ERROR = 1e-6;

/**
 * @param puffsOfDevices puffs, for whatever purpose since an empty canister is empty, with the doses of their device
 * @param days that were looked at, a year at most: three canisters within fewer are three within a year as well
 */
export const canistersOf = (
  puffsOfDevices: readonly { readonly puffs: number; readonly deviceDoses: number }[],
  days: number,
): CanisterUse => {
  const exact = puffsOfDevices.reduce((sum, { puffs, deviceDoses }) => sum + puffs / deviceDoses, 0);
  const canisters = Math.floor(100 * exact + ROUNDING_ERROR) / 100;
  const isTooMuch = canisters >= OVERUSE_CANISTERS_A_YEAR;

  return { canisters, overuse: isTooMuch || days >= YEAR_DAYS ? isTooMuch : null };
};
