import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

/** Where a sealed value stands; a value moved to another row, column or table does not open. */
export interface FieldPlace {
  table: string;
  column: string;
  /** The row's id in its text form. */
  rowId: string;
}

export interface FieldCipher {
  /** Version (1 byte) | key id (2) | nonce (12) | ciphertext | tag (16). */
  seal(plain: string, at: FieldPlace): Buffer;
  /** Throws FieldCipherError for an unknown key, a damaged value or a value of another place. */
  open(sealed: Buffer, at: FieldPlace): string;
  /** True when the value was sealed with an older key and should be sealed anew. */
  isStale(sealed: Buffer): boolean;
}

export class FieldCipherError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FieldCipherError';
  }
}

const ALGORITHM = 'aes-256-gcm';
const VERSION = 1;
const NONCE_AT = 3;
const NONCE_BYTES = 12;
const TEXT_AT = NONCE_AT + NONCE_BYTES;
const TAG_BYTES = 16;

const associatedData = ({ table, column, rowId }: FieldPlace): Buffer => {
  const parts = [table, column, rowId];
  if (parts.some((part) => part === '' || part.includes('|'))) {
    throw new FieldCipherError('a part of the place is empty or holds a |');
  }

  return Buffer.from(parts.join('|'), 'utf8');
};

/**
 * Seals texts with AES-256-GCM (ASVS 11.3: authenticated, bound to its row). The first key seals, all open; `id` is 1–65535
 * in the ring, and 0 for the key of a member (member-ciphers.ts).
 * A nonce is random, so a key must not seal more than 2^32 values (NIST SP 800-38D, 8.3).
 */
export const createFieldCipher = ({
  keys,
  newNonce = () => randomBytes(NONCE_BYTES),
}: {
  keys: readonly { id: number; key: Buffer }[];
  /** For known-answer tests only. */
  newNonce?: () => Buffer;
}): FieldCipher => {
  const keyObjects = new Map<number, KeyObject>(keys.map(({ id, key }) => [id, createSecretKey(key)]));
  const sealingId = keys[0]?.id;
  const sealingKey = sealingId === undefined ? undefined : keyObjects.get(sealingId);
  if (sealingId === undefined || !sealingKey) throw new FieldCipherError('at least one key is needed');

  return {
    seal(plain, at) {
      const header = Buffer.alloc(NONCE_AT);
      header.writeUInt8(VERSION, 0);
      header.writeUInt16BE(sealingId, 1);
      const nonce = newNonce();
      const cipher = createCipheriv(ALGORITHM, sealingKey, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(associatedData(at));

      return Buffer.concat([
        header,
        nonce,
        cipher.update(plain, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
    },

    open(sealed, at) {
      if (sealed.length < TEXT_AT + TAG_BYTES || sealed.readUInt8(0) !== VERSION) {
        throw new FieldCipherError('not a sealed value of a known version');
      }

      const key = keyObjects.get(sealed.readUInt16BE(1));
      if (!key) throw new FieldCipherError(`no key ${sealed.readUInt16BE(1)}`);

      const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(NONCE_AT, TEXT_AT), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(associatedData(at));
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      try {
        return (
          decipher.update(sealed.subarray(TEXT_AT, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
        );
      } catch {
        throw new FieldCipherError('the value is damaged or belongs to another place');
      }
    },

    isStale: (sealed) => sealed.readUInt8(0) !== VERSION || sealed.readUInt16BE(1) !== sealingId,
  };
};
