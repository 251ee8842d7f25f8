import { createHmac, createSecretKey, hkdfSync, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

const TOKEN_BYTES = 32;
const CODES = 1_000_000;
const CODE_DIGITS = 6;
const KEY_BYTES = 32;

/** For a mailed link: 256 random bits. */
export const newMailedToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** For typing: six digits, so it needs few tries, a short life and a keyed hash. */
export const newCode = (): string => String(randomInt(CODES)).padStart(CODE_DIGITS, '0');

/** A plain hash of a code is reversed by trying a million; this one needs a key that is not in the database. */
export const createCodeHash = (key: Buffer) => {
  const codeKey = createSecretKey(
    Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'soomcare mailed code', KEY_BYTES)),
  );
  const hash = (rowId: string, code: string) =>
    createHmac('sha256', codeKey).update(`${rowId}|${code}`).digest();

  return {
    hash,
    matches: (rowId: string, code: string, stored: Buffer) => timingSafeEqual(hash(rowId, code), stored),
  };
};

export type CodeHash = ReturnType<typeof createCodeHash>;
