import { createFakeClock } from '@soomcare/testing';
import { beforeEach, expect, test } from 'vitest';

import { createKeptAnswers } from './kept-answers.ts';

const clock = createFakeClock('2026-11-22T03:00:00Z');
let version: string | null;
let worked: number;
let keep = createKeptAnswers<{ number: number }>({
  versions: { current: () => Promise.resolve(version) },
  now: clock.now,
});
const answer = async (key = 'ㅊㅅ') =>
  (
    await keep(key, () => {
      worked += 1;
      return Promise.resolve({ number: worked });
    })
  ).number;

beforeEach(() => {
  [version, worked] = ['first', 0];
  keep = createKeptAnswers({ versions: { current: () => Promise.resolve(version) }, now: clock.now });
});

test('an answer is given again for half a second, and each question has its own', async () => {
  expect(await answer()).toBe(1);
  clock.advance({ milliseconds: 499 });
  expect(await answer()).toBe(1);
  expect(await answer('ㅎㅇㄱ')).toBe(2);

  clock.advance({ milliseconds: 1 });
  expect(await answer()).toBe(3);
});

test('nothing is given again once something has changed, nor while nobody can tell', async () => {
  await answer();
  version = 'second';
  expect(await answer()).toBe(2);

  version = null;
  expect(await answer()).toBe(3);
  expect(await answer()).toBe(4);
});

test('what changes while an answer is worked out makes it one of before', async () => {
  await keep('ㅊㅅ', () => {
    version = 'second';
    return Promise.resolve({ number: 0 });
  });

  expect(await answer()).toBe(1);
});

test('a failure is nobody else’s', async () => {
  await expect(keep('ㅊㅅ', () => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer');
  expect(await answer()).toBe(1);
});
