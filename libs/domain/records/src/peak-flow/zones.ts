export const zones = ['green', 'yellow', 'red'] as const;
export type Zone = (typeof zones)[number];

/** Of personal best, as in the action plans of AAAAI and the Minnesota Department of Health; a doctor's plan may say otherwise. */
const GREEN_FROM_PERCENT = 80;
const RED_BELOW_PERCENT = 50;

/** By integers alone, so that no rounding moves a reading over a border. Without a personal best there is no zone. */
export const zoneOf = (litresPerMinute: number, best: number | null): Zone | null => {
  if (best === null) return null;
  if (100 * litresPerMinute >= GREEN_FROM_PERCENT * best) return 'green';
  if (100 * litresPerMinute < RED_BELOW_PERCENT * best) return 'red';

  return 'yellow';
};

/** Floored: a yellow 79.8 % must not read as 80 %. */
export const percentOfBest = (litresPerMinute: number, best: number | null): number | null =>
  best === null ? null : Math.floor((100 * litresPerMinute) / best);

/** The one that needs more attention; null says nothing. */
export const worseZone = (one: Zone | null, other: Zone | null): Zone | null => {
  if (one === null || other === null) return one ?? other;

  return zones.indexOf(one) > zones.indexOf(other) ? one : other;
};
