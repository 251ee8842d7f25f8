import { expect, test, vi } from 'vitest';

import { startLater } from './later.ts';

const never = new Promise<void>(() => {});
const LONG_MS = 60_000;
const unexpected = (error: unknown) => expect.fail(String(error));

/** Two parts that tell what happens to them. */
const twoParts = () => {
  const told: string[] = [];
  const start = (onStop: (stop: () => void) => void): Promise<void> => {
    for (const part of ['one', 'two']) {
      told.push(`${part} starts`);
      onStop(() => told.push(`${part} stops`));
    }

    return Promise.resolve();
  };

  return { told, start };
};

test('what can wait starts when what goes first has ended, and stops in reverse order', async () => {
  const first = Promise.withResolvers<undefined>();
  const { told, start } = twoParts();
  const later = startLater({ after: first.promise, waitsMs: LONG_MS, start, onFailure: unexpected });
  await new Promise(setImmediate);
  expect(told).toEqual([]);

  first.resolve(undefined);
  await vi.waitFor(() => expect(told).toEqual(['one starts', 'two starts']));
  await later.stop();
  expect(told.slice(2)).toEqual(['two stops', 'one stops']);
});

test('what can wait does not wait for ever', async () => {
  const { told, start } = twoParts();
  const later = startLater({ after: never, waitsMs: 1, start, onFailure: unexpected });
  await vi.waitFor(() => expect(told).toHaveLength(2));
  await later.stop();
});

test('a stop in the meantime keeps it from starting', async () => {
  const { told, start } = twoParts();
  await startLater({ after: never, waitsMs: LONG_MS, start, onFailure: unexpected }).stop();
  expect(told).toEqual([]);
});

test('a stop waits for what is starting and stops that as well', async () => {
  const loaded = Promise.withResolvers<undefined>();
  const isStarting = Promise.withResolvers<undefined>();
  const { told, start } = twoParts();
  const later = startLater({
    after: Promise.resolve(),
    waitsMs: LONG_MS,
    start: async (onStop) => {
      isStarting.resolve(undefined);
      await loaded.promise;
      await start(onStop);
    },
    onFailure: unexpected,
  });
  await isStarting.promise;
  const stopped = later.stop();
  loaded.resolve(undefined);
  await stopped;

  expect(told).toHaveLength(4);
});

test('a failure to start is told', async () => {
  const failure = new Error('no such server');
  const told = Promise.withResolvers<unknown>();
  startLater({
    after: Promise.resolve(),
    waitsMs: LONG_MS,
    start: () => Promise.reject(failure),
    onFailure: told.resolve,
  });

  expect(await told.promise).toBe(failure);
});
