import {
  type Database,
  isDuplicateKey,
  type Transaction,
  sqlInstant,
  uuidToBinary,
} from '@soomcare/database';

import { type Export, exportTable } from './export.entity.ts';

type NewExport = Pick<Export, 'memberId' | 'id' | 'createdAt' | 'expiresAt'>;

/** What the API does with exports; making them is the job's. */
export const createExportRepository = (database: Database) => {
  const erase = async (memberId: string, tx: Transaction): Promise<void> => {
    // The export first: without it, no worker can add another piece.
    await database.run('DELETE FROM exports WHERE exports.member_id = ?', [uuidToBinary(memberId)], tx);
    await database.run(
      'DELETE FROM export_chunks WHERE export_chunks.member_id = ?',
      [uuidToBinary(memberId)],
      tx,
    );
  };

  return {
    erase,

    find: (memberId: string, within: Transaction = database.manager): Promise<Export | null> =>
      within.findOneBy(exportTable, { memberId }),

    /** Puts a new export into the place of one that is over. @returns false where another call was faster */
    async replace({ memberId, id, createdAt, expiresAt }: NewExport): Promise<boolean> {
      try {
        await database.transaction(async (tx) => {
          await database.run(
            "DELETE FROM exports WHERE exports.member_id = ? AND exports.state IN ('ready', 'failed')",
            [uuidToBinary(memberId)],
            tx,
          );
          await database.run(
            `INSERT INTO exports
               (member_id, id, state, tables_done, tables_total, attempts, fence, created_at, expires_at)
             VALUES (?, ?, 'waiting', 0, 0, 0, 0, ?, ?)`,
            [uuidToBinary(memberId), uuidToBinary(id), sqlInstant(createdAt), sqlInstant(expiresAt)],
            tx,
          );
          await database.run(
            'DELETE FROM export_chunks WHERE export_chunks.member_id = ?',
            [uuidToBinary(memberId)],
            tx,
          );
        });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    /** Null where the file has no such piece, or is gone. */
    async findChunk(memberId: string, id: string, position: number): Promise<Buffer | null> {
      const [row] = await database.rows<{ sealed_bytes: Buffer }>(
        `SELECT c.sealed_bytes FROM export_chunks c
          WHERE c.member_id = ? AND c.export_id = ? AND c.position = ?`,
        [uuidToBinary(memberId), uuidToBinary(id), position],
      );
      return row?.sealed_bytes ?? null;
    },

    /** @returns how many exports it removed */
    async purgeExpired(at: Date): Promise<number> {
      const { affectedRows } = await database.run('DELETE FROM exports WHERE exports.expires_at <= ?', [
        sqlInstant(at),
      ]);
      await database.run(
        `DELETE c FROM export_chunks c
           LEFT JOIN exports e ON e.member_id = c.member_id AND e.id = c.export_id
          WHERE e.member_id IS NULL`,
      );
      return affectedRows;
    },
  };
};

export type ExportRepository = ReturnType<typeof createExportRepository>;
