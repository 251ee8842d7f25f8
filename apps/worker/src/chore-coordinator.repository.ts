import { type Database, sqlInstant } from '@soomcare/database';
import { type RunCoordinator } from 'node-cron';

const ADD_SQL = `
  INSERT INTO chore_runs (chore, run_at, busy_until) VALUES (?, '1970-01-01', '1970-01-01')
  ON DUPLICATE KEY UPDATE chore_runs.chore = chore_runs.chore`;

const TAKE_SQL = `
  UPDATE chore_runs c SET c.run_at = ?, c.busy_until = NOW(3) + INTERVAL ? SECOND
  WHERE c.chore = ? AND c.run_at < ? AND c.busy_until <= NOW(3)`;

const FINISH_SQL = 'UPDATE chore_runs c SET c.busy_until = NOW(3) WHERE c.chore = ? AND c.run_at = ?';

const INSTANT_LENGTH = new Date(0).toISOString().length;

/** node-cron names a run by task and instant: `identity.tokens:2026-11-21T15:20:00.000Z`. */
const runOf = (key: string) => ({
  chore: key.slice(0, -INSTANT_LENGTH - 1),
  runAt: sqlInstant(new Date(key.slice(-INSTANT_LENGTH))),
});

/**
 * Gives each run of a task to one of all workers, and none while the task's last run is still going on. A worker that
 * dies keeps its turn until the lease of its run ends.
 */
export const createChoreCoordinator = (database: Pick<Database, 'run'>): RunCoordinator => ({
  async shouldRun(key, leaseMs) {
    const { chore, runAt } = runOf(key);
    await database.run(ADD_SQL, [chore]);
    const { affectedRows } = await database.run(TAKE_SQL, [runAt, leaseMs / 1_000, chore, runAt]);

    return affectedRows === 1;
  },

  async onComplete(key) {
    const { chore, runAt } = runOf(key);
    await database.run(FINISH_SQL, [chore, runAt]);
  },
});
