import { integer, localDate, nullable, table, text } from '@soomcare/database';

import { MemberRow, memberRowColumns, removalIndex } from '@soomcare/member-rows';
import { MAX_METER_ID, type MeterScale } from '../peak-flow/meter.schemas.ts';

/** A best that the member has confirmed. Never edited: a new row corrects an old one. */
export class PersonalBest extends MemberRow {
  meterId!: string | null;
  scale!: MeterScale | null;
  litresPerMinute!: number;
  /** First local day on which it holds. */
  validFrom!: string;
}

export const personalBestTable = table<PersonalBest>()({
  target: PersonalBest,
  tableName: 'personal_bests',
  columns: {
    ...memberRowColumns,
    // Compared to the letter, as the program does: `a` and `A` are two meters.
    meterId: { ...nullable(text(MAX_METER_ID)), charset: 'ascii', collation: 'ascii_bin' },
    scale: nullable(text(7)),
    litresPerMinute: integer({ size: 'smallint', unsigned: true }),
    validFrom: localDate(),
  },
  indices: [removalIndex('personal_bests')],
});
