import { argon2, type Argon2Parameters, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

import type { Bulkhead } from '../bulkhead.ts';

export interface PasswordCost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** OWASP Password Storage Cheat Sheet: one of its argon2id sets of equal strength; about 50 ms here. */
export const STANDARD_COST: PasswordCost = { memoryKiB: 19_456, passes: 2, parallelism: 1 };

export type DeriveKey = (parameters: Argon2Parameters) => Promise<Buffer>;

export interface PasswordHasher {
  /** The PHC string of a new password. */
  hash(password: string): Promise<string>;
  verify(password: string, stored: string): Promise<boolean>;
  /** The work of `verify` where there is no account, so that time tells nothing. Always false. */
  verifyNothing(password: string): Promise<boolean>;
  /** True when the stored hash was made with other parameters than new ones are. */
  isOutdated(stored: string): boolean;
}

const SALT_BYTES = 16;
const TAG_BYTES = 32;
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

/** The real thing; tests count its calls by a wrapper. */
export const argon2id: DeriveKey = (parameters) => promisify(argon2)('argon2id', parameters);
const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');

const prefixOf = ({ memoryKiB, passes, parallelism }: PasswordCost) =>
  `$argon2id$v=19$m=${memoryKiB},t=${passes},p=${parallelism}$`;

const read = (stored: string) => {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(stored) ?? [];
  if (salt === undefined || tag === undefined) throw new Error('a stored password is no PHC string of ours');

  return {
    cost: { memoryKiB: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
};

/**
 * Argon2id from node:crypto, with a pepper that is kept apart from the database.
 * The bulkhead bounds memory and threads: log-ins must not starve the rest of the API.
 */
export const createPasswordHasher = (options: {
  pepper: Buffer;
  bulkhead: Bulkhead;
  cost?: PasswordCost | undefined;
  derive?: DeriveKey | undefined;
}): PasswordHasher => {
  const { pepper, bulkhead, cost = STANDARD_COST, derive = argon2id } = options;
  // Not the buffer itself: node:crypto would read a key that hides its text from printing just as well, a copy is safe.
  const secret = createSecretKey(pepper).export();

  const tagOf = (password: string, salt: Buffer, { memoryKiB, passes, parallelism }: PasswordCost) =>
    bulkhead(() =>
      derive({
        message: Buffer.from(password.normalize('NFC'), 'utf8'),
        nonce: salt,
        memory: memoryKiB,
        passes,
        parallelism,
        tagLength: TAG_BYTES,
        secret,
      }),
    );

  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      return `${prefixOf(cost)}${base64(salt)}$${base64(await tagOf(password, salt, cost))}`;
    },

    async verify(password, stored) {
      const { cost: itsCost, salt, tag } = read(stored);
      return timingSafeEqual(await tagOf(password, salt, itsCost), tag);
    },

    async verifyNothing(password) {
      await tagOf(password, randomBytes(SALT_BYTES), cost);
      return false;
    },

    isOutdated: (stored) => !stored.startsWith(prefixOf(cost)),
  };
};
