import { randomUUIDv7 } from 'node:crypto';

const UUID_BYTES = 16;
const uuidText = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * A table `j` of the ids in a JSON list, in their text form: one parameter for any number of them, so that a statement is
 * prepared once. Ids are compared as `UUID_TO_BIN(j.id)`.
 */
export const listedIds = `JSON_TABLE(?, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS j`;

/** A new UUIDv7 (RFC 9562) in lower case; its first 48 bits are the time, so keys grow with the table. */
export const newUuid = (): string => randomUUIDv7();

/** The 16 bytes of a UUID in its text form, as BINARY(16) keeps them. Throws RangeError for any other text. */
export const uuidToBinary = (uuid: string): Buffer => {
  if (!uuidText.test(uuid)) throw new RangeError('not a UUID in its text form');

  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
};

/** The text form, in lower case, of the 16 bytes of a BINARY(16) column. Throws RangeError for another length. */
export const binaryToUuid = (binary: Uint8Array): string => {
  if (binary.length !== UUID_BYTES) throw new RangeError('a UUID has 16 bytes');

  const hex = Buffer.from(binary.buffer, binary.byteOffset, binary.length).toString('hex');

  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
