import { loadConfig } from '@soomcare/config';
import { migrate } from '@soomcare/database';

/** Brings the database up to date; run before new code starts. Says what it did only when it did something. */
try {
  const applied = await migrate(loadConfig().database.url);
  for (const name of applied) process.stdout.write(`migrated ${name}\n`);
} catch (error) {
  process.stderr.write(`migration failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
