import { type Database, uuidToBinary } from '@soomcare/database';

import {
  createDiaryRepository,
  type DiaryRepository,
  type Listed,
  unlisted,
} from '../diary/diary-entry.repository.ts';
import { createRowMapping, instantParam, limitParam, type PlainRow } from '@soomcare/member-rows';
import { bestOn, type BestOfMeter, type ReadingOfMeter } from '../personal-best/best-on.ts';
import { MAX_SERIES } from '../personal-best/personal-best.repository.ts';
import type { MeterScale } from './meter.schemas.ts';
import { type PeakFlow, peakFlowTable } from './peak-flow.entity.ts';

/** A reading beside the personal best that is now known for its day and meter. */
export type RatedPeakFlow = PlainRow<PeakFlow> & { bestNow: number | null };

/** Readings of one meter shortly before an instant. */
export interface RecentReadings {
  readonly meterId: string | null;
  readonly scale: MeterScale;
  readonly fromDay: string;
  readonly toDay: string;
  readonly before: string;
  /** A reading that is being edited does not count against itself. */
  readonly exceptId: string;
}

/** What a new reading is held against. */
export interface Background {
  /** The meter's personal bests, newest first. */
  readonly series: readonly BestOfMeter[];
  /** L/min. */
  readonly recent: readonly number[];
}

export interface PeakFlowRepository extends DiaryRepository<RatedPeakFlow> {
  findBackground(memberId: string, recent: RecentReadings): Promise<Background>;
}

interface BackgroundRow {
  isBest: number;
  meterId: string | null;
  scale: MeterScale;
  litresPerMinute: number;
  day: string;
}

/** One round trip for both, since every create waits for it: a quarter more reads a second than two statements. */
const backgroundSql = `
  (SELECT 1 AS isBest, b.meter_id AS meterId, b.scale, b.litres_per_minute AS litresPerMinute, b.valid_from AS day,
          b.created_at AS createdAt, b.id
     FROM personal_bests b WHERE b.member_id = ? AND b.meter_id <=> ? AND b.deleted_at IS NULL)
  UNION ALL
  (SELECT 0, e.meter_id, e.scale, e.litres_per_minute, e.recorded_on, e.created_at, e.id
     FROM peak_flows e
    WHERE e.member_id = ? AND e.recorded_on BETWEEN ? AND ? AND e.measured_at < ? AND e.meter_id <=> ?
      AND e.scale = ? AND e.id <> ? AND e.deleted_at IS NULL
    ORDER BY e.recorded_on DESC, e.measured_at DESC, e.id DESC LIMIT ?)
  ORDER BY isBest DESC, day DESC, createdAt DESC, id DESC`;

/** Enough for a median: two weeks of three sittings a day. */
const MOST_RECENT = '42';

type ListedReading = Listed<PlainRow<PeakFlow>>;

/** A page's reading, or a personal best that comes along in the same round trip, under the names of a reading. */
type ListedOrBest = Omit<ListedReading, 'blows'> & { blows: string | null };

const isReading = (row: ListedOrBest): row is ListedReading => row.blows !== null;
const isBest = (row: ListedOrBest) => !isReading(row);

const { unionList } = createRowMapping(peakFlowTable);
const bestsSql = `SELECT ${unionList(
  {
    id: 'BIN_TO_UUID(b.id)',
    recordedOn: 'CAST(b.valid_from AS CHAR)',
    measuredAt: 'CAST(b.created_at AS CHAR)',
    meterId: 'b.meter_id',
    scale: 'b.scale',
    litresPerMinute: 'b.litres_per_minute',
  },
  unlisted,
)} FROM personal_bests b WHERE b.member_id = ? AND b.deleted_at IS NULL
  ORDER BY b.valid_from DESC, b.created_at DESC, b.id DESC LIMIT ?`;

const placeOf = ({ recordedOn, measuredAt, id }: ListedOrBest) => `${recordedOn} ${measuredAt} ${id}`;

/** Readings and bests alike; a UNION promises no order. */
const newestFirst = (one: ListedOrBest, other: ListedOrBest) => (placeOf(one) > placeOf(other) ? -1 : 1);

/** @param seriesOf a member's personal bests, newest first */
export const createPeakFlowRepository = (
  database: Database,
  seriesOf: (memberId: string) => Promise<readonly BestOfMeter[]>,
): PeakFlowRepository => {
  const readings = createDiaryRepository(database, peakFlowTable, 'measuredAt');

  /** The row itself, with one property more. */
  const rate = <Row extends ReadingOfMeter>(row: Row, series: readonly BestOfMeter[]) =>
    Object.assign(row, { bestNow: bestOn(series, row) });

  const rated = async (memberId: string, found: Promise<PlainRow<PeakFlow> | null>) => {
    const [row, series] = await Promise.all([found, seriesOf(memberId)]);
    return row && rate(row, series);
  };

  return {
    ...readings,

    find: (memberId, id) => rated(memberId, readings.find(memberId, id)),

    findEvenRemoved: (memberId, id) => rated(memberId, readings.findEvenRemoved(memberId, id)),

    async list(memberId, page) {
      const [sql, params] = readings.listStatement(memberId, page);
      const found = await database.rows<ListedOrBest>(`(${sql}) UNION ALL (${bestsSql})`, [
        ...params,
        ...[uuidToBinary(memberId), limitParam(MAX_SERIES)],
      ]);
      found.sort(newestFirst);
      const series = found.filter(isBest).map((best) => ({ ...best, validFrom: best.recordedOn }));
      return found.filter(isReading).map((reading) => rate(reading, series));
    },

    async findBackground(memberId, { meterId, scale, fromDay, toDay, before, exceptId }) {
      const owner = uuidToBinary(memberId);
      const range = [fromDay, toDay, instantParam(before)];
      const rows = await database.rows<BackgroundRow>(backgroundSql, [
        ...[owner, meterId],
        ...[owner, ...range, meterId, scale, uuidToBinary(exceptId), MOST_RECENT],
      ]);

      return {
        series: rows.filter(({ isBest }) => isBest === 1).map((best) => ({ ...best, validFrom: best.day })),
        recent: rows.filter(({ isBest }) => isBest === 0).map(({ litresPerMinute }) => litresPerMinute),
      };
    },
  };
};
