import { type Database, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';

import { type PasswordReset, passwordResetTable } from './password-reset.entity.ts';

export const createPasswordResetRepository = (database: Database) => {
  const eraseMember = async (memberId: string, tx: Transaction) => {
    await database.run('DELETE FROM password_resets WHERE member_id = ?', [uuidToBinary(memberId)], tx);
  };

  return {
    insert: async (tx: Transaction, reset: PasswordReset) => {
      await tx.insert(passwordResetTable, reset);
    },

    find: (tokenHash: Buffer): Promise<PasswordReset | null> =>
      database.manager.findOneBy(passwordResetTable, { tokenHash }),

    /** Uses it up; true for one caller only. */
    async take(tx: Transaction, tokenHash: Buffer, now: Date): Promise<boolean> {
      const sql = 'DELETE FROM password_resets WHERE token_hash = ? AND expires_at > ?';
      const { affectedRows } = await database.run(sql, [tokenHash, sqlInstant(now)], tx);
      return affectedRows === 1;
    },

    eraseMember,
  };
};

export type PasswordResetRepository = ReturnType<typeof createPasswordResetRepository>;
