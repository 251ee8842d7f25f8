import { createLogger } from '@soomcare/observability';
import { expect, test, vi } from 'vitest';

import { startReminders } from './reminders.ts';

const logger = createLogger({ level: 'fatal', name: 'test' });
const idle = { tick: () => Promise.resolve(false), stop: () => Promise.resolve() };
const nothingToPlan = { extend: () => Promise.resolve(0) };

test('a start plans at once, batch by batch until nothing is left to plan', async () => {
  const left = [200, 200, 7, 0];
  const planner = { extend: () => Promise.resolve(left.shift() ?? 0) };

  const reminders = startReminders({ engine: idle, planner, logger });
  await vi.waitFor(() => {
    expect(left).toHaveLength(0);
  });
  await reminders.stop();
});

test('a full batch is followed by the next one without a pause', async () => {
  const answers = [true, true, false];
  const engine = { ...idle, tick: () => Promise.resolve(answers.shift() ?? false) };
  const startedAt = performance.now();

  const reminders = startReminders({ engine, planner: nothingToPlan, logger });
  await vi.waitFor(() => {
    expect(answers).toHaveLength(0);
  });
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  await reminders.stop();
});

test('a stop waits for the batch in hand and takes no further one', async () => {
  const batch = Promise.withResolvers<boolean>();
  let ticks = 0;
  let isStopped = false;
  const tick = () => {
    ticks += 1;

    return batch.promise;
  };

  const reminders = startReminders({ engine: { ...idle, tick }, planner: nothingToPlan, logger });
  const stopped = reminders.stop().then(() => {
    isStopped = true;
  });
  await new Promise(setImmediate);
  expect(isStopped).toBe(false);

  batch.resolve(true);
  await stopped;
  expect(ticks).toBe(1);
});
