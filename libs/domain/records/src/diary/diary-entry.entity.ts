import { localDate, nullable, text } from '@soomcare/database';
import { MAX_TIME_ZONE, MemberRow, memberRowColumns, removalIndex } from '@soomcare/member-rows';

/** What every kind of diary entry has; each kind adds its own instant and its values. */
export class DiaryEntry extends MemberRow {
  /** The local day in `timeZone`, which is what lists and months go by. */
  recordedOn!: string;
  timeZone!: string;
  note!: string | null;
}

export const MAX_NOTE = 1_000;

export const diaryColumns = {
  ...memberRowColumns,
  recordedOn: localDate(),
  timeZone: text(MAX_TIME_ZONE),
  note: nullable(text(MAX_NOTE)),
};

/** @param instant the kind's own instant: `{ column: 'measured_at', property: 'measuredAt' }` */
export const diaryIndices = (tableName: string, instant: { column: string; property: string }) => [
  {
    name: `ix_${tableName}_member_id_recorded_on_${instant.column}_id`,
    columns: ['memberId', 'recordedOn', instant.property, 'id'],
  },
  removalIndex(tableName),
];
