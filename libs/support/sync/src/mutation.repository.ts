import {
  type Database,
  isDuplicateKey,
  sqlInstant,
  type Transaction,
  uuidToBinary,
} from '@soomcare/database';
import { limitParam } from '@soomcare/member-rows';

/** A device's mutation, by the id that the device gave it. */
export interface MutationKey {
  readonly memberId: string;
  readonly deviceId: string;
  readonly mutationId: string;
}

export const createMutationRepository = (database: Database) => ({
  /** What was answered to this one before. */
  async findAnswer({ memberId, deviceId, mutationId }: MutationKey): Promise<string | null> {
    const [row] = await database.rows<{ answer: string }>(
      `SELECT m.answer FROM sync_mutations m
        WHERE m.member_id = ? AND m.device_id = ? AND m.mutation_id = ?`,
      [uuidToBinary(memberId), uuidToBinary(deviceId), uuidToBinary(mutationId)],
    );
    return row?.answer ?? null;
  },

  /** @returns false where it has an answer; who is just giving one is waited for. */
  async insert({ memberId, deviceId, mutationId }: MutationKey, answer: string, at: Date, tx?: Transaction) {
    try {
      await database.run(
        `INSERT INTO sync_mutations (member_id, device_id, mutation_id, answer, created_at)
         VALUES (?, ?, ?, ?, ?)`,
        [uuidToBinary(memberId), uuidToBinary(deviceId), uuidToBinary(mutationId), answer, sqlInstant(at)],
        tx,
      );
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  },

  /** Forgets at most `limit` answers. @returns how many. */
  async purge(before: Date, limit: number): Promise<number> {
    const { affectedRows } = await database.run(
      `DELETE FROM sync_mutations WHERE sync_mutations.created_at < ?
        ORDER BY sync_mutations.created_at LIMIT ?`,
      [sqlInstant(before), limitParam(limit)],
    );
    return affectedRows;
  },

  async erase(memberId: string, within: Transaction): Promise<void> {
    await database.run(
      'DELETE FROM sync_mutations WHERE sync_mutations.member_id = ?',
      [uuidToBinary(memberId)],
      within,
    );
  },
});

export type MutationRepository = ReturnType<typeof createMutationRepository>;
