import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFieldCipher, FieldCipherError, type FieldPlace } from './field-cipher.ts';

const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
const at: FieldPlace = { table: 'members', column: 'email', rowId: '01890000-0000-7000-8000-000000000001' };

// Made with another implementation: Python's cryptography 3+ AESGCM, key 00…1f, nonce 64…6f, key id 7.
const knownPlain = '김숨 <soom@example.com>';
const knownSealed = Buffer.from(
  '0100076465666768696a6b6c6d6e6fa2a25e8af14176a24d0d30859a00129c2fb26a6fa50f9c1f996f1bcbb8a944e059b40a895a7dce01f7',
  'hex',
);

describe('known answers', () => {
  test('sealing gives the bytes that another implementation gives', () => {
    const nonce = Buffer.from(Array.from({ length: 12 }, (_, index) => 100 + index));
    const cipher = createFieldCipher({ keys: [{ id: 7, key }], newNonce: () => nonce });

    expect(cipher.seal(knownPlain, at).toString('hex')).toBe(knownSealed.toString('hex'));
  });

  test('what another implementation sealed opens', () => {
    expect(createFieldCipher({ keys: [{ id: 7, key }] }).open(knownSealed, at)).toBe(knownPlain);
  });
});

describe('any text', () => {
  const cipher = createFieldCipher({ keys: [{ id: 65_535, key: randomBytes(32) }] });

  test('comes back as it was, in an envelope 31 bytes longer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
        const sealed = cipher.seal(plain, at);

        return cipher.open(sealed, at) === plain && sealed.length === Buffer.byteLength(plain) + 31;
      }),
    );
  });

  test('is sealed differently every time', () => {
    expect(cipher.seal('same', at).equals(cipher.seal('same', at))).toBe(false);
  });

  test('does not open when any single bit was turned', () => {
    const sealed = cipher.seal('peak flow 420', at);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const damaged = Buffer.from(sealed);
      damaged.writeUInt8(damaged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);

      expect(() => cipher.open(damaged, at)).toThrow(FieldCipherError);
    }
  });

  test.each([0, 1, 2, 30])('does not open when only %i bytes of it are left', (length) => {
    expect(() => cipher.open(cipher.seal('x', at).subarray(0, length), at)).toThrow(FieldCipherError);
  });
});

describe('the place', () => {
  const cipher = createFieldCipher({ keys: [{ id: 1, key }] });

  test.each<[string, FieldPlace]>([
    ['row', { ...at, rowId: '01890000-0000-7000-8000-000000000002' }],
    ['column', { ...at, column: 'phone' }],
    ['table', { ...at, table: 'staff' }],
  ])('a value moved to another %s does not open', (_kind, elsewhere) => {
    expect(() => cipher.open(cipher.seal('x', at), elsewhere)).toThrow(FieldCipherError);
  });

  test('two places cannot be written as one', () => {
    expect(() => cipher.seal('x', { ...at, table: 'a|b' })).toThrow(FieldCipherError);
    expect(() => cipher.seal('x', { ...at, rowId: '' })).toThrow(FieldCipherError);
  });
});

describe('rotation', () => {
  const old = { id: 1, key };
  const fresh = { id: 2, key: randomBytes(32) };
  const sealedBefore = createFieldCipher({ keys: [old] }).seal('kept', at);
  const rotating = createFieldCipher({ keys: [fresh, old] });

  test('old values open, are known as stale, and new ones are sealed with the first key', () => {
    const sealedAfter = rotating.seal('kept', at);

    expect(rotating.open(sealedBefore, at)).toBe('kept');
    expect(rotating.isStale(sealedBefore)).toBe(true);
    expect(rotating.isStale(sealedAfter)).toBe(false);
    expect(createFieldCipher({ keys: [fresh] }).open(sealedAfter, at)).toBe('kept');
  });

  test('once the old key is gone its values do not open', () => {
    expect(() => createFieldCipher({ keys: [fresh] }).open(sealedBefore, at)).toThrow('no key 1');
  });

  test('a cipher without a key is not made', () => {
    expect(() => createFieldCipher({ keys: [] })).toThrow(FieldCipherError);
  });
});
