import { type Database, type Transaction, uuidToBinary } from '@soomcare/database';

import { type Consent, consentTable } from './consent.entity.ts';

/** Far above what a person clicks; the route is limited to 30 changes an hour. */
const MAX_LEDGER = 1_000;

export const createConsentRepository = (database: Database) => ({
  insert: async (tx: Transaction, entries: Consent[]) => {
    await tx.insert(consentTable, entries);
  },

  /** The ledger of a member, newest first. */
  listOf: (memberId: string, within: Transaction = database.manager): Promise<Consent[]> =>
    within.find(consentTable, {
      where: { memberId },
      order: { recordedAt: 'DESC', revision: 'DESC', type: 'ASC' },
      take: MAX_LEDGER,
    }),

  eraseMember: async (memberId: string, tx: Transaction) => {
    await database.run('DELETE FROM consents WHERE member_id = ?', [uuidToBinary(memberId)], tx);
  },
});

export type ConsentRepository = ReturnType<typeof createConsentRepository>;
