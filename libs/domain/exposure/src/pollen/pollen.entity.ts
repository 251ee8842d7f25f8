import { instant, localDate, longText, primary, table, text } from '@soomcare/database';

import type { RegionCode } from '../regions/regions.ts';
import type { ExposureSource, PollenKind, PollenLevel } from '../sources/exposure-source.ts';

/** The newest forecast for a day, and the issue it came with, unchanged. */
export class PollenDay {
  source!: ExposureSource['name'];
  region!: RegionCode;
  date!: string;
  kind!: PollenKind;
  level!: PollenLevel;
  issuedAt!: Date;
  raw!: string;
}

export const pollenDayTable = table<PollenDay>()({
  target: PollenDay,
  tableName: 'pollen_days',
  columns: {
    source: primary(text<PollenDay['source']>(11)),
    region: primary(text<RegionCode>(9)),
    date: primary(localDate()),
    kind: primary(text<PollenKind>(5)),
    level: text<PollenLevel>(9),
    issuedAt: instant(),
    raw: longText(),
  },
});
