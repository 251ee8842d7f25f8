import { instant, integer, nullable, table, text } from '@soomcare/database';

import { diaryColumns, diaryIndices, DiaryEntry } from '../diary/diary-entry.entity.ts';
import type { Bronchodilator } from '../peak-flow/peak-flow.entity.ts';

/** A spirometry result as the clinic's sheet shows it. Centilitres: two decimals of a litre without fractions. */
export class Spirometry extends DiaryEntry {
  measuredAt!: Date;
  fev1Centilitres!: number;
  fvcCentilitres!: number;
  bronchodilator!: Bronchodilator;
  qualityNote!: string | null;
}

export const MAX_QUALITY_NOTE = 200;

const centilitres = () => integer({ size: 'smallint', unsigned: true });

export const spirometryTable = table<Spirometry>()({
  target: Spirometry,
  tableName: 'spirometries',
  columns: {
    ...diaryColumns,
    measuredAt: instant(),
    fev1Centilitres: { ...centilitres(), name: 'fev1_centilitres' },
    fvcCentilitres: centilitres(),
    bronchodilator: text(7),
    qualityNote: nullable(text(MAX_QUALITY_NOTE)),
  },
  indices: diaryIndices('spirometries', { column: 'measured_at', property: 'measuredAt' }),
});
