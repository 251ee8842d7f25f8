import { isDuplicateKey } from '@soomcare/database';
import { httpErrors, type Idempotency } from '@soomcare/http';

import type { MemberRow } from './member-row.entity.ts';
import type { MemberRowRepository } from './member-row.repository.ts';
import type { PlainRow } from './row-mapping.ts';

/** How a create is told from its own retry: `call.idempotency` of the request. */
export interface CreateCall {
  readonly key: string | null;
  readonly fingerprint: Buffer;
}

/**
 * Inserts a row, or gives the one that an earlier attempt of the same create has made (also if it was removed
 * since: a late retry must not bring it back). With a client-made id this is one INSERT and nothing else.
 * @throws IDEMPOTENCY_KEY_REUSED when the id or key stands for another body
 */
export const insertOnce = async <Row extends PlainRow<MemberRow>>(
  { rows, idempotency }: { rows: MemberRowRepository<Row>; idempotency: Idempotency },
  row: Row,
  { operation, key }: { operation: string; key: string | null },
): Promise<Row> => {
  const earlier = async (id: string) => {
    const found = await rows.findEvenRemoved(row.memberId, id);
    // Purged between the two statements: the next attempt finds the id free.
    if (!found) throw httpErrors.IDEMPOTENCY_KEY_IN_USE();
    if (!found.createFingerprint.equals(row.createFingerprint)) throw httpErrors.IDEMPOTENCY_KEY_REUSED();

    return found;
  };

  try {
    if (key === null) {
      await rows.insert(row);
      return row;
    }

    const keyed = {
      memberId: row.memberId,
      operation,
      key,
      fingerprint: row.createFingerprint,
      resourceId: row.id,
    };
    const { resourceId, replayed } = await idempotency.once(keyed, (tx) => rows.insert(row, tx));
    return replayed ? await earlier(resourceId) : row;
  } catch (error) {
    if (isDuplicateKey(error)) return earlier(row.id);
    throw error;
  }
};
