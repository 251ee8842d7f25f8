import { type Database, isDuplicateKey, type Transaction } from '@soomcare/database';
import { httpErrors, type Idempotency } from '@soomcare/http';
import type { CreateCall } from '@soomcare/member-rows';

interface Made {
  readonly memberId: string | null;
  readonly createFingerprint: Buffer;
}

export interface WriteOnceDeps {
  readonly database: Database;
  readonly idempotency: Idempotency;
}

/** One create, told from its own retry by the client's id or `Idempotency-Key`. */
export interface Write extends CreateCall {
  readonly memberId: string;
  readonly operation: string;
  /** The id that the new row is to have. */
  readonly id: string;
  /** The row of this id, in whatever state it is. */
  find(id: string): Promise<Made | null>;
  create(tx: Transaction): Promise<void>;
}

/**
 * Creates in one transaction, unless an earlier attempt of the same create has done so.
 * @returns the id of what is there
 * @throws IDEMPOTENCY_KEY_REUSED when the id or key stands for another body
 */
export const writeOnce = async (
  { database, idempotency }: WriteOnceDeps,
  { memberId, operation, id, key, fingerprint, find, create }: Write,
): Promise<string> => {
  const sameAs = (earlier: Made) => {
    const isSame = earlier.memberId === memberId && earlier.createFingerprint.equals(fingerprint);
    if (!isSame) throw httpErrors.IDEMPOTENCY_KEY_REUSED();
  };

  // Before the community's rules: a retry is not a second write.
  const earlier = await find(id);
  if (earlier) {
    sameAs(earlier);
    return id;
  }

  try {
    if (key === null) {
      await database.transaction(create);
      return id;
    }

    const keyed = { memberId, operation, key, fingerprint, resourceId: id };
    return (await idempotency.once(keyed, create)).resourceId;
  } catch (error) {
    const faster = isDuplicateKey(error) ? await find(id) : null;
    if (!faster) throw error;

    sameAs(faster);
    return id;
  }
};
