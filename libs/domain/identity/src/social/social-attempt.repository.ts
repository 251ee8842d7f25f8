import { type Database, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';

import { type SocialAttempt, socialAttemptTable } from './social-attempt.entity.ts';

export const createSocialAttemptRepository = (database: Database) => ({
  insert: async (attempt: SocialAttempt) => {
    await database.manager.insert(socialAttemptTable, attempt);
  },

  /** One caller gets it, once. Without the secret nothing is used up, so who only saw the state spoils nothing. */
  async claim(stateHash: Buffer, secretHash: Buffer, now: Date): Promise<SocialAttempt | null> {
    const sql = `UPDATE social_attempts SET claimed_at = ?
      WHERE state_hash = ? AND secret_hash = ? AND claimed_at IS NULL AND expires_at > ?`;
    const { affectedRows } = await database.run(sql, [
      sqlInstant(now),
      stateHash,
      secretHash,
      sqlInstant(now),
    ]);
    return affectedRows === 1 ? database.manager.findOneBy(socialAttemptTable, { stateHash }) : null;
  },

  keepIdentity: async (tx: Transaction, id: string, sealedIdentity: Buffer, expiresAt: Date) => {
    await database.run(
      'UPDATE social_attempts SET sealed_identity = ?, expires_at = ? WHERE id = ?',
      [sealedIdentity, sqlInstant(expiresAt), uuidToBinary(id)],
      tx,
    );
  },

  lockBySecret: (tx: Transaction, secretHash: Buffer): Promise<SocialAttempt | null> =>
    tx.findOne(socialAttemptTable, { where: { secretHash }, lock: { mode: 'pessimistic_write' } }),

  remove: async (tx: Transaction, id: string) => {
    await database.run('DELETE FROM social_attempts WHERE id = ?', [uuidToBinary(id)], tx);
  },
});

export type SocialAttemptRepository = ReturnType<typeof createSocialAttemptRepository>;
