import { expect, test } from 'vitest';

import { demoId } from './ids.ts';

test('an id follows from its name alone and is a UUIDv7 in shape', () => {
  expect(demoId('demo')).toBe('019b76da-a800-7a27-9c60-0deb77fe5256');
  expect(demoId('demo02', 1)).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});

test('two names of one moment have two ids, and later ones sort later', () => {
  expect(demoId('one', 5)).not.toBe(demoId('other', 5));
  expect([demoId('z', 60_000), demoId('a', 120_000), demoId('m', 180_000)]).toEqual(
    [demoId('m', 180_000), demoId('z', 60_000), demoId('a', 120_000)].sort(),
  );
});
