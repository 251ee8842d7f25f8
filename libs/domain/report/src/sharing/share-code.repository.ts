import { type Database, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';
import { createRowMapping, limitParam } from '@soomcare/member-rows';

import { type PlainShareCode, shareCodeTable } from './share-code.entity.ts';

/** Beyond these a code is void: somebody guesses years, or it has gone from hand to hand. */
const MAX_MISSES = 5;
const MAX_LOOKS = 20;

const { columns, read, write } = createRowMapping(shareCodeTable);

const INSERT_SQL = `INSERT INTO share_codes (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;

const IS_LIVE = `c.expires_at > ? AND c.misses < ${MAX_MISSES} AND c.looks < ${MAX_LOOKS}`;

const LOCK_LIVE_SQL = `
  SELECT ${columns.map((column) => `c.${column}`).join(', ')} FROM share_codes c
    JOIN reports r ON r.member_id = c.member_id AND r.id = c.report_id AND r.deleted_at IS NULL
   WHERE c.code_index = ? AND ${IS_LIVE} FOR UPDATE OF c`;

export const createShareCodeRepository = (database: Database) => {
  const add = async (column: 'misses' | 'looks', id: string, tx: Transaction) => {
    const sql = `UPDATE share_codes c SET c.${column} = c.${column} + 1 WHERE c.id = ?`;
    await database.run(sql, [uuidToBinary(id)], tx);
  };

  return {
    /** Whoever makes a code for this member at the same time waits. @returns how many of theirs are live */
    async lockCount(tx: Transaction, memberId: string, now: Date): Promise<number> {
      const owner = uuidToBinary(memberId);
      await database.rows(
        'SELECT r.id FROM reports r WHERE r.member_id = ? ORDER BY r.id LIMIT 1 FOR UPDATE',
        [owner],
        tx,
      );
      const [row] = await database.rows<{ live: number }>(
        `SELECT COUNT(*) AS live FROM share_codes c WHERE c.member_id = ? AND ${IS_LIVE}`,
        [owner, sqlInstant(now)],
        tx,
      );
      return row?.live ?? 0;
    },

    /** @throws a duplicate key where another live or late code has these digits */
    async insert(tx: Transaction, code: PlainShareCode): Promise<void> {
      await database.run(INSERT_SQL, write(code), tx);
    },

    /** Of a report that is still there. */
    async lockLive(tx: Transaction, codeIndex: Buffer, now: Date): Promise<PlainShareCode | null> {
      const [row] = await database.rows<Record<string, unknown>>(
        LOCK_LIVE_SQL,
        [codeIndex, sqlInstant(now)],
        tx,
      );
      return row ? read(row) : null;
    },

    countMiss: (tx: Transaction, id: string): Promise<void> => add('misses', id, tx),
    countLook: (tx: Transaction, id: string): Promise<void> => add('looks', id, tx),

    async endAll(memberId: string, reportId: string): Promise<void> {
      await database.run(
        'DELETE FROM share_codes WHERE share_codes.member_id = ? AND share_codes.report_id = ?',
        [uuidToBinary(memberId), uuidToBinary(reportId)],
      );
    },

    async erase(memberId: string, tx: Transaction): Promise<void> {
      const sql = 'DELETE FROM share_codes WHERE share_codes.member_id = ?';
      await database.run(sql, [uuidToBinary(memberId)], tx);
    },

    /** @returns how many, at most `limit` */
    async purgeExpired(now: Date, limit: number): Promise<number> {
      const { affectedRows } = await database.run(
        `DELETE FROM share_codes WHERE share_codes.expires_at <= ? ORDER BY share_codes.expires_at LIMIT ?`,
        [sqlInstant(now), limitParam(limit)],
      );
      return affectedRows;
    },
  };
};

export type ShareCodeRepository = ReturnType<typeof createShareCodeRepository>;
