import { createHash } from 'node:crypto';

import { binaryToUuid, uuidToBinary } from '@soomcare/database';

const INSTANT_BYTES = 6;
const VERSION_BYTE = 6;
const VARIANT_BYTE = 8;

/**
 * The id of the dose that a schedule plans for an instant: a UUIDv8 (RFC 9562), milliseconds first, then bits of
 * SHA-256. So a dose has its id before it has its row, and two workers that write the row write the same one.
 */
export const doseId = (scheduleId: string, dueAt: Date): string => {
  const instant = Buffer.alloc(INSTANT_BYTES);
  instant.writeIntBE(dueAt.getTime(), 0, INSTANT_BYTES);
  const hash = createHash('sha256').update(uuidToBinary(scheduleId)).update(instant).digest();

  const id = Buffer.concat([instant, hash.subarray(0, 16 - INSTANT_BYTES)]);
  id.writeUInt8((id.readUInt8(VERSION_BYTE) & 0x0f) | 0x80, VERSION_BYTE);
  id.writeUInt8((id.readUInt8(VARIANT_BYTE) & 0x3f) | 0x80, VARIANT_BYTE);

  return binaryToUuid(id);
};

/** The instant in a dose's id, or null where the id can be no dose's. */
export const dueAtOf = (id: string): Date | null => {
  const binary = uuidToBinary(id);
  if (binary.readUInt8(VERSION_BYTE) >> 4 !== 8) return null;

  return new Date(binary.readIntBE(0, INSTANT_BYTES));
};
