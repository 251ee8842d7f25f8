import { type Database, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';
import { z } from 'zod';

/** Rows by the name of their table. */
export type RowCounts = Readonly<Record<string, number>>;

const rowCounts = z.record(z.string(), z.int());

export const createWithdrawalReceiptRepository = (database: Database) => ({
  /** The rows that carry the member's id, in every table that the database has, whichever context it belongs to. */
  async countRowsOf(memberId: string, tx: Transaction): Promise<RowCounts> {
    const columns = await database.rows<{ tableName: string; name: string }>(
      `SELECT c.table_name AS tableName, c.column_name AS name FROM information_schema.columns c
        WHERE c.table_schema = DATABASE()
          AND (c.column_name = 'member_id' OR (c.table_name = 'members' AND c.column_name = 'id'))
        ORDER BY c.table_name`,
      [],
      tx,
    );
    const counts = columns.map(
      ({ tableName, name }) =>
        `SELECT '${tableName}' AS tableName, COUNT(*) AS total FROM \`${tableName}\` t WHERE t.\`${name}\` = ?`,
    );
    const rows = await database.rows<{ tableName: string; total: number }>(
      counts.join(' UNION ALL '),
      counts.map(() => uuidToBinary(memberId)),
      tx,
    );
    return Object.fromEntries(rows.map(({ tableName, total }) => [tableName, total]));
  },

  async insert(tx: Transaction, id: string, withdrawnAt: Date, erased: RowCounts): Promise<void> {
    await database.run(
      'INSERT INTO withdrawal_receipts (id, withdrawn_at, erased_rows) VALUES (?, ?, ?)',
      [uuidToBinary(id), sqlInstant(withdrawnAt), JSON.stringify(erased)],
      tx,
    );
  },

  /** Null for one that is complete already, or that never was. */
  async lockIncomplete(tx: Transaction, id: string): Promise<RowCounts | null> {
    const [row] = await database.rows<{ erased_rows: string }>(
      `SELECT r.erased_rows FROM withdrawal_receipts r WHERE r.id = ? AND r.completed_at IS NULL FOR UPDATE`,
      [uuidToBinary(id)],
      tx,
    );
    return row ? rowCounts.parse(JSON.parse(row.erased_rows)) : null;
  },

  async complete(tx: Transaction, id: string, completedAt: Date, erased: RowCounts): Promise<void> {
    await database.run(
      'UPDATE withdrawal_receipts SET completed_at = ?, erased_rows = ? WHERE withdrawal_receipts.id = ?',
      [sqlInstant(completedAt), JSON.stringify(erased), uuidToBinary(id)],
      tx,
    );
  },
});

export type WithdrawalReceiptRepository = ReturnType<typeof createWithdrawalReceiptRepository>;
