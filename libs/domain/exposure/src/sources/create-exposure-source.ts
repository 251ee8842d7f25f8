import type { ExposureSource } from './exposure-source.ts';
import { createMadeUpSource } from './made-up-source.ts';
import { createPublicDataSource, type PublicDataConfig } from './public-data-source.ts';

export type ExposureSourceConfig =
  { readonly source: 'made-up' } | ({ readonly source: 'public-data' } & PublicDataConfig);

/** @returns undefined where none is configured */
export const createExposureSource = (
  config: ExposureSourceConfig | undefined,
  now: () => Date,
): ExposureSource | undefined => {
  if (!config) return undefined;
  return config.source === 'made-up' ? createMadeUpSource(now) : createPublicDataSource(config);
};
