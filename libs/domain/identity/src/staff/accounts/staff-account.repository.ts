import {
  type BlindIndex,
  type Database,
  normaliseEmail,
  type Transaction,
  uuidToBinary,
} from '@soomcare/database';

import { type StaffAccount, staffAccountTable } from './staff-account.entity.ts';
import { type StaffRoleChange, staffRoleChangeTable } from './staff-role-change.entity.ts';

/** Where a sealed value of an account belongs. */
export const accountPlace = (column: 'sealed_email' | 'sealed_totp_secret', rowId: string) => ({
  table: 'staff_accounts',
  column,
  rowId,
});

export const createStaffAccountRepository = (database: Database, blindIndex: BlindIndex) => {
  const emailIndex = (email: string): Buffer => blindIndex('staff_accounts.email', normaliseEmail(email));

  return {
    emailIndex,

    find: (id: string): Promise<StaffAccount | null> => database.manager.findOneBy(staffAccountTable, { id }),

    findByEmail: (email: string): Promise<StaffAccount | null> =>
      database.manager.findOneBy(staffAccountTable, { emailIndex: emailIndex(email) }),

    /** By id, from the one after `afterId` on. */
    list(afterId: string | null, limit: number): Promise<StaffAccount[]> {
      const query = database.manager.createQueryBuilder(staffAccountTable, 's').orderBy('s.id').limit(limit);
      if (afterId !== null) query.where('s.id > :afterId', { afterId: uuidToBinary(afterId) });
      return query.getMany();
    },

    lock: (tx: Transaction, id: string): Promise<StaffAccount | null> =>
      tx.findOne(staffAccountTable, { where: { id }, lock: { mode: 'pessimistic_write' } }),

    insert: async (tx: Transaction, account: StaffAccount) => {
      await tx.insert(staffAccountTable, account);
    },

    /** Changes columns of a row that the caller has locked. */
    update: async (tx: Transaction, { id, version }: StaffAccount, columns: Partial<StaffAccount>) => {
      await tx.update(staffAccountTable, { id }, { ...columns, version: version + 1 });
    },

    /**
     * Uses a code up: true for one caller only, and only while the account is as it was at the password's step.
     * Not an edit of the account, so its version stays.
     */
    async useTotpStep(tx: Transaction, id: string, version: number, step: number): Promise<boolean> {
      const { affectedRows } = await database.run(
        `UPDATE staff_accounts SET last_totp_step = ?
         WHERE id = ? AND version = ? AND status = 'active' AND last_totp_step < ?`,
        [step, uuidToBinary(id), version, step],
        tx,
      );
      return affectedRows === 1;
    },

    recordRoleChange: async (tx: Transaction, change: StaffRoleChange) => {
      await tx.insert(staffRoleChangeTable, change);
    },
  };
};

export type StaffAccountRepository = ReturnType<typeof createStaffAccountRepository>;
