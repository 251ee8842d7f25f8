import { type Logger } from '@soomcare/observability';
import { createTask, type RunCoordinator } from 'node-cron';

import { cronLogger } from './cron-logger.ts';

/** A chore that may be done at any time, in small bites, and bears being done twice. */
export interface Chore {
  readonly name: string;
  run(): Promise<number>;
}

export interface HousekeepingDeps {
  readonly chores: readonly Chore[];
  readonly coordinator: RunCoordinator;
  readonly logger: Logger;
}

/** Twenty past each hour: away from the full hours, at which everybody else's jobs start. */
const HOURLY = '20 * * * *';

/** Shorter than an hour, so that a worker that dies in the middle costs no further run. */
const LEASE_MS = 50 * 60_000;

/** A busy process wakes late; later than this, a run waits for the next hour. */
const MAX_LATE_MS = 10 * 60_000;

/** Has each chore done once an hour, by one of all workers. A chore that fails is tried again an hour later. */
export const startHousekeeping = (
  { chores, coordinator, logger }: HousekeepingDeps,
  expression: string = HOURLY,
) => {
  const inHand = new Set<Promise<void>>();
  let isStopping = false;

  const runChore = async ({ name, run }: Chore): Promise<void> => {
    try {
      const rows = await run();
      if (rows > 0) logger.info({ chore: name, rows }, 'housekeeping');
    } catch (error) {
      logger.error({ err: error, chore: name }, 'housekeeping failed');
    }
  };

  const tasks = chores.map((chore) => {
    const work = async () => {
      if (isStopping) return;

      const running = runChore(chore);
      inHand.add(running);
      await running;
      inHand.delete(running);
    };

    return createTask(expression, work, {
      name: chore.name,
      timezone: 'Etc/UTC',
      noOverlap: true,
      missedExecutionTolerance: MAX_LATE_MS,
      distributed: true,
      distributedLease: LEASE_MS,
      runCoordinator: coordinator,
      logger: cronLogger(logger),
    });
  });
  for (const task of tasks) void task.start();

  return {
    /** Resolves when the chores in hand are done. */
    async stop(): Promise<void> {
      isStopping = true;
      for (const task of tasks) await task.destroy();
      await Promise.all(inHand);
    },
  };
};
