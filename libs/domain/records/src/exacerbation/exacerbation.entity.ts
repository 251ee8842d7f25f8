import { instant, integer, localDate, nullable, table, text } from '@soomcare/database';

import { diaryColumns, diaryIndices, DiaryEntry } from '../diary/diary-entry.entity.ts';

export const exacerbationKinds = [
  'emergency-visit',
  'admission',
  'oral-steroid-course',
  'missed-work-or-school',
  'other',
] as const;
export type ExacerbationKind = (typeof exacerbationKinds)[number];

/** A bad spell: a visit, a stay, a steroid course, days missed. */
export class Exacerbation extends DiaryEntry {
  startedAt!: Date;
  /** Null while it lasts, and for what has no length. */
  endedAt!: Date | null;
  /** The local day of `endedAt`. */
  endedOn!: string | null;
  kind!: ExacerbationKind;
  missedDays!: number | null;
  oralSteroidDays!: number | null;
  /** Where the member was treated, in their own words. */
  place!: string | null;
}

export const MAX_PLACE = 100;

const days = () => nullable(integer({ size: 'smallint', unsigned: true }));

export const exacerbationTable = table<Exacerbation>()({
  target: Exacerbation,
  tableName: 'exacerbations',
  columns: {
    ...diaryColumns,
    startedAt: instant(),
    endedAt: nullable(instant()),
    endedOn: nullable(localDate()),
    kind: text(21),
    missedDays: days(),
    oralSteroidDays: days(),
    place: nullable(text(MAX_PLACE)),
  },
  indices: diaryIndices('exacerbations', { column: 'started_at', property: 'startedAt' }),
});
