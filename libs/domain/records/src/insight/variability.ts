import type { Bronchodilator } from '../peak-flow/peak-flow.entity.ts';
import { isChild } from './person.ts';
import { twoDecimals } from './two-decimals.ts';

/** Readings of one meter: two meters, or two scales, never share a trend. */
export interface DatedReading {
  readonly recordedOn: string;
  /** Local hour 0–23 at which it was measured. */
  readonly localHour: number;
  readonly litresPerMinute: number;
  readonly bronchodilator: Bronchodilator;
}

/** Diurnal variation is an estimate: even twice daily readings miss 1 to 15 points of it (Thorax 1998;53:790). */
export interface Variability {
  /** Mean of each day's (max − min) ÷ mean of both, in per cent, two decimals; null below `requiredDays`. */
  readonly percent: number | null;
  readonly validDays: number;
  readonly requiredDays: number;
  readonly excessive: boolean | null;
  readonly thresholdPercent: number;
}

/** GINA (PMC9907191, table 2): more than this is excessive. */
const ADULT_THRESHOLD_PERCENT = 10;
const CHILD_THRESHOLD_PERCENT = 13;
/** Half of the days below. */
const REQUIRED_DAYS = 7;
/** The two weeks that both indices are defined over. */
export const VARIABILITY_DAYS = 14;

const beforeReliever = (readings: readonly DatedReading[]) =>
  readings.filter(({ bronchodilator }) => bronchodilator !== 'post');

const amplitudePercent = (litres: readonly number[]): number => {
  const [min, max] = [Math.min(...litres), Math.max(...litres)];
  return (100 * (max - min)) / ((max + min) / 2);
};

/** How much peak flow swings within a day ("amplitude per cent mean", BMJ 1999;319:45), over the days that have two readings or more before a reliever. */
export const variabilityOf = (
  readings: readonly DatedReading[],
  { ageYears }: { ageYears: number | null },
): Variability => {
  const days = Map.groupBy(beforeReliever(readings), ({ recordedOn }) => recordedOn);
  const amplitudes = [...days.values()]
    .filter((day) => day.length >= 2)
    .map((day) => amplitudePercent(day.map(({ litresPerMinute }) => litresPerMinute)));
  const thresholdPercent = isChild(ageYears) ? CHILD_THRESHOLD_PERCENT : ADULT_THRESHOLD_PERCENT;
  const facts = {
    validDays: amplitudes.length,
    requiredDays: REQUIRED_DAYS,
    thresholdPercent,
  };
  if (amplitudes.length < REQUIRED_DAYS) return { ...facts, percent: null, excessive: null };

  const percent = amplitudes.reduce((sum, each) => sum + each, 0) / amplitudes.length;
  return { ...facts, percent: twoDecimals(percent), excessive: percent > thresholdPercent };
};

export interface LowestMorning {
  readonly litresPerMinute: number | null;
  /** Of the personal best, floored; null without one. */
  readonly percentOfBest: number | null;
  readonly days: number;
}

const NOON = 12;

/** The lowest reading before noon and before a reliever, as a share of the best: the simpler, more robust index (same page). */
export const lowestMorningOf = (readings: readonly DatedReading[], best: number | null): LowestMorning => {
  const mornings = beforeReliever(readings).filter(({ localHour }) => localHour < NOON);
  const lowest = mornings.reduce<number | null>(
    (least, { litresPerMinute }) => Math.min(least ?? litresPerMinute, litresPerMinute),
    null,
  );

  return {
    litresPerMinute: lowest,
    percentOfBest: lowest === null || best === null ? null : Math.floor((100 * lowest) / best),
    days: new Set(mornings.map(({ recordedOn }) => recordedOn)).size,
  };
};
