import type { Transaction } from '@soomcare/database';
import type { Outbox } from '@soomcare/outbox';

import type { Clock, EraseMember } from '../identity.deps.ts';
import type { RowCounts, WithdrawalReceiptRepository } from './withdrawal-receipt.repository.ts';

interface ErasureDeps {
  /** Identity's own tables and the other contexts'. */
  readonly erasers: readonly EraseMember[];
  readonly outbox: Outbox;
  readonly receipts: WithdrawalReceiptRepository;
  readonly clock: Clock;
}

export interface Receipt {
  readonly id: string;
  /** ISO 8601. */
  readonly withdrawnAt: string;
  readonly erasedRows: RowCounts;
}

const minus = (before: RowCounts, after: RowCounts): RowCounts =>
  Object.fromEntries(
    Object.entries(before)
      .map(([table, rows]) => [table, rows - (after[table] ?? 0)] as const)
      .filter(([, rows]) => rows > 0),
  );

const plus = (one: RowCounts, other: RowCounts): RowCounts => ({
  ...one,
  ...Object.fromEntries(Object.entries(other).map(([table, rows]) => [table, rows + (one[table] ?? 0)])),
});

/** Erases a member in every context and keeps the numbers, without the member, as a receipt. */
export const createErasure = ({ erasers, outbox, receipts, clock }: ErasureDeps) => {
  const eraseRows = async (memberId: string, tx: Transaction) => {
    for (const erase of erasers) await erase(memberId, tx);
    await outbox.eraseMember(memberId, tx);
  };

  const counting = async (memberId: string, tx: Transaction, erase: () => Promise<void>) => {
    const before = await receipts.countRowsOf(memberId, tx);
    await erase();
    return minus(before, await receipts.countRowsOf(memberId, tx));
  };

  return {
    listRestored: receipts.listRestored,

    /** @param last erases what only the caller knows, the member's own row among it */
    async erase(memberId: string, tx: Transaction, last: () => Promise<void>): Promise<Receipt> {
      const erasedRows = await counting(memberId, tx, async () => {
        await eraseRows(memberId, tx);
        await last();
      });
      const [id, withdrawnAt] = [clock.newId(), clock.now()];
      await receipts.insert(tx, memberId, { id, withdrawnAt, erasedRows });

      return { id, withdrawnAt: withdrawnAt.toISOString(), erasedRows };
    },

    /**
     * Erases what came too late, adds it to the receipt, and closes that. Bears being called again.
     * @param last as above, where the member's own row is back
     */
    async eraseAgain(memberId: string, tx: Transaction, receiptId: string, last?: () => Promise<void>) {
      const late = await counting(memberId, tx, async () => {
        await eraseRows(memberId, tx);
        await last?.();
      });
      const erased = await receipts.lockIncomplete(tx, receiptId);
      if (erased) await receipts.complete(tx, receiptId, clock.now(), plus(erased, late));
    },
  };
};

export type Erasure = ReturnType<typeof createErasure>;
