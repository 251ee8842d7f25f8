import { expect, test } from 'vitest';

import { createPermits } from './permits.ts';

test('permits are given in the order in which they were asked for, when enough are free', async () => {
  const permits = createPermits(3);
  const taken: string[] = [];
  const take = (name: string, count: number) => permits.take(count).then(() => taken.push(name));
  await take('first', 2);
  const second = take('second', 2);
  const third = take('third', 1);
  await Promise.resolve();
  expect(taken).toEqual(['first']);

  permits.free(1);
  await second;
  expect(taken).toEqual(['first', 'second']);

  permits.free(2);
  await third;
  expect(taken).toEqual(['first', 'second', 'third']);
});
