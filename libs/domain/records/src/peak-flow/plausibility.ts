/** What a hand-held meter can show. Beyond it nothing is kept. */
export const BLOW_LITRES_PER_MINUTE = { min: 50, max: 900 } as const;

/** A clinical app's "not measurable" borders: kept, but the member is asked to look again. */
const USUAL = { min: 60, max: 880 } as const;

/** A reading this far from the last two weeks is more often a slip than a change. */
const MAX_DEVIATION_PERCENT = 40;

/** How far back the median reaches. */
export const MEDIAN_DAYS = 14;

export const warnings = ['below-usual-range', 'above-usual-range', 'far-from-recent-median'] as const;
export type Warning = (typeof warnings)[number];

/** Twice the median, so that the middle of two readings stays a whole number. */
const doubledMedian = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];

  return upper === undefined || lower === undefined ? null : upper + lower;
};

/** What to ask the member about a reading. @param recent readings of the same meter in the last 14 days */
export const warningsFor = (litresPerMinute: number, recent: readonly number[]): Warning[] => {
  const median = doubledMedian(recent);
  const isFar =
    median !== null && 100 * Math.abs(2 * litresPerMinute - median) > MAX_DEVIATION_PERCENT * median;

  return [
    ...(litresPerMinute < USUAL.min ? (['below-usual-range'] as const) : []),
    ...(litresPerMinute > USUAL.max ? (['above-usual-range'] as const) : []),
    ...(isFar ? (['far-from-recent-median'] as const) : []),
  ];
};
