import type { Region } from '../regions/regions.ts';

/** One hour of a region. */
export interface AirReading {
  readonly measuredAt: Date;
  /** Means over the region's stations that have measured; µg/m³, ozone in ppm. */
  readonly pm10: number | null;
  readonly pm25: number | null;
  readonly o3: number | null;
  readonly stations: number;
  /** As it came, to be kept unchanged. */
  readonly raw: string;
}

export const pollenKinds = ['pine', 'oak', 'weeds'] as const;
export type PollenKind = (typeof pollenKinds)[number];

/** 낮음, 보통, 높음, 매우높음. */
export const pollenLevels = ['low', 'moderate', 'high', 'very-high'] as const;
export type PollenLevel = (typeof pollenLevels)[number];

export interface PollenForecast {
  /** YYYY-MM-DD in Korea. */
  readonly date: string;
  readonly level: PollenLevel;
}

export interface PollenIssue {
  readonly forecasts: readonly PollenForecast[];
  readonly raw: string;
}

/** Where air quality and pollen come from. A call fails with an `ExposureSourceError`, which names no key. */
export interface ExposureSource {
  /** Figures of another source are never shown beside its own. */
  readonly name: 'public-data' | 'made-up';
  /** Who has to be named beside each figure. */
  readonly attribution: readonly string[];
  /** The newest hour; null when there is none. */
  latestAir(region: Region): Promise<AirReading | null>;
  /** What was issued at that time; null when nothing was. */
  pollenOf(region: Region, kind: PollenKind, issuedAt: Date): Promise<PollenIssue | null>;
}

export class ExposureSourceError extends Error {
  override name = 'ExposureSourceError';
}
