import { type Logger } from '@soomcare/observability';
import { createTask, type ScheduledTask } from 'node-cron';

/** A chore that may be done at any time, by any number of workers, in small bites. */
export interface Chore {
  readonly name: string;
  run(): Promise<number>;
}

/** Twenty past each hour: away from the full hours, at which everybody else's jobs start. */
const HOURLY = '20 * * * *';

/** Runs every chore once an hour. A chore that fails is logged and tried again an hour later. */
export const scheduleHousekeeping = (chores: readonly Chore[], logger: Logger): ScheduledTask[] =>
  chores.map((chore) => {
    const task = createTask(
      HOURLY,
      async () => {
        try {
          const rows = await chore.run();
          if (rows > 0) logger.info({ chore: chore.name, rows }, 'housekeeping');
        } catch (error) {
          logger.error({ err: error, chore: chore.name }, 'housekeeping failed');
        }
      },
      { name: chore.name, noOverlap: true, timezone: 'Etc/UTC' },
    );
    void task.start();
    return task;
  });
