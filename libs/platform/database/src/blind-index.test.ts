import { expect, test } from 'vitest';
import { createBlindIndex, normaliseEmail } from './blind-index.ts';

const index = createBlindIndex(Buffer.from(Array.from({ length: 32 }, (_, position) => position)));

test('the index is the one that another implementation computes', () => {
  // Python: HKDF-SHA-256 (no salt) and HMAC-SHA-256, first 16 bytes.
  expect(index('members.email', 'soom@example.com').toString('hex')).toBe('402a7061ae6bed9b11b82fa2ab00c869');
});

test('equal values give equal indexes in one column and different ones in two', () => {
  expect(index('members.email', 'a@example.com')).toEqual(index('members.email', 'a@example.com'));
  expect(index('members.email', 'a@example.com')).not.toEqual(index('staff.email', 'a@example.com'));
});

test('another key gives another index', () => {
  const other = createBlindIndex(Buffer.alloc(32, 9));

  expect(other('members.email', 'a@example.com')).not.toEqual(index('members.email', 'a@example.com'));
});

test.each([
  ['  Soom@Example.COM ', 'soom@example.com'],
  ['한글@example.com', '한글@example.com'],
])('%j is indexed as %j', (address, normalised) => {
  expect(normaliseEmail(address)).toBe(normalised);
});
