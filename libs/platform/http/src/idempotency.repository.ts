import {
  binaryToUuid,
  type Database,
  isDuplicateKey,
  sqlInstant,
  type Transaction,
  uuidToBinary,
} from '@soomcare/database';

/** One use of a key: by whom, for what, with which content. */
export interface KeyUse {
  readonly memberId: string;
  readonly operation: string;
  readonly keyHash: Buffer;
  readonly fingerprint: Buffer;
  readonly resourceId: string;
}

const ofKey = 'k.member_id = ? AND k.operation = ? AND k.key_hash = ?';

export const createIdempotencyRepository = (database: Database) => ({
  /**
   * Takes a key; a transaction that holds the same key is waited for.
   * @returns false where it was taken before.
   */
  async take(use: KeyUse, at: Date, within: Transaction): Promise<boolean> {
    try {
      await database.run(
        `INSERT INTO idempotency_keys (member_id, operation, key_hash, fingerprint, resource_id, created_at)
         VALUES (?, ?, ?, ?, ?, ?)`,
        [
          uuidToBinary(use.memberId),
          use.operation,
          use.keyHash,
          use.fingerprint,
          uuidToBinary(use.resourceId),
          sqlInstant(at),
        ],
        within,
      );
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  },

  async find({ memberId, operation, keyHash }: KeyUse, within: Transaction) {
    const [row] = await database.rows<{ fingerprint: Buffer; resource_id: Buffer }>(
      `SELECT k.fingerprint, k.resource_id FROM idempotency_keys k WHERE ${ofKey}`,
      [uuidToBinary(memberId), operation, keyHash],
      within,
    );
    return row ? { fingerprint: row.fingerprint, resourceId: binaryToUuid(row.resource_id) } : null;
  },

  /** Forgets at most `limit` keys. @returns how many. */
  async purge(before: Date, limit: number): Promise<number> {
    const { affectedRows } = await database.run(
      `DELETE FROM idempotency_keys WHERE idempotency_keys.created_at < ?
        ORDER BY idempotency_keys.created_at LIMIT ?`,
      // As text: the driver sends numbers as doubles, which LIMIT does not take.
      [sqlInstant(before), String(limit)],
    );
    return affectedRows;
  },

  async erase(memberId: string, within: Transaction): Promise<void> {
    await database.run(
      'DELETE FROM idempotency_keys WHERE idempotency_keys.member_id = ?',
      [uuidToBinary(memberId)],
      within,
    );
  },
});
