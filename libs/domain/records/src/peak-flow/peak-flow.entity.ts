import { instant, integer, nullable, table, text } from '@soomcare/database';

import { diaryColumns, diaryIndices, DiaryEntry } from '../diary/diary-entry.entity.ts';
import { MAX_METER_ID, type MeterScale } from './meter.schemas.ts';
import type { Zone } from './zones.ts';

export const bronchodilators = ['pre', 'post', 'unknown'] as const;
export type Bronchodilator = (typeof bronchodilators)[number];

/** One sitting at the peak-flow meter. */
export class PeakFlow extends DiaryEntry {
  measuredAt!: Date;
  /** L/min, comma-separated, in the order blown. */
  blows!: string;
  /** The best blow; blows are never averaged. */
  litresPerMinute!: number;
  meterId!: string | null;
  scale!: MeterScale;
  bronchodilator!: Bronchodilator;
  /** By the personal best as it was known then; a later best does not repaint the past. */
  zoneAtRecord!: Zone | null;
  /** What the member was asked about, comma-separated. */
  warnings!: string;
}

const FIVE_BLOWS = 19;
const ALL_WARNINGS = 100;

export const peakFlowTable = table<PeakFlow>()({
  target: PeakFlow,
  tableName: 'peak_flows',
  columns: {
    ...diaryColumns,
    measuredAt: instant(),
    blows: text(FIVE_BLOWS),
    litresPerMinute: integer({ size: 'smallint', unsigned: true }),
    // Compared to the letter, as the program does: `a` and `A` are two meters.
    meterId: { ...nullable(text(MAX_METER_ID)), charset: 'ascii', collation: 'ascii_bin' },
    scale: text(7),
    bronchodilator: text(7),
    zoneAtRecord: nullable(text(6)),
    warnings: text(ALL_WARNINGS),
  },
  indices: diaryIndices('peak_flows', { column: 'measured_at', property: 'measuredAt' }),
});
