import { expect, test } from 'vitest';

import { ndcgOf } from './ndcg.ts';

test.each([
  ['all in the best order', [3, 2, 1], [1, 2, 3], 3, 1],
  ['the only one in the second place', [0, 3], [3], 2, 1 / Math.log2(3)],
  ['the only one below what counts', [0, 0, 3], [3], 2, 0],
  ['nothing found', [], [3], 2, 0],
])('nDCG of %s', (_what, found, wanted, ranks, worth) => {
  expect(ndcgOf(found, wanted, ranks)).toBeCloseTo(worth, 10);
});
