import {
  createBatchedInsert,
  type Database,
  sqlInstant,
  type Table,
  type Transaction,
  uuidToBinary,
} from '@soomcare/database';

import type { MemberRow } from './member-row.entity.ts';
import { createRowMapping, type PlainRow } from './row-mapping.ts';

/** The life that all rows of a member's share. A removed row is there for restore and replay only. */
export interface MemberRowRepository<Row> {
  /** Outside of a transaction in one statement with what others insert just now; a duplicate key is the caller's to handle. */
  insert(row: Row, within?: Transaction): Promise<void>;
  find(memberId: string, id: string): Promise<Row | null>;
  findEvenRemoved(memberId: string, id: string): Promise<Row | null>;
  /** Writes the row where its version still is `expected`. @returns whether it was. */
  update(row: Row, expected: number): Promise<boolean>;
  /** @returns false where no living row has this id (and version, unless null). */
  remove(memberId: string, id: string, expected: number | null, at: Date): Promise<boolean>;
  /** Brings back what was removed after `since`. */
  restore(memberId: string, id: string, since: Date, at: Date): Promise<void>;
  /** Destroys at most `limit` rows that were removed before. @returns how many. */
  purgeRemoved(before: Date, limit: number): Promise<number>;
  /** Destroys all of one member. */
  erase(memberId: string, within: Transaction): Promise<void>;
}

/** `LIMIT ?` takes no number: the driver sends every number as a double, which MySQL refuses there. */
export const limitParam = (limit: number) => String(limit);

export const createMemberRowRepository = <Entry extends MemberRow>(
  database: Database,
  table: Table<Entry>,
): MemberRowRepository<PlainRow<Entry>> => {
  const { tableName, columns, read, write } = createRowMapping(table);
  const insertSql = `INSERT INTO ${tableName} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
  const insert = createBatchedInsert(database, { tableName, columns });
  const selectSql = `SELECT ${columns.map((column) => `e.${column}`).join(', ')} FROM ${tableName} e`;
  const assignments = columns.map((column) => `e.${column} = ?`).join(', ');

  const findOne = async (where: string, memberId: string, id: string) => {
    const [row] = await database.rows<Record<string, unknown>>(
      `${selectSql} WHERE e.member_id = ? AND e.id = ?${where}`,
      [uuidToBinary(memberId), uuidToBinary(id)],
    );
    return row ? read(row) : null;
  };

  return {
    async insert(row, within) {
      if (within) await database.run(insertSql, write(row), within);
      else await insert(write(row));
    },

    find: (memberId, id) => findOne(' AND e.deleted_at IS NULL', memberId, id),

    findEvenRemoved: (memberId, id) => findOne('', memberId, id),

    async update(row, expected) {
      const { affectedRows } = await database.run(
        `UPDATE ${tableName} e SET ${assignments}
          WHERE e.member_id = ? AND e.id = ? AND e.version = ? AND e.deleted_at IS NULL`,
        [...write(row), uuidToBinary(row.memberId), uuidToBinary(row.id), expected],
      );
      return affectedRows > 0;
    },

    async remove(memberId, id, expected, at) {
      const { affectedRows } = await database.run(
        `UPDATE ${tableName} e SET e.deleted_at = ?, e.updated_at = ?, e.version = e.version + 1
          WHERE e.member_id = ? AND e.id = ? AND e.deleted_at IS NULL AND (? IS NULL OR e.version = ?)`,
        [sqlInstant(at), sqlInstant(at), uuidToBinary(memberId), uuidToBinary(id), expected, expected],
      );
      return affectedRows > 0;
    },

    async restore(memberId, id, since, at) {
      await database.run(
        `UPDATE ${tableName} e SET e.deleted_at = NULL, e.updated_at = ?, e.version = e.version + 1
          WHERE e.member_id = ? AND e.id = ? AND e.deleted_at >= ?`,
        [sqlInstant(at), uuidToBinary(memberId), uuidToBinary(id), sqlInstant(since)],
      );
    },

    async purgeRemoved(before, limit) {
      const { affectedRows } = await database.run(
        `DELETE FROM ${tableName} WHERE ${tableName}.deleted_at < ? ORDER BY ${tableName}.deleted_at LIMIT ?`,
        [sqlInstant(before), limitParam(limit)],
      );
      return affectedRows;
    },

    async erase(memberId, within) {
      await database.run(
        `DELETE FROM ${tableName} WHERE ${tableName}.member_id = ?`,
        [uuidToBinary(memberId)],
        within,
      );
    },
  };
};
