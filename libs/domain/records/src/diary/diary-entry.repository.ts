import { type Database, type Table, uuidToBinary } from '@soomcare/database';

import type { DiaryEntry } from './diary-entry.entity.ts';
import {
  createMemberRowRepository,
  createRowMapping,
  instantParam,
  limitParam,
  type MemberRowRepository,
  type PlainRow,
} from '@soomcare/member-rows';

/** Where a page ended. */
export interface Position {
  readonly recordedOn: string;
  /** UTC, ISO 8601. */
  readonly instant: string;
  readonly id: string;
}

export interface Page {
  /** Local days, both inclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly after: Position | null;
  readonly limit: number;
  /** Of these only, in no order. */
  readonly ids?: readonly string[] | undefined;
}

/** What no answer shows of an entry. */
export const unlisted = ['memberId', 'deletedAt', 'createFingerprint'] as const;

export type Listed<Row> = Omit<Row, (typeof unlisted)[number]>;

export interface DiaryRepository<Row, InList = Listed<Row>> extends MemberRowRepository<Row> {
  /** Newest day first, within a day newest instant first; `id` makes the order total. */
  list(memberId: string, page: Page): Promise<InList[]>;
  positionOf(row: InList): Position;
}

/** A condition, or a whole statement, with its parameters. */
type Bound = readonly [sql: string, params: readonly unknown[]];

/**
 * Spelled out with OR and led by a plain range on the day: MySQL does not push a row constructor
 * `(a, b, c) < (?, ?, ?)` to the index (measured: 205 ms instead of 0.3 ms).
 */
const olderThan = ({ recordedOn, instant, id }: Position, column: string): Bound => [
  `e.recorded_on <= ? AND (e.recorded_on < ? OR e.${column} < ? OR (e.${column} = ? AND e.id < ?))`,
  [recordedOn, recordedOn, instantParam(instant), instantParam(instant), uuidToBinary(id)],
];

/** Few lengths, so that a connection keeps few statements prepared: the last id fills up to the next power of two. */
const among = (ids: readonly string[]): Bound => {
  const length = 2 ** Math.ceil(Math.log2(ids.length));
  const filled = Array.from({ length }, (_, index) => uuidToBinary(ids[index] ?? ids.at(-1) ?? ''));
  return [`e.id IN (${filled.map(() => '?').join(', ')})`, filled];
};

/** @param instant the property with the kind's own instant, e.g. `measuredAt` */
export const createDiaryRepository = <Entry extends DiaryEntry>(
  database: Database,
  table: Table<Entry>,
  instant: keyof Entry & string,
): DiaryRepository<PlainRow<Entry>> & {
  /** What `list` asks, for a kind that asks for more in the same round trip. */
  listStatement(memberId: string, page: Page): Bound;
} => {
  const { tableName, columnOf, selectList, readInPlace } = createRowMapping(table);
  const column = columnOf(instant);
  const selectSql = `SELECT ${selectList('e', unlisted)} FROM ${tableName} e`;

  const listStatement = (memberId: string, { from, to, after, limit, ids }: Page): Bound => {
    const conditions: Bound[] = [
      ['e.member_id = ? AND e.deleted_at IS NULL', [uuidToBinary(memberId)]],
      ...(from ? [['e.recorded_on >= ?', [from]] as const] : []),
      ...(to ? [['e.recorded_on <= ?', [to]] as const] : []),
      ...(after ? [olderThan(after, column)] : []),
      ...(ids ? [among(ids)] : []),
    ];
    const sql = `${selectSql} WHERE ${conditions.map(([condition]) => condition).join(' AND ')}`;
    const params = conditions.flatMap(([, each]) => each);
    // With an order and a limit MySQL may walk the whole history to find a few ids.
    if (ids) return [sql, params];

    return [
      `${sql} ORDER BY e.recorded_on DESC, e.${column} DESC, e.id DESC LIMIT ?`,
      [...params, limitParam(limit)],
    ];
  };

  return {
    ...createMemberRowRepository(database, table),
    listStatement,

    async list(memberId, page) {
      const rows = await database.rows<Record<string, unknown>>(...listStatement(memberId, page));
      return rows.map(readInPlace);
    },

    positionOf: (row) => ({
      recordedOn: row.recordedOn,
      instant: row[instant as keyof typeof row] as string,
      id: row.id,
    }),
  };
};
