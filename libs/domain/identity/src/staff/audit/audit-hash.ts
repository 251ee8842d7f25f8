import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';

/** What an entry says, opened: exactly this is protected by its hash. */
export interface AuditFacts {
  readonly id: string;
  readonly position: number;
  readonly staffId: string;
  readonly role: string;
  readonly address: string;
  readonly subjectId: string | null;
  readonly task: string;
  readonly reason: string | null;
  /** ISO 8601 in UTC with milliseconds. */
  readonly occurredAt: string;
}

const KEY_BYTES = 32;
export const HASH_BYTES = 32;

/** Before the first entry. */
export const CHAIN_START = Buffer.alloc(HASH_BYTES);

/** An array, not an object: the order of the parts is the format. The reason is hashed open, so keys may change. */
const canonical = (entry: AuditFacts): string =>
  JSON.stringify([
    entry.id,
    entry.position,
    entry.staffId,
    entry.role,
    entry.address,
    entry.subjectId,
    entry.task,
    entry.reason,
    entry.occurredAt,
  ]);

/** Each entry's hash covers the one before, so that none can be changed, added or taken out without the key. */
export const createAuditHash = (secret: Buffer) => {
  const key = createSecretKey(
    Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'soomcare audit chain', KEY_BYTES)),
  );

  return (previous: Buffer, entry: AuditFacts): Buffer =>
    createHmac('sha256', key).update(previous).update(canonical(entry)).digest();
};

export type AuditHash = ReturnType<typeof createAuditHash>;
