import { type Database, isoInstant, sqlInstant, uuidToBinary } from '@soomcare/database';
import { limitParam } from '@soomcare/member-rows';
import { seoulDayOf } from '@soomcare/time';

import type { RegionCode } from '../regions/regions.ts';
import type { AirReading, ExposureSource } from '../sources/exposure-source.ts';

/** Particles in µg/m³, ozone in ppm. */
export interface AirValues {
  readonly pm10: number | null;
  readonly pm25: number | null;
  readonly o3: number | null;
}

export interface AirDayValues extends AirValues {
  readonly date: string;
  readonly hours: number;
}

interface StoredValues {
  readonly pm10_tenths: number | null;
  readonly pm25_tenths: number | null;
  readonly o3_tenths: number | null;
}

const VALUES = 'pm10_tenths, pm25_tenths, o3_tenths';
const scaled = (value: number | null, factor: number) => (value === null ? null : Math.round(value * factor));
const unscaled = (value: number | null, factor: number) => (value === null ? null : value / factor);

const readValues = (row: StoredValues): AirValues => ({
  pm10: unscaled(row.pm10_tenths, 10),
  pm25: unscaled(row.pm25_tenths, 10),
  o3: unscaled(row.o3_tenths, 10_000),
});

export const createAirRepository = (database: Database, source: ExposureSource['name']) => ({
  /** An hour that is there is replaced: stations report late and correct themselves. */
  async addHours(region: RegionCode, readings: readonly AirReading[], fetchedAt: Date): Promise<void> {
    if (readings.length === 0) return;

    await database.transaction(async (tx) => {
      const rows = readings.map(({ measuredAt, pm10, pm25, o3, stations, raw }) => [
        ...[source, region, sqlInstant(measuredAt), seoulDayOf(measuredAt)],
        ...[scaled(pm10, 10), scaled(pm25, 10), scaled(o3, 10_000)],
        ...[stations, raw, sqlInstant(fetchedAt)],
      ]);
      await database.run(
        `INSERT INTO air_hours (source, region, measured_at, local_date, ${VALUES}, stations, raw, fetched_at)
         VALUES ${rows.map(() => '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').join(', ')} AS new
         ON DUPLICATE KEY UPDATE air_hours.pm10_tenths = new.pm10_tenths,
           air_hours.pm25_tenths = new.pm25_tenths, air_hours.o3_tenths = new.o3_tenths,
           air_hours.stations = new.stations, air_hours.raw = new.raw, air_hours.fetched_at = new.fetched_at`,
        rows.flat(),
        tx,
      );

      const instants = readings.map(({ measuredAt }) => measuredAt.getTime());
      const [first, last] = [new Date(Math.min(...instants)), new Date(Math.max(...instants))];
      // The range of instants is what the primary key finds; the days at its ends are summed up whole.
      await database.run(
        `INSERT INTO air_days (source, region, date, ${VALUES}, hours)
         SELECT * FROM (
           SELECT h.source, h.region, h.local_date AS date, ROUND(AVG(h.pm10_tenths)) AS pm10,
             ROUND(AVG(h.pm25_tenths)) AS pm25, MAX(h.o3_tenths) AS o3, COUNT(*) AS hours
             FROM air_hours h
            WHERE h.source = ? AND h.region = ?
              AND h.measured_at >= ? - INTERVAL 1 DAY AND h.measured_at <= ? + INTERVAL 1 DAY
              AND h.local_date BETWEEN ? AND ?
            GROUP BY h.source, h.region, h.local_date
         ) AS sums
         ON DUPLICATE KEY UPDATE air_days.pm10_tenths = sums.pm10, air_days.pm25_tenths = sums.pm25,
           air_days.o3_tenths = sums.o3, air_days.hours = sums.hours`,
        [...[source, region, sqlInstant(first), sqlInstant(last)], ...[seoulDayOf(first), seoulDayOf(last)]],
        tx,
      );
    });
  },

  /** Newest first. */
  async listHoursSince(region: RegionCode, since: Date): Promise<(AirValues & { measuredAt: string })[]> {
    const rows = await database.rows<StoredValues & { measured_at: string }>(
      `SELECT h.measured_at, h.pm10_tenths, h.pm25_tenths, h.o3_tenths FROM air_hours h
        WHERE h.source = ? AND h.region = ? AND h.measured_at >= ? ORDER BY h.measured_at DESC`,
      [source, region, sqlInstant(since)],
    );
    return rows.map((row) => ({ measuredAt: isoInstant(row.measured_at), ...readValues(row) }));
  },

  async listDays(region: RegionCode, from: string, to: string): Promise<AirDayValues[]> {
    const rows = await database.rows<StoredValues & { date: string; hours: number }>(
      `SELECT d.date, d.pm10_tenths, d.pm25_tenths, d.o3_tenths, d.hours FROM air_days d
        WHERE d.source = ? AND d.region = ? AND d.date BETWEEN ? AND ?`,
      [source, region, from, to],
    );
    return rows.map((row) => ({ date: row.date, hours: row.hours, ...readValues(row) }));
  },

  /** Of the region that the member chose. */
  async listDaysOfMember(memberId: string, from: string, to: string): Promise<AirDayValues[]> {
    const rows = await database.rows<StoredValues & { date: string; hours: number }>(
      `SELECT d.date, d.pm10_tenths, d.pm25_tenths, d.o3_tenths, d.hours
         FROM exposure_regions r JOIN air_days d ON d.source = ? AND d.region = r.region
        WHERE r.member_id = ? AND d.date BETWEEN ? AND ?`,
      [source, uuidToBinary(memberId), from, to],
    );
    return rows.map((row) => ({ date: row.date, hours: row.hours, ...readValues(row) }));
  },

  /** Forgets at most `limit` hours; the days stay. @returns how many. */
  async removeHoursBefore(before: Date, limit: number): Promise<number> {
    const { affectedRows } = await database.run(
      'DELETE FROM air_hours WHERE air_hours.measured_at < ? ORDER BY air_hours.measured_at LIMIT ?',
      [sqlInstant(before), limitParam(limit)],
    );
    return affectedRows;
  },
});

export type AirRepository = ReturnType<typeof createAirRepository>;
