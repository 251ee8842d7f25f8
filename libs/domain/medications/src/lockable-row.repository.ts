import { type Database, type Table, type Transaction, uuidToBinary } from '@soomcare/database';
import {
  createMemberRowRepository,
  createRowMapping,
  type MemberRow,
  type MemberRowRepository,
  type PlainRow,
} from '@soomcare/member-rows';

/** For edits that write more than the row itself: whoever holds the row's lock is alone with all of it. */
export interface LockableRowRepository<Row> extends MemberRowRepository<Row> {
  /** Waits for whoever else edits the row, and reads it after them. */
  lock(tx: Transaction, memberId: string, id: string): Promise<Row | null>;
  /** Writes a row that this transaction has locked. */
  save(tx: Transaction, row: Row): Promise<void>;
}

export const createLockableRowRepository = <Entry extends MemberRow>(
  database: Database,
  table: Table<Entry>,
): LockableRowRepository<PlainRow<Entry>> => {
  const { tableName, columns, read, write } = createRowMapping(table);
  const lockSql = `SELECT ${columns.map((column) => `e.${column}`).join(', ')} FROM ${tableName} e
      WHERE e.member_id = ? AND e.id = ? AND e.deleted_at IS NULL FOR UPDATE`;
  const saveSql = `UPDATE ${tableName} e SET ${columns.map((column) => `e.${column} = ?`).join(', ')}
      WHERE e.member_id = ? AND e.id = ?`;

  return {
    ...createMemberRowRepository(database, table),

    async lock(tx, memberId, id) {
      const [row] = await database.rows<Record<string, unknown>>(
        lockSql,
        [uuidToBinary(memberId), uuidToBinary(id)],
        tx,
      );
      return row ? read(row) : null;
    },

    async save(tx, row) {
      await database.run(saveSql, [...write(row), uuidToBinary(row.memberId), uuidToBinary(row.id)], tx);
    },
  };
};
