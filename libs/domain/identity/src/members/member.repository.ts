import {
  type BlindIndex,
  type Database,
  normaliseEmail,
  type Transaction,
  uuidToBinary,
} from '@soomcare/database';
import { httpErrors } from '@soomcare/http';

import { type Member, memberTable } from './member.entity.ts';

export const createMemberRepository = (database: Database, blindIndex: BlindIndex) => ({
  /** How an address is found without opening one. */
  emailIndex: (email: string): Buffer => blindIndex('members.email', normaliseEmail(email)),

  find: (id: string, within: Transaction = database.manager): Promise<Member | null> =>
    within.findOneBy(memberTable, { id }),

  findByEmailIndex: (emailIndex: Buffer, within: Transaction = database.manager): Promise<Member | null> =>
    within.findOneBy(memberTable, { emailIndex }),

  /**
   * Locks the member until the transaction ends, so that their rows are changed one after the other.
   * @throws LOG_IN_REQUIRED when they have withdrawn while this request was on its way
   */
  async lock(tx: Transaction, id: string): Promise<Member> {
    const member = await tx.findOne(memberTable, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!member) throw httpErrors.LOG_IN_REQUIRED();
    return member;
  },

  lockIfThere: (tx: Transaction, id: string): Promise<Member | null> =>
    tx.findOne(memberTable, { where: { id }, lock: { mode: 'pessimistic_write' } }),

  insert: async (tx: Transaction, member: Member) => {
    await tx.insert(memberTable, member);
  },

  /** Changes columns of a row that the caller has locked. */
  update: async (tx: Transaction, { id, version }: Member, columns: Partial<Member>) => {
    await tx.update(memberTable, { id }, { ...columns, version: version + 1 });
  },

  remove: async (tx: Transaction, id: string) => {
    await database.run('DELETE FROM members WHERE id = ?', [uuidToBinary(id)], tx);
  },
});

export type MemberRepository = ReturnType<typeof createMemberRepository>;
