import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

const KEY_BYTES = 32;
const INDEX_BYTES = 16;

/** 16 bytes to look a sealed value up by; `column` is `table.column`, the value already normalised. */
export type BlindIndex = (column: string, normalisedValue: string) => Buffer;

/**
 * HMAC-SHA-256 cut to 16 bytes, under a key of its own for each column (HKDF-SHA-256, RFC 5869), so that equal values
 * in two columns cannot be joined (https://ciphersweet.paragonie.com).
 */
export const createBlindIndex = (key: Buffer): BlindIndex => {
  const columnKeys = new Map<string, KeyObject>();
  const columnKey = (column: string): KeyObject => {
    const known = columnKeys.get(column);
    if (known) return known;

    const info = `soomcare blind index ${column}`;
    const made = createSecretKey(Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), info, KEY_BYTES)));
    columnKeys.set(column, made);

    return made;
  };

  return (column, normalisedValue) =>
    createHmac('sha256', columnKey(column)).update(normalisedValue, 'utf8').digest().subarray(0, INDEX_BYTES);
};

/**
 * The form of an address that is indexed: trimmed, NFC, lower case. The part before the @ could differ by case in
 * theory (RFC 5321, 2.4); in practice two accounts that differ only so are one person's mistake.
 */
export const normaliseEmail = (address: string): string => address.trim().normalize('NFC').toLowerCase();
