import { type Database, uuidToBinary } from '@soomcare/database';

/** A transaction that has done its work and may not commit yet. */
export interface HeldCommit {
  /** Resolves when there is one. */
  readonly reached: Promise<void>;
  release(): void;
}

/** A database whose next commit can be held back. */
export const createCommitGate = (database: Database) => {
  let next: { readonly reached: () => void; readonly released: Promise<void> } | null = null;

  const gated: Database = {
    ...database,
    transaction: (work, options) =>
      database.transaction(async (tx) => {
        const result = await work(tx);
        const held = next;
        next = null;
        held?.reached();
        await held?.released;
        return result;
      }, options),
  };

  return {
    database: gated,

    holdNext(): HeldCommit {
      const reached = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      next = { reached: reached.resolve, released: released.promise };

      return {
        reached: reached.promise,
        release() {
          next = null;
          released.resolve();
        },
      };
    },

    /** Resolves when a write of this member's waits for another one's number. */
    async waitsForNumber(memberId: string, isOver: () => boolean): Promise<void> {
      const memberKey = uuidToBinary(memberId).toString('hex').toUpperCase();
      while (!isOver()) {
        const waiting = await database.rows(
          `SELECT 1 FROM performance_schema.data_locks l
            WHERE l.object_schema = DATABASE() AND l.object_name = 'member_sequences'
              AND l.lock_status = 'WAITING' AND l.lock_data LIKE ?`,
          [`%${memberKey}%`],
        );
        if (waiting.length > 0) return;
      }
    },
  };
};
