import { loadConfig } from '@soomcare/config';
import { migrate } from '@soomcare/database';

/** Brings the database up to date; run before new code starts. Says what it did only when it did something. */
try {
  const applied = await migrate(loadConfig().database.url);
  const last = applied.at(-1);
  if (last !== undefined) process.stdout.write(`Migrations: ${applied.length} run, up to ${last}\n`);
} catch (error) {
  process.stderr.write(`migration failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
