import { type EntityManager } from 'typeorm';

/** What repositories write with: TypeORM's manager, bound to one transaction. Services pass it on unread. */
export type Transaction = EntityManager;

const followUps = new WeakMap<Transaction, (() => Promise<void>)[]>();

/**
 * Has something done once the transaction has committed, or may have: `transaction` waits for it. For what a lost call
 * does not harm (all else goes through the outbox); it must not reject.
 */
export const afterCommit = (tx: Transaction, work: () => Promise<void>): void => {
  if (!tx.queryRunner?.isTransactionActive) throw new Error('afterCommit needs an open transaction');

  followUps.set(tx, [...(followUps.get(tx) ?? []), work]);
};

export const followUpsOf = (tx: Transaction): readonly (() => Promise<void>)[] => followUps.get(tx) ?? [];
