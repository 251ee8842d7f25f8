import { type Database, pendingSchemaChanges } from '@soomcare/database';
import { createLogger } from '@soomcare/observability';
import { truncateAll, useTestDatabase } from '@soomcare/testing';
import { type RunCoordinator } from 'node-cron';
import { beforeEach, describe, expect, test, vi } from 'vitest';

import { createChoreCoordinator } from './chore-coordinator.repository.ts';
import { choreRunTable } from './chore-run.entity.ts';
import { type Chore, startHousekeeping } from './housekeeping.ts';

const database = useTestDatabase({ entities: [choreRunTable] });
const HOUR_MS = 60 * 60_000;
const EACH_SECOND = '* * * * * *';

let lines: string[] = [];
const logger = createLogger({
  level: 'info',
  name: 'test',
  destination: { write: (line) => lines.push(line) },
});

beforeEach(async () => {
  lines = [];
  await truncateAll(database());
});

const runAt = (time: string) => `tidy:up:2026-11-21T${time}:00.000Z`;
const taken = async (key: string) => createChoreCoordinator(database()).shouldRun(key, HOUR_MS);
const done = (key: string) => createChoreCoordinator(database()).onComplete?.(key);
/** As if the leases had ended. */
const letLeasesEnd = () => database().run('UPDATE chore_runs c SET c.busy_until = NOW(3)');

test('the migrated table is what its entity says', async () => {
  expect(await pendingSchemaChanges(database())).toEqual([]);
});

describe('a run of a chore', () => {
  test('is given to one of many workers that ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => taken(runAt('01:20'))));

    expect(answers.filter((isMine) => isMine)).toHaveLength(1);
  });

  test('is not given to a worker that is late, though the first one has finished', async () => {
    await taken(runAt('01:20'));
    await done(runAt('01:20'));

    expect(await taken(runAt('01:20'))).toBe(false);
    expect(await taken(runAt('00:20'))).toBe(false);
    expect(await taken(runAt('02:20'))).toBe(true);
  });

  test('waits for its turn while the run before it is still going on, as long as its lease holds', async () => {
    await taken(runAt('01:20'));
    expect(await taken(runAt('02:20'))).toBe(false);

    await letLeasesEnd();
    expect(await taken(runAt('03:20'))).toBe(true);
  });

  test('says nothing about another chore', async () => {
    await taken(runAt('01:20'));

    expect(await taken(`other:${runAt('01:20')}`)).toBe(true);
  });
});

/** Remembers which runs this worker was given. */
const watched = (to: Database, given: string[]): RunCoordinator => {
  const coordinator = createChoreCoordinator(to);

  return {
    ...coordinator,
    async shouldRun(key, leaseMs) {
      const isMine = await coordinator.shouldRun(key, leaseMs);
      if (isMine) given.push(key);

      return isMine;
    },
  };
};
const startWorker = (chores: Chore[], given: string[] = []) =>
  startHousekeeping({ chores, coordinator: watched(database(), given), logger }, EACH_SECOND);

test('two workers do each run once between them', async () => {
  const given: string[] = [];
  const run = vi.fn(() => Promise.resolve(1));
  const workers = [1, 2].map(() => startWorker([{ name: 'tidy', run }], given));

  await vi.waitFor(() => expect(run.mock.calls.length).toBeGreaterThan(2), { timeout: 10_000 });
  for (const worker of workers) await worker.stop();

  expect(new Set(given).size).toBe(given.length);
  expect(run.mock.calls.length).toBeLessThanOrEqual(given.length);
});

test('a chore that fails is logged, and neither stops another one nor its own next run', async () => {
  const failing = vi.fn(() => Promise.reject(new Error('broken')));
  const run = vi.fn(() => Promise.resolve(0));
  const worker = startWorker([
    { name: 'failing', run: failing },
    { name: 'fine', run },
  ]);

  await vi.waitFor(
    () => {
      expect(failing.mock.calls.length).toBeGreaterThan(1);
      expect(run).toHaveBeenCalled();
    },
    { timeout: 10_000 },
  );
  await worker.stop();

  expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(
    expect.objectContaining({ level: 'error', chore: 'failing', msg: 'housekeeping failed' }),
  );
});

test('while MySQL is away no chore is begun, and the log says so', async () => {
  const run = vi.fn(() => Promise.resolve(1));
  const coordinator = { shouldRun: () => Promise.reject(new Error('away')) };
  const worker = startHousekeeping({ chores: [{ name: 'tidy', run }], coordinator, logger }, EACH_SECOND);

  await vi.waitFor(
    () => {
      expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(
        expect.objectContaining({ level: 'warn', msg: 'a scheduled run was lost' }),
      );
    },
    { timeout: 10_000 },
  );
  await worker.stop();

  expect(run).not.toHaveBeenCalled();
});

test('a stop waits for the chore in hand', async () => {
  const begun = Promise.withResolvers<undefined>();
  const released = Promise.withResolvers<number>();
  const run = () => {
    begun.resolve(undefined);

    return released.promise;
  };
  const worker = startWorker([{ name: 'long', run }]);
  await begun.promise;
  let isStopped = false;

  const stopped = worker.stop().then(() => {
    isStopped = true;
  });
  await new Promise(setImmediate);
  expect(isStopped).toBe(false);

  released.resolve(1);
  await stopped;
});
