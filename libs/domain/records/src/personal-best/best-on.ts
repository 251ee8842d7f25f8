import type { MeterScale } from '../peak-flow/meter.schemas.ts';

/** A personal best as far as zones go by it. */
export interface BestOfMeter {
  readonly meterId: string | null;
  /** Null where the member did not say: a meter has one scale, so the best holds for whatever it shows. */
  readonly scale: MeterScale | null;
  readonly litresPerMinute: number;
  /** First local day. */
  readonly validFrom: string;
}

/** What of a reading decides which best it is held against. */
export interface ReadingOfMeter {
  readonly meterId: string | null;
  readonly scale: MeterScale;
  readonly recordedOn: string;
}

/**
 * The personal best that holds for a reading: the newest one of the same meter and scale that was valid on that
 * day. Another meter's best is never used (lung.org action plan: establish it anew when the meter changes).
 * @param series newest first; a later row with the same `validFrom` corrects an earlier one
 * @returns L/min, or null where there is none
 */
export const bestOn = (
  series: readonly BestOfMeter[],
  { meterId, scale, recordedOn }: ReadingOfMeter,
): number | null =>
  series.find(
    (best) => best.meterId === meterId && (best.scale ?? scale) === scale && best.validFrom <= recordedOn,
  )?.litresPerMinute ?? null;
