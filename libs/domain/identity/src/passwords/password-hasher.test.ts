import { randomBytes } from 'node:crypto';

import { expect, test } from 'vitest';

import { createBulkhead } from '../bulkhead.ts';
import { argon2id, createPasswordHasher, STANDARD_COST } from './password-hasher.ts';

const tiny = { memoryKiB: 8, passes: 1, parallelism: 1 };
const pepper = randomBytes(32);
const bulkhead = createBulkhead({ running: 2, waiting: 50 });
const hasher = createPasswordHasher({ pepper, bulkhead, cost: tiny });

test('a password verifies against its own hash only, and two hashes of it differ', async () => {
  const stored = await hasher.hash('a breath of mountain air');

  expect(await hasher.verify('a breath of mountain air', stored)).toBe(true);
  expect(await hasher.verify('a breath of mountain aiR', stored)).toBe(false);
  expect(await hasher.hash('a breath of mountain air')).not.toBe(stored);
});

test('the real parameters are argon2id with 19 MiB, two passes and one lane, as a PHC string', async () => {
  const real = createPasswordHasher({ pepper, bulkhead });
  const stored = await real.hash('a breath of mountain air');

  expect(STANDARD_COST).toEqual({ memoryKiB: 19_456, passes: 2, parallelism: 1 });
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(await real.verify('a breath of mountain air', stored)).toBe(true);
});

test('the same word in composed and decomposed Hangul is one password', async () => {
  const stored = await hasher.hash('숨쉬는봄날의아침'.normalize('NFC'));

  expect(await hasher.verify('숨쉬는봄날의아침'.normalize('NFD'), stored)).toBe(true);
});

test('nothing is cut off: a change in the last of 256 characters counts', async () => {
  const long = 'é'.repeat(255);
  const stored = await hasher.hash(`${long}a`);

  expect(await hasher.verify(`${long}b`, stored)).toBe(false);
});

test('without the pepper a stolen hash verifies nothing', async () => {
  const stored = await hasher.hash('a breath of mountain air');
  const elsewhere = createPasswordHasher({ pepper: randomBytes(32), bulkhead, cost: tiny });

  expect(await elsewhere.verify('a breath of mountain air', stored)).toBe(false);
});

test('an older hash still verifies and is known to be old', async () => {
  const stored = await hasher.hash('a breath of mountain air');
  const stronger = createPasswordHasher({ pepper, bulkhead, cost: { ...tiny, passes: 2 } });

  expect(await stronger.verify('a breath of mountain air', stored)).toBe(true);
  expect(stronger.isOutdated(stored)).toBe(true);
  expect(hasher.isOutdated(stored)).toBe(false);
});

test('where there is no account the same work is done, and it is never right', async () => {
  const seen: unknown[] = [];
  const counting = createPasswordHasher({
    pepper,
    bulkhead,
    cost: tiny,
    derive: (parameters) => {
      const { memory, passes, parallelism, tagLength } = parameters;
      seen.push({ memory, passes, parallelism, tagLength });
      return argon2id(parameters);
    },
  });
  const stored = await counting.hash('a breath of mountain air');
  await counting.verify('a guess of somebody', stored);

  expect(await counting.verifyNothing('a guess of somebody')).toBe(false);
  expect(seen).toHaveLength(3);
  expect(seen[2]).toEqual(seen[1]);
});

test('a damaged stored hash is an error, not a wrong password', async () => {
  await expect(hasher.verify('a breath of mountain air', '$argon2id$v=19$nonsense')).rejects.toThrow();
});
