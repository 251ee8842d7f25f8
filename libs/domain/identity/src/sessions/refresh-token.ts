import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

import { binaryToUuid, uuidToBinary } from '@soomcare/database';

/** What a genuine refresh token says about itself. */
export interface RefreshTokenFacts {
  readonly sessionId: string;
  /** 0 at log-in, one more at each refresh. */
  readonly counter: number;
}

export interface RefreshTokens {
  make(facts: RefreshTokenFacts): string;
  /** Null when we never made this token. */
  read(token: string): RefreshTokenFacts | null;
}

const ID_BYTES = 16;
const COUNTER_BYTES = 4;
const RANDOM_BYTES = 32;
const MAC_BYTES = 16;
const SIGNED_BYTES = ID_BYTES + COUNTER_BYTES + RANDOM_BYTES;
const TOKEN_BYTES = SIGNED_BYTES + MAC_BYTES;
const TOKEN_CHARACTERS = Math.ceil((TOKEN_BYTES * 4) / 3);
export const refreshTokenPattern = new RegExp(`^[A-Za-z0-9_-]{${TOKEN_CHARACTERS}}$`);

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const derived = (secret: Buffer, purpose: string) =>
  createSecretKey(Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), purpose, KEY_BYTES)));

/**
 * Opaque tokens: session id | counter | 256 random bits | truncated HMAC. The HMAC only tells "ours, but old" from
 * "forged", so that a forger cannot end somebody's session; what makes a token valid is its hash in the database.
 */
export const createRefreshTokens = ({ key }: { key: Buffer }): RefreshTokens => {
  const macKey = derived(key, 'soomcare refresh token');
  const macOf = (signed: Buffer) =>
    createHmac('sha256', macKey).update(signed).digest().subarray(0, MAC_BYTES);

  return {
    make({ sessionId, counter }) {
      const count = Buffer.alloc(COUNTER_BYTES);
      count.writeUInt32BE(counter);
      const signed = Buffer.concat([uuidToBinary(sessionId), count, randomBytes(RANDOM_BYTES)]);
      return Buffer.concat([signed, macOf(signed)]).toString('base64url');
    },

    read(token) {
      const bytes = Buffer.from(token, 'base64url');
      // The second check refuses other spellings of the same bytes.
      if (bytes.length !== TOKEN_BYTES || bytes.toString('base64url') !== token) return null;

      const signed = bytes.subarray(0, SIGNED_BYTES);
      if (!timingSafeEqual(macOf(signed), bytes.subarray(SIGNED_BYTES))) return null;

      return {
        sessionId: binaryToUuid(signed.subarray(0, ID_BYTES)),
        counter: signed.readUInt32BE(ID_BYTES),
      };
    },
  };
};

/** How the database knows a token without being able to use it. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest();

/** Seals a token's successor so that only who holds the token itself can open it. */
export const sealSuccessor = (successor: string, parent: string): Buffer => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(
    'aes-256-gcm',
    derived(Buffer.from(parent), 'soomcare refresh successor'),
    nonce,
  );
  return Buffer.concat([nonce, cipher.update(successor, 'utf8'), cipher.final(), cipher.getAuthTag()]);
};

export const openSuccessor = (sealed: Buffer, parent: string): string => {
  const key = derived(Buffer.from(parent), 'soomcare refresh successor');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return (
    decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  );
};
