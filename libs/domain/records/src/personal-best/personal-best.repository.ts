import { type Database, type Table, uuidToBinary } from '@soomcare/database';

import {
  createMemberRowRepository,
  createRowMapping,
  limitParam,
  type PlainRow,
} from '@soomcare/member-rows';
import type { MeterScale } from '../peak-flow/meter.schemas.ts';
import type { BestOfMeter } from './best-on.ts';
import { type PersonalBest, personalBestTable } from './personal-best.entity.ts';

/** The highest recent reading of one meter. */
export interface HighestReading {
  readonly meterId: string | null;
  readonly scale: MeterScale;
  readonly litresPerMinute: number;
}

/** A best is re-established every few months; the newest hundred outlast any diary, and they are one page. */
export const MAX_SERIES = 100;

const ratingList = `b.meter_id AS meterId, b.scale, b.litres_per_minute AS litresPerMinute,
  CAST(b.valid_from AS CHAR) AS validFrom`;

export const createPersonalBestRepository = (database: Database) => {
  const table: Table<PersonalBest> = personalBestTable;
  const { selectList, readInPlace } = createRowMapping(table);

  /** Newest first; of those that begin on the same day the one confirmed last. */
  const select = <Row>(list: string, memberId: string): Promise<Row[]> =>
    database.rows<Row>(
      `SELECT ${list} FROM personal_bests b WHERE b.member_id = ? AND b.deleted_at IS NULL
        ORDER BY b.valid_from DESC, b.created_at DESC, b.id DESC LIMIT ?`,
      [uuidToBinary(memberId), limitParam(MAX_SERIES)],
    );

  return {
    ...createMemberRowRepository(database, table),

    async listSeries(memberId: string): Promise<PlainRow<PersonalBest>[]> {
      const rows = await select<Record<string, unknown>>(selectList('b'), memberId);
      return rows.map(readInPlace);
    },

    /** The same, with just what readings are rated by. */
    listForRating: (memberId: string) => select<BestOfMeter>(ratingList, memberId),

    /** Readings after a reliever are left out: a best is what the member reaches on their own. */
    async listHighestReadings(memberId: string, fromDay: string, toDay: string): Promise<HighestReading[]> {
      const rows = await database.rows<{
        meter_id: string | null;
        scale: MeterScale;
        litres_per_minute: number;
      }>(
        `SELECT e.meter_id, e.scale, MAX(e.litres_per_minute) AS litres_per_minute FROM peak_flows e
          WHERE e.member_id = ? AND e.recorded_on BETWEEN ? AND ? AND e.bronchodilator <> 'post'
            AND e.deleted_at IS NULL
          GROUP BY e.meter_id, e.scale ORDER BY e.meter_id, e.scale`,
        [uuidToBinary(memberId), fromDay, toDay],
      );
      return rows.map(({ meter_id: meterId, scale, litres_per_minute: litresPerMinute }) => ({
        meterId,
        scale,
        litresPerMinute,
      }));
    },
  };
};

export type PersonalBestRepository = ReturnType<typeof createPersonalBestRepository>;
