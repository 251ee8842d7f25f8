import { instant, primary, table, text, uuid } from '@soomcare/database';

import type { RegionCode } from './regions.ts';

/** Where a member wants air and pollen of. */
export class ExposureRegion {
  memberId!: string;
  region!: RegionCode;
  updatedAt!: Date;
}

export const exposureRegionTable = table<ExposureRegion>()({
  target: ExposureRegion,
  tableName: 'exposure_regions',
  columns: {
    memberId: primary(uuid()),
    region: text<RegionCode>(9),
    updatedAt: instant(),
  },
  indices: [{ name: 'ix_exposure_regions_region', columns: ['region'] }],
});
