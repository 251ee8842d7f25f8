import { type Database, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';
import { limitParam } from '@soomcare/member-rows';

/** That a row is another one than it was, or gone. */
export interface Change {
  readonly kind: string;
  readonly rowId: string;
  readonly seq: number;
}

export const createChangeFeedRepository = (database: Database) => ({
  /** In the order of their commits. */
  list: (memberId: string, after: number, limit: number, within: Transaction): Promise<Change[]> =>
    database.rows<Change>(
      `SELECT c.kind, BIN_TO_UUID(c.row_id) AS rowId, c.seq FROM member_changes c
        WHERE c.member_id = ? AND c.seq > ? ORDER BY c.seq LIMIT ?`,
      [uuidToBinary(memberId), after, limitParam(limit)],
      within,
    ),

  /** 0 where nothing was ever written. */
  async findLast(memberId: string): Promise<number> {
    const [row] = await database.rows<{ lastSeq: number }>(
      'SELECT s.last_seq AS lastSeq FROM member_sequences s WHERE s.member_id = ?',
      [uuidToBinary(memberId)],
    );
    return row?.lastSeq ?? 0;
  },

  /** Whether there was such a row and it is removed. */
  async isRemoved(memberId: string, kind: string, rowId: string): Promise<boolean> {
    const found = await database.rows(
      `SELECT 1 FROM member_changes c
        WHERE c.member_id = ? AND c.kind = ? AND c.row_id = ? AND c.removed_at IS NOT NULL`,
      [uuidToBinary(memberId), kind, uuidToBinary(rowId)],
    );
    return found.length > 0;
  },

  /** Forgets at most `limit` removals. @returns how many. */
  async purgeRemoved(before: Date, limit: number): Promise<number> {
    const { affectedRows } = await database.run(
      `DELETE FROM member_changes WHERE member_changes.removed_at < ?
        ORDER BY member_changes.removed_at LIMIT ?`,
      [sqlInstant(before), limitParam(limit)],
    );
    return affectedRows;
  },

  async erase(memberId: string, within: Transaction): Promise<void> {
    for (const name of ['member_changes', 'member_sequences']) {
      await database.run(`DELETE FROM ${name} WHERE ${name}.member_id = ?`, [uuidToBinary(memberId)], within);
    }
  },
});

export type ChangeFeedRepository = ReturnType<typeof createChangeFeedRepository>;
