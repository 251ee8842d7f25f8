import { type Database, sqlInstant } from '@soomcare/database';
import { limitParam } from '@soomcare/member-rows';

export const createDoomedBlobRepository = (database: Database) => ({
  async add(blobKey: string, removeAfter: Date): Promise<void> {
    const at = sqlInstant(removeAfter);
    await database.run(
      `INSERT INTO doomed_blobs (blob_key, remove_after) VALUES (?, ?)
        ON DUPLICATE KEY UPDATE remove_after = ?`,
      [blobKey, at, at],
    );
  },

  async listDue(at: Date, limit: number): Promise<string[]> {
    const rows = await database.rows<{ blobKey: string }>(
      `SELECT d.blob_key AS blobKey FROM doomed_blobs d WHERE d.remove_after <= ?
        ORDER BY d.remove_after, d.blob_key LIMIT ?`,
      [sqlInstant(at), limitParam(limit)],
    );
    return rows.map(({ blobKey }) => blobKey);
  },

  async remove(blobKeys: readonly string[]): Promise<void> {
    if (blobKeys.length === 0) return;

    await database.run(
      `DELETE FROM doomed_blobs WHERE doomed_blobs.blob_key IN (${blobKeys.map(() => '?').join(', ')})`,
      blobKeys,
    );
  },
});

export type DoomedBlobRepository = ReturnType<typeof createDoomedBlobRepository>;
