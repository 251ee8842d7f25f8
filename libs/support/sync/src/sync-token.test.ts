import { randomBytes } from 'node:crypto';

import { createFieldCipher, newUuid } from '@soomcare/database';
import { createFakeClock } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { createSyncToken } from './sync-token.ts';

const clock = createFakeClock('2026-03-10T03:00:00.000Z');
const cipher = createFieldCipher({ keys: [{ id: 1, key: randomBytes(32) }] });
const tokenOf = (schema = 'intakes') => createSyncToken({ cipher, schema, now: clock.now });

const me = newUuid();
const refused = expect.objectContaining({ code: 'RESYNC_REQUIRED', status: 410 }) as unknown;
const reading = (memberId: string, token: string, schema?: string) => {
  try {
    return tokenOf(schema).read(memberId, token).seq;
  } catch (error) {
    return error;
  }
};

test('a token tells its own member how far they are, and shows nothing of it', () => {
  const token = tokenOf().write(me, 4_711);

  expect(reading(me, token)).toBe(4_711);
  expect(token).toMatch(/^[\w-]{20,200}$/);
  expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain('4711');
});

test.each([
  ['another member', (token: string) => reading(newUuid(), token)],
  ['a damaged one', (token: string) => reading(me, `${token.slice(0, -8)}AAAAAAAA`)],
  ['one that was cut', (token: string) => reading(me, token.slice(0, 20))],
  ['no token at all', () => reading(me, '~')],
  ['one that other kinds of rows went into', (token: string) => reading(me, token, 'intakes peakFlows')],
])('%s is refused', (_what, read) => {
  expect(read(tokenOf().write(me, 1))).toEqual(refused);
});

test('a token serves as long as removals are kept, and not a moment longer', () => {
  const token = tokenOf().write(me, 1);

  clock.advance({ days: 180 });
  expect(reading(me, token)).toBe(1);
  clock.advance({ milliseconds: 1 });
  expect(reading(me, token)).toEqual(refused);
});

test('a token of the same day is answered again, an older one with a new one', () => {
  const token = tokenOf().write(me, 7);

  clock.advance({ hours: 23 });
  expect(tokenOf().read(me, token).same).toBe(token);
  clock.advance({ hours: 1 });
  const { same } = tokenOf().read(me, token);
  expect(same).not.toBe(token);
  clock.advance({ days: 180 });
  expect(reading(me, token)).toEqual(refused);
  expect(reading(me, same)).toBe(7);
});
