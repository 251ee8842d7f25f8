import { type Database, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';

import type { RegionCode } from './regions.ts';

export const createExposureRegionRepository = (database: Database) => ({
  async set(memberId: string, region: RegionCode, at: Date): Promise<void> {
    await database.run(
      `INSERT INTO exposure_regions (member_id, region, updated_at) VALUES (?, ?, ?) AS new
       ON DUPLICATE KEY UPDATE exposure_regions.region = new.region, exposure_regions.updated_at = new.updated_at`,
      [uuidToBinary(memberId), region, sqlInstant(at)],
    );
  },

  async find(memberId: string): Promise<RegionCode | null> {
    const [row] = await database.rows<{ region: RegionCode }>(
      'SELECT r.region FROM exposure_regions r WHERE r.member_id = ?',
      [uuidToBinary(memberId)],
    );
    return row?.region ?? null;
  },

  /** Of all members, each once. */
  async listChosen(): Promise<RegionCode[]> {
    const rows = await database.rows<{ region: RegionCode }>(
      'SELECT DISTINCT r.region FROM exposure_regions r ORDER BY r.region',
    );
    return rows.map(({ region }) => region);
  },

  async remove(memberId: string, within?: Transaction): Promise<void> {
    await database.run(
      'DELETE FROM exposure_regions WHERE exposure_regions.member_id = ?',
      [uuidToBinary(memberId)],
      within,
    );
  },
});

export type ExposureRegionRepository = ReturnType<typeof createExposureRegionRepository>;
