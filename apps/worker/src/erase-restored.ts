import { createCache } from '@soomcare/cache';
import { loadConfig } from '@soomcare/config';
import { createDatabase } from '@soomcare/database';
import { createMailer } from '@soomcare/mail';
import { createLogger, stopLogger } from '@soomcare/observability';

import { createContexts } from './contexts.ts';
import { tables } from './tables.ts';

/** One member's rows are many. */
const PATIENCE_MS = 30_000;

/** After a restore and before anybody is let in: erases again who withdrew after that backup was made. */
const run = async (): Promise<number> => {
  const config = loadConfig();
  const logger = createLogger({ level: 'warn', name: 'erase-restored' });
  const database = await createDatabase({
    ...config.database,
    statementTimeoutMs: PATIENCE_MS,
    logger,
    entities: tables,
  });
  const cache = await createCache({ url: config.redis.url, prefix: 'soomcare', logger });
  const mailer = createMailer(config.mail);

  try {
    const now = () => new Date();
    const { identity } = createContexts({ config, database, cache, mailer, logger, now });
    return await identity.eraseRestored();
  } finally {
    await mailer.close();
    await cache.close();
    await database.close();
    await stopLogger(logger);
  }
};

try {
  process.stdout.write(`${await run()} members who had withdrawn were erased again.\n`);
} catch (error) {
  process.stderr.write(
    `members who had withdrawn may be back: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
}
