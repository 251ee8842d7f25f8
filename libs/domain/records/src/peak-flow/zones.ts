export const zones = ['green', 'yellow', 'red'] as const;
export type Zone = (typeof zones)[number];

/** Whole percents of personal best. */
export interface Thresholds {
  readonly greenFromPercent: number;
  readonly redBelowPercent: number;
}

/** As in the action plans of AAAAI and the Minnesota Department of Health; a doctor's plan may say otherwise. */
export const DEFAULT_THRESHOLDS: Thresholds = { greenFromPercent: 80, redBelowPercent: 50 };

/** Floored: a yellow 79.8 % must not read as 80 %. */
export const percentOfBest = (litresPerMinute: number, best: number | null): number | null =>
  best === null ? null : Math.floor((100 * litresPerMinute) / best);

/** A floored percent tells a zone as exactly as the reading itself, since thresholds are whole percents. */
export const zoneOfPercent = (
  percent: number,
  { greenFromPercent, redBelowPercent }: Thresholds = DEFAULT_THRESHOLDS,
): Zone => {
  if (percent >= greenFromPercent) return 'green';

  return percent < redBelowPercent ? 'red' : 'yellow';
};

/** Without a personal best there is no zone. */
export const zoneOf = (litresPerMinute: number, best: number | null): Zone | null => {
  const percent = percentOfBest(litresPerMinute, best);

  return percent === null ? null : zoneOfPercent(percent);
};

/** The one that needs more attention; null says nothing. */
export const worseZone = (one: Zone | null, other: Zone | null): Zone | null => {
  if (one === null || other === null) return one ?? other;

  return zones.indexOf(one) > zones.indexOf(other) ? one : other;
};
