import { createHash } from 'node:crypto';

import { binaryToUuid } from '@soomcare/database';

/** Before any real row: the ids must not move with the day on which the demo is loaded. */
const EPOCH_MS = Date.UTC(2026, 0, 1);

const TIME_BYTES = 6;
const UUID_BYTES = 16;
const VERSION = { byte: 6, keep: 0x0f, mark: 0x70 };
const VARIANT = { byte: 8, keep: 0x3f, mark: 0x80 };

const marked = (bytes: Buffer, { byte, keep, mark }: typeof VERSION) =>
  bytes.writeUInt8((bytes.readUInt8(byte) & keep) | mark, byte);

/**
 * A UUIDv7 in shape (RFC 9562) that follows from a name alone, so that it is the same in every checkout.
 * @param offsetMs its place in time: rows that follow one another lie together in the table
 */
export const demoId = (name: string, offsetMs = 0): string => {
  const bytes = createHash('sha256').update(`soomcare demo ${name}`).digest().subarray(0, UUID_BYTES);
  bytes.writeUIntBE(EPOCH_MS + offsetMs, 0, TIME_BYTES);
  marked(bytes, VERSION);
  marked(bytes, VARIANT);

  return binaryToUuid(bytes);
};
