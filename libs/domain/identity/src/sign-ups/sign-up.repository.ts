import { type Database, type Transaction, uuidToBinary } from '@soomcare/database';

import { type SignUp, signUpTable } from './sign-up.entity.ts';

const lock = { mode: 'pessimistic_write' } as const;

export const createSignUpRepository = (database: Database) => ({
  insert: async (tx: Transaction, signUp: SignUp) => {
    await tx.insert(signUpTable, signUp);
  },

  lockByToken: (tx: Transaction, tokenHash: Buffer): Promise<SignUp | null> =>
    tx.findOne(signUpTable, { where: { tokenHash }, lock }),

  /** The code of the newest mail counts, as the mailbox's owner would expect. */
  lockNewest: (tx: Transaction, emailIndex: Buffer): Promise<SignUp | null> =>
    tx.findOne(signUpTable, { where: { emailIndex }, order: { createdAt: 'DESC', id: 'DESC' }, lock }),

  countCodeAttempt: async (tx: Transaction, id: string) => {
    await database.run(
      'UPDATE sign_ups SET code_attempts = code_attempts + 1 WHERE id = ?',
      [uuidToBinary(id)],
      tx,
    );
  },

  /** Once confirmed, no other pending sign-up of the address is good for anything. */
  removeAllOf: async (tx: Transaction, emailIndex: Buffer) => {
    await database.run('DELETE FROM sign_ups WHERE email_index = ?', [emailIndex], tx);
  },
});

export type SignUpRepository = ReturnType<typeof createSignUpRepository>;
