import { expect, test } from 'vitest';

import { removeInBatches } from './remove-in-batches.ts';

test.each([0, 1, 499, 500, 501, 1_700])('%i rows are removed by statements of 500 at most', async (rows) => {
  let left = rows;
  const limits: number[] = [];
  const removed = await removeInBatches((limit) => {
    limits.push(limit);
    const batch = Math.min(limit, left);
    left -= batch;
    return Promise.resolve(batch);
  });

  expect({ removed, left }).toEqual({ removed: rows, left: 0 });
  expect(limits).toEqual(Array.from({ length: Math.floor(rows / 500) + 1 }, () => 500));
});

test('a failure ends it', async () => {
  await expect(removeInBatches(() => Promise.reject(new Error('the table is gone')))).rejects.toThrow('gone');
});
