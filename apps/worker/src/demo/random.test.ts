import { expect, test } from 'vitest';

import { createRandom } from './random.ts';

const draw = (name: string) => {
  const random = createRandom(name);
  return Array.from({ length: 200 }, () => random.between(1, 6));
};

test('one name gives one series, another name another', () => {
  expect(draw('demo')).toEqual(draw('demo'));
  expect(draw('demo')).not.toEqual(draw('demo02'));
});

test('the series is the same on every machine', () => {
  const random = createRandom('demo');

  expect([random.between(0, 999), random.between(0, 999), random.between(0, 999)]).toEqual([838, 135, 55]);
});

test('both ends come up, and nothing beyond them', () => {
  expect(new Set(draw('ends'))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
});

test('what cannot happen does not, what must happen does', () => {
  const random = createRandom('chance');
  const of = (probability: number) => Array.from({ length: 50 }, () => random.chance(probability));

  expect(new Set(of(0))).toEqual(new Set([false]));
  expect(new Set(of(1))).toEqual(new Set([true]));
  expect(random.pick(['only'])).toBe('only');
});
