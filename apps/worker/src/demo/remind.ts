import { createCache } from '@soomcare/cache';
import { loadConfig } from '@soomcare/config';
import { createDatabase } from '@soomcare/database';
import { createMailer } from '@soomcare/mail';
import { createLogger, stopLogger } from '@soomcare/observability';

import { createContexts } from '../contexts.ts';
import { tables } from '../tables.ts';
import { planComingReminder } from './coming-reminder.ts';

/** Plans the demo member's coming reminder, and prints when it is due; nothing where there can be none. */
const remind = async () => {
  const config = loadConfig();
  if (config.environment === 'production') throw new Error('production has no demo member (SOOMCARE_ENV)');

  const logger = createLogger({ level: 'warn', name: 'remind' });
  const now = () => new Date();
  const database = await createDatabase({ ...config.database, entities: tables });
  const cache = await createCache({ url: config.redis.url, prefix: 'soomcare', logger });
  const mailer = createMailer(config.mail);

  try {
    const contexts = createContexts({ config, database, cache, mailer, logger, now });
    const dueAt = await planComingReminder({ database, contexts, now });
    if (dueAt) process.stdout.write(`${dueAt.toISOString()}\n`);
  } finally {
    await mailer.close();
    await cache.close();
    await database.close();
    await stopLogger(logger);
  }
};

try {
  await remind();
} catch (error) {
  process.stderr.write(
    `no reminder was planned: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
}
