import { expect, test } from 'vitest';
import { createSingleFlight } from './single-flight.ts';

test('callers that ask for one key at the same time share one piece of work', async () => {
  const singleFlight = createSingleFlight();
  let calls = 0;
  const work = async (): Promise<number> => {
    calls += 1;
    await Promise.resolve();

    return 42;
  };

  expect(await Promise.all([1, 2, 3].map(() => singleFlight('a', work)))).toEqual([42, 42, 42]);
  expect(calls).toBe(1);
});

test('another key, and the same key later, is work of its own', async () => {
  const singleFlight = createSingleFlight();
  let calls = 0;
  const work = (): Promise<number> => Promise.resolve((calls += 1));

  await Promise.all([singleFlight('a', work), singleFlight('b', work)]);
  await singleFlight('a', work);

  expect(calls).toBe(3);
});

test('an error reaches every caller and is not kept', async () => {
  const singleFlight = createSingleFlight();
  const failing = (): Promise<never> => Promise.reject(new Error('no'));
  const answers = await Promise.allSettled([singleFlight('a', failing), singleFlight('a', failing)]);

  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(singleFlight('a', () => Promise.resolve('yes'))).resolves.toBe('yes');
});

test('work that throws at once counts as failed too', async () => {
  const singleFlight = createSingleFlight();
  const throwing = (): Promise<never> => {
    throw new Error('at once');
  };

  await expect(singleFlight('a', throwing)).rejects.toThrow('at once');
  await expect(singleFlight('a', () => Promise.resolve(1))).resolves.toBe(1);
});
