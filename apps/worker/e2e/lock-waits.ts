import { type Database } from '@soomcare/database';

const SAMPLE_EVERY_MS = 100;

/** Statements of this database that wait for a row lock at this moment. */
const WAITING_SQL = `
  SELECT COUNT(DISTINCT w.requesting_thread_id) AS waiting
  FROM performance_schema.data_lock_waits w
  JOIN performance_schema.threads t ON t.thread_id = w.requesting_thread_id
  WHERE t.processlist_db = DATABASE()`;

/** Looks again and again until told to stop. @returns a function that stops and gives the mean number of waiters */
export const watchLockWaits = (database: Database): (() => Promise<number>) => {
  const samples: number[] = [];
  const stopping = new AbortController();
  const stopped = Promise.withResolvers<undefined>();

  const look = async (): Promise<void> => {
    const [row] = await database.rows<{ waiting: number }>(WAITING_SQL);
    samples.push(row?.waiting ?? 0);
    if (stopping.signal.aborted) stopped.resolve(undefined);
    else setTimeout(watch, SAMPLE_EVERY_MS);
  };
  const watch = (): void => void look().catch(stopped.reject);
  stopped.promise.catch(() => undefined);
  watch();

  return async () => {
    stopping.abort();
    await stopped.promise;

    return samples.reduce((sum, each) => sum + each, 0) / samples.length;
  };
};
