import { bytes, instant, primary, table, text, uuid } from '@soomcare/database';

/** That a member has used an `Idempotency-Key` for an operation, and what it made. */
export class IdempotencyKey {
  memberId!: string;
  operation!: string;
  /** SHA-256: a key may be any text, and may hold more than its sender meant to tell. */
  keyHash!: Buffer;
  /** SHA-256 of the body that came with it. */
  fingerprint!: Buffer;
  resourceId!: string;
  createdAt!: Date;
}

const SHA_256_BYTES = 32;
const MAX_OPERATION = 60;

export const idempotencyKeyTable = table<IdempotencyKey>()({
  target: IdempotencyKey,
  tableName: 'idempotency_keys',
  columns: {
    memberId: primary(uuid()),
    operation: primary(text(MAX_OPERATION)),
    keyHash: primary(bytes(SHA_256_BYTES)),
    fingerprint: bytes(SHA_256_BYTES),
    resourceId: uuid(),
    createdAt: instant(),
  },
  indices: [{ name: 'ix_idempotency_keys_created_at', columns: ['createdAt'] }],
});
