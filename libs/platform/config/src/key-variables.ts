import { z } from 'zod';
import { concealBuffer } from './secret.ts';

const KEY_BYTES = 32;
const keyRule = `must be ${KEY_BYTES} random bytes in base64url (43 characters)`;

const parseKey = (text: string): Buffer | undefined => {
  if (!/^[A-Za-z0-9_-]{43}=?$/.test(text)) return undefined;

  const bytes = Buffer.from(text, 'base64url');
  // A key of one repeated byte is a placeholder that somebody forgot, not a key.
  if (bytes.length !== KEY_BYTES || bytes.every((byte) => byte === bytes[0])) return undefined;

  return concealBuffer(bytes);
};

/** One key of 32 bytes. */
export const keyOf = z.string('is required: ' + keyRule).transform((text, context) => {
  const key = parseKey(text);
  if (key) return key;

  context.addIssue({ code: 'custom', message: keyRule });

  return z.NEVER;
});

const keyRing = <Id extends string | number>(rule: string, parseId: (text: string) => Id | undefined) =>
  z.string('is required: ' + rule).transform((text, context) => {
    const ring = text.split(',').map((entry) => {
      const [idText = '', keyText = '', ...rest] = entry.trim().split(':');

      return { id: parseId(idText), key: parseKey(keyText), rest };
    });
    const keys = ring.flatMap(({ id, key, rest }) => (id && key && rest.length === 0 ? [{ id, key }] : []));
    const ids = new Set(keys.map(({ id }) => id));
    if (keys.length === ring.length && ids.size === keys.length) return keys;

    context.addIssue({ code: 'custom', message: rule });

    return z.NEVER;
  });

/** `kid:key[,kid:key…]`; the first signs, all verify. */
export const namedKeyRing = keyRing(
  'must be kid:key[,kid:key…], kid of letters, digits, _ and -, each once; a key ' + keyRule,
  (text) => (/^[A-Za-z0-9_-]{1,32}$/.test(text) ? text : undefined),
);

/** `id:key[,id:key…]` with an id from 1 to 65535 (it takes two bytes in a sealed value); the first seals, all open. */
export const numberedKeyRing = keyRing(
  'must be id:key[,id:key…], id from 1 to 65535, each once; a key ' + keyRule,
  (text) => (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined),
);
