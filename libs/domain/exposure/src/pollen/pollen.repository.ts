import { type Database, isoInstant, sqlInstant } from '@soomcare/database';

import type { RegionCode } from '../regions/regions.ts';
import type { ExposureSource, PollenIssue, PollenKind, PollenLevel } from '../sources/exposure-source.ts';

export interface PollenOfDay {
  readonly date: string;
  readonly kind: PollenKind;
  readonly level: PollenLevel;
  readonly issuedAt: string;
}

export const createPollenRepository = (database: Database, source: ExposureSource['name']) => ({
  /** A later issue replaces what an earlier one said of a day. */
  async add(region: RegionCode, kind: PollenKind, issuedAt: Date, issue: PollenIssue): Promise<void> {
    if (issue.forecasts.length === 0) return;

    await database.run(
      `INSERT INTO pollen_days (source, region, date, kind, level, issued_at, raw)
       VALUES ${issue.forecasts.map(() => '(?, ?, ?, ?, ?, ?, ?)').join(', ')} AS new
       ON DUPLICATE KEY UPDATE
         pollen_days.level = IF(new.issued_at >= pollen_days.issued_at, new.level, pollen_days.level),
         pollen_days.raw = IF(new.issued_at >= pollen_days.issued_at, new.raw, pollen_days.raw),
         pollen_days.issued_at = GREATEST(new.issued_at, pollen_days.issued_at)`,
      issue.forecasts.flatMap(({ date, level }) => [
        ...[source, region, date, kind, level, sqlInstant(issuedAt), issue.raw],
      ]),
    );
  },

  /** Whether something of this issue, or of a later one, is kept. */
  async has(region: RegionCode, kind: PollenKind, date: string, issuedAt: Date): Promise<boolean> {
    const rows = await database.rows(
      `SELECT 1 FROM pollen_days p
        WHERE p.source = ? AND p.region = ? AND p.date = ? AND p.kind = ? AND p.issued_at >= ?`,
      [source, region, date, kind, sqlInstant(issuedAt)],
    );
    return rows.length > 0;
  },

  async list(region: RegionCode, from: string, to: string): Promise<PollenOfDay[]> {
    const rows = await database.rows<Omit<PollenOfDay, 'issuedAt'> & { issued_at: string }>(
      `SELECT p.date, p.kind, p.level, p.issued_at FROM pollen_days p
        WHERE p.source = ? AND p.region = ? AND p.date BETWEEN ? AND ? ORDER BY p.date, p.kind`,
      [source, region, from, to],
    );
    return rows.map(({ issued_at, ...row }) => ({ ...row, issuedAt: isoInstant(issued_at) }));
  },
});

export type PollenRepository = ReturnType<typeof createPollenRepository>;
