import { binaryToUuid, type Database, sqlInstant, uuidToBinary } from '@soomcare/database';

/** An export in the hands of one worker, until its lease ends. */
export interface ClaimedExport {
  readonly memberId: string;
  readonly id: string;
  readonly fence: number;
}

interface ClaimRow {
  member_id: Buffer;
  id: Buffer;
  fence: number;
}

const MAX_ATTEMPTS = 3;

/** Longer than one table takes to read: each table renews it. */
const LEASE_SECONDS = 60;

const held = 'exports.member_id = ? AND exports.id = ? AND exports.fence = ?';
const keyOf = ({ memberId, id, fence }: ClaimedExport) => [uuidToBinary(memberId), uuidToBinary(id), fence];

/** The making of exports, by as many workers as there are. Leases run by the database's clock. */
export const createExportJobRepository = (database: Database) => ({
  /** Takes the oldest export that nobody is making, and removes what an earlier attempt has left of it. */
  claim: (): Promise<ClaimedExport | null> =>
    database.transaction(async (tx) => {
      const [row] = await database.rows<ClaimRow>(
        `SELECT e.member_id, e.id, e.fence FROM exports e
          WHERE e.state IN ('waiting', 'making') AND (e.lease_until IS NULL OR e.lease_until <= NOW(3))
          ORDER BY e.created_at, e.member_id LIMIT 1 FOR UPDATE SKIP LOCKED`,
        [],
        tx,
      );
      if (!row) return null;

      await database.run('DELETE FROM export_chunks WHERE export_chunks.member_id = ?', [row.member_id], tx);
      await database.run(
        `UPDATE exports
            SET state = 'making', tables_done = 0, attempts = attempts + 1, fence = fence + 1,
                lease_until = NOW(3) + INTERVAL ${LEASE_SECONDS} SECOND
          WHERE exports.member_id = ?`,
        [row.member_id],
        tx,
      );
      return { memberId: binaryToUuid(row.member_id), id: binaryToUuid(row.id), fence: row.fence + 1 };
    }),

  /** Renews the lease as well. @returns false when the export is another worker's by now, or gone */
  async progress(claimed: ClaimedExport, tablesDone: number, tablesTotal: number): Promise<boolean> {
    const { affectedRows } = await database.run(
      `UPDATE exports
          SET tables_done = ?, tables_total = ?, lease_until = NOW(3) + INTERVAL ${LEASE_SECONDS} SECOND
        WHERE ${held}`,
      [tablesDone, tablesTotal, ...keyOf(claimed)],
    );
    return affectedRows === 1;
  },

  /** @returns false when the export is another worker's by now, or gone */
  async renew(claimed: ClaimedExport): Promise<boolean> {
    const { affectedRows } = await database.run(
      `UPDATE exports SET lease_until = NOW(3) + INTERVAL ${LEASE_SECONDS} SECOND WHERE ${held}`,
      keyOf(claimed),
    );
    return affectedRows === 1;
  },

  /**
   * Keeps a piece, as long as the export is this worker's: the row is locked while the piece is written, so that an
   * erasure comes either before it or finds it. @returns false when it is not
   */
  async addChunk(claimed: ClaimedExport, position: number, sealed: Buffer): Promise<boolean> {
    const { affectedRows } = await database.run(
      `INSERT INTO export_chunks (member_id, export_id, position, sealed_bytes)
       SELECT exports.member_id, exports.id, ?, ? FROM exports WHERE ${held} FOR SHARE`,
      [position, sealed, ...keyOf(claimed)],
    );
    return affectedRows === 1;
  },

  async finish(claimed: ClaimedExport, sizeBytes: number, readyAt: Date, expiresAt: Date): Promise<void> {
    await database.run(
      `UPDATE exports SET state = 'ready', lease_until = NULL, size_bytes = ?, ready_at = ?, expires_at = ?
        WHERE ${held}`,
      [sizeBytes, sqlInstant(readyAt), sqlInstant(expiresAt), ...keyOf(claimed)],
    );
  },

  /** Leaves the export to another attempt, or gives it up. */
  async fail(claimed: ClaimedExport): Promise<void> {
    await database.run(
      `UPDATE exports SET state = IF(attempts < ${MAX_ATTEMPTS}, 'waiting', 'failed'), lease_until = NULL
        WHERE ${held}`,
      keyOf(claimed),
    );
  },

  /** Gives up what has taken its workers down with it. */
  async buryLost(): Promise<void> {
    await database.run(
      `UPDATE exports SET state = 'failed', lease_until = NULL
        WHERE exports.state = 'making' AND exports.lease_until <= NOW(3) AND exports.attempts >= ${MAX_ATTEMPTS}`,
    );
  },
});

export type ExportJobRepository = ReturnType<typeof createExportJobRepository>;
