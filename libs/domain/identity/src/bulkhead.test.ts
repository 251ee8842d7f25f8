import { setImmediate as tick } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { createBulkhead } from './bulkhead.ts';

const createGate = () => {
  const open: (() => void)[] = [];
  return { work: () => new Promise<string>((resolve) => open.push(() => resolve('done'))), open };
};

test('no more than the allowed number run at once, the others wait their turn', async () => {
  const gate = createGate();
  const bulkhead = createBulkhead({ running: 2, waiting: 10 });
  const all = Promise.all(Array.from({ length: 5 }, () => bulkhead(gate.work)));

  for (let started = 2; started <= 5; started += 1) {
    await tick();
    expect(gate.open).toHaveLength(started);
    gate.open[started - 2]?.();
  }
  gate.open[4]?.();
  expect(await all).toEqual(Array.from({ length: 5 }, () => 'done'));
});

test('one more than the queue holds is refused with 503 and Retry-After', async () => {
  const gate = createGate();
  const bulkhead = createBulkhead({ running: 1, waiting: 1 });
  const first = bulkhead(gate.work);
  const second = bulkhead(gate.work);

  await expect(bulkhead(gate.work)).rejects.toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    details: { headers: { 'Retry-After': '2' } },
  });
  gate.open[0]?.();
  await first;
  await tick();
  gate.open[1]?.();
  await second;
});

test('work that fails gives its place back', async () => {
  const bulkhead = createBulkhead({ running: 1, waiting: 0 });
  await expect(bulkhead(() => Promise.reject(new Error('no')))).rejects.toThrow('no');

  await expect(bulkhead(() => Promise.resolve('yes'))).resolves.toBe('yes');
});
