import { createHash } from 'node:crypto';

import { type Database, DatabaseUnavailable, removeInBatches, type Transaction } from '@soomcare/database';

import { httpErrors } from './errors.ts';
import { createIdempotencyRepository } from './idempotency.repository.ts';

/** A create that came with an `Idempotency-Key`. */
export interface KeyedCreate {
  readonly memberId: string;
  /** The operationId: one key may serve several operations. */
  readonly operation: string;
  readonly key: string;
  /** SHA-256 of the body, as in `call.idempotency`. */
  readonly fingerprint: Buffer;
  /** The id that the new row is to have. */
  readonly resourceId: string;
}

export interface Idempotency {
  /**
   * Runs `create` once a key, in the transaction that also keeps the key: both are there or neither.
   * A second caller waits for the first and is told what the first one made.
   * @throws IDEMPOTENCY_KEY_REUSED for another body, IDEMPOTENCY_KEY_IN_USE when the first takes too long.
   */
  once(
    keyed: KeyedCreate,
    create: (tx: Transaction) => Promise<void>,
  ): Promise<{ resourceId: string; replayed: boolean }>;
  /** Forgets keys that are too old for a retry. @returns how many. */
  purge(): Promise<number>;
  eraseMember(memberId: string, tx: Transaction): Promise<void>;
}

/** Retries come within minutes; a day is the least that clients are promised. */
const KEPT_MS = 48 * 60 * 60 * 1000;

const isLockWaitTimeout = (error: unknown) =>
  error instanceof DatabaseUnavailable && error.code === 'ER_LOCK_WAIT_TIMEOUT';

export const createIdempotency = ({
  database,
  now,
}: {
  database: Database;
  now: () => Date;
}): Idempotency => {
  const keys = createIdempotencyRepository(database);

  return {
    once({ key, ...keyed }, create) {
      const use = { ...keyed, keyHash: createHash('sha256').update(key).digest() };

      return database.transaction(async (tx) => {
        const taken = await keys.take(use, now(), tx).catch((error: unknown) => {
          throw isLockWaitTimeout(error) ? httpErrors.IDEMPOTENCY_KEY_IN_USE() : error;
        });
        if (taken) {
          await create(tx);
          return { resourceId: use.resourceId, replayed: false };
        }

        const earlier = await keys.find(use, tx);
        // Purged between the two statements: the next attempt finds the key free.
        if (!earlier) throw httpErrors.IDEMPOTENCY_KEY_IN_USE();
        if (!earlier.fingerprint.equals(use.fingerprint)) throw httpErrors.IDEMPOTENCY_KEY_REUSED();

        return { resourceId: earlier.resourceId, replayed: true };
      });
    },

    purge() {
      const before = new Date(now().getTime() - KEPT_MS);
      return removeInBatches((limit) => keys.purge(before, limit));
    },

    eraseMember: (memberId, tx) => keys.erase(memberId, tx),
  };
};
