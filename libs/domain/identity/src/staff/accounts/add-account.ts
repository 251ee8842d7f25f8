import type { FieldCipher, Transaction } from '@soomcare/database';

import type { Clock } from '../../identity.deps.ts';
import type { StaffRole } from '../roles.ts';
import { accountPlace, type StaffAccountRepository } from './staff-account.repository.ts';

export interface NewAccount {
  readonly email: string;
  /** Members see it in their access log. */
  readonly name: string;
  readonly role: StaffRole;
  readonly passwordHash: string;
  readonly totpSecret: string;
  /** Null: by who runs the program, at the set-up. */
  readonly addedById: string | null;
}

/** Writes a new account and the first line of its rights. @returns its id */
export const createAddAccount =
  ({ accounts, cipher, clock }: { accounts: StaffAccountRepository; cipher: FieldCipher; clock: Clock }) =>
  async (tx: Transaction, { email, totpSecret, addedById, ...account }: NewAccount): Promise<string> => {
    const id = clock.newId();
    const now = clock.now();
    await accounts.insert(tx, {
      ...account,
      id,
      emailIndex: accounts.emailIndex(email),
      sealedEmail: cipher.seal(email, accountPlace('sealed_email', id)),
      status: 'active',
      sealedTotpSecret: cipher.seal(totpSecret, accountPlace('sealed_totp_secret', id)),
      lastTotpStep: 0,
      version: 1,
      createdAt: now,
      updatedAt: now,
    });
    await accounts.recordRoleChange(tx, {
      id: clock.newId(),
      staffId: id,
      role: account.role,
      changedById: addedById,
      recordedAt: now,
    });
    return id;
  };

export type AddAccount = ReturnType<typeof createAddAccount>;
