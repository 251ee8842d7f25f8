import { instant, integer, localDate, longText, nullable, primary, table, text } from '@soomcare/database';

import type { RegionCode } from '../regions/regions.ts';
import type { ExposureSource } from '../sources/exposure-source.ts';

/** One hour of a region, and what the source said of it, unchanged. */
export class AirHour {
  source!: ExposureSource['name'];
  region!: RegionCode;
  measuredAt!: Date;
  /** In Korea. */
  localDate!: string;
  /** Tenths of µg/m³. */
  pm10Tenths!: number | null;
  pm25Tenths!: number | null;
  /** Tenths of ppb, which are ten-thousandths of ppm. */
  o3Tenths!: number | null;
  stations!: number;
  raw!: string;
  fetchedAt!: Date;
}

/** What the hours of a day come to, in the same units. */
export class AirDay {
  source!: ExposureSource['name'];
  region!: RegionCode;
  date!: string;
  /** Mean of its hours. */
  pm10Tenths!: number | null;
  pm25Tenths!: number | null;
  /** Its highest hour. */
  o3Tenths!: number | null;
  /** How many of the day's hours are in it. */
  hours!: number;
}

const small = () => integer({ size: 'smallint', unsigned: true });

export const airHourTable = table<AirHour>()({
  target: AirHour,
  tableName: 'air_hours',
  columns: {
    source: primary(text<AirHour['source']>(11)),
    region: primary(text<RegionCode>(9)),
    measuredAt: primary(instant()),
    localDate: localDate(),
    pm10Tenths: nullable(small()),
    pm25Tenths: nullable(small()),
    o3Tenths: nullable(small()),
    stations: small(),
    raw: longText(),
    fetchedAt: instant(),
  },
  indices: [{ name: 'ix_air_hours_measured_at', columns: ['measuredAt'] }],
});

export const airDayTable = table<AirDay>()({
  target: AirDay,
  tableName: 'air_days',
  columns: {
    source: primary(text<AirDay['source']>(11)),
    region: primary(text<RegionCode>(9)),
    date: primary(localDate()),
    pm10Tenths: nullable(small()),
    pm25Tenths: nullable(small()),
    o3Tenths: nullable(small()),
    hours: integer({ size: 'tinyint', unsigned: true }),
  },
});
