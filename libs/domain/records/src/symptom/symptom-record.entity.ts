import { flag, instant, integer, nullable, table, text } from '@soomcare/database';

import { diaryColumns, diaryIndices, DiaryEntry } from '../diary/diary-entry.entity.ts';

/**
 * How the member felt at one time. One small column a symptom, null for one that was not named: the set is closed,
 * a whole record is one row of one INSERT, and a month's worst is plain SQL, which JSON would not give.
 */
export class SymptomRecord extends DiaryEntry {
  occurredAt!: Date;
  cough!: number | null;
  wheeze!: number | null;
  breathlessness!: number | null;
  chestTightness!: number | null;
  sputum!: number | null;
  nightWaking!: number | null;
  activityLimitation!: number | null;
  /** Said outright: a day without an entry tells nothing. */
  noSymptoms!: boolean;
  /** Codes, comma-separated. */
  triggers!: string;
  /** Danger signs, likewise; null is none. */
  redFlags!: string | null;
}

const severity = () => nullable(integer({ size: 'tinyint', unsigned: true }));
const ALL_TRIGGERS = 700;
const ALL_RED_FLAGS = 200;

export const symptomRecordTable = table<SymptomRecord>()({
  target: SymptomRecord,
  tableName: 'symptom_records',
  columns: {
    ...diaryColumns,
    occurredAt: instant(),
    cough: severity(),
    wheeze: severity(),
    breathlessness: severity(),
    chestTightness: severity(),
    sputum: severity(),
    nightWaking: severity(),
    activityLimitation: severity(),
    noSymptoms: flag(),
    triggers: text(ALL_TRIGGERS),
    redFlags: nullable(text(ALL_RED_FLAGS)),
  },
  indices: diaryIndices('symptom_records', { column: 'occurred_at', property: 'occurredAt' }),
});
