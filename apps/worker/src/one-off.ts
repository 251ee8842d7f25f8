import { createCache } from '@soomcare/cache';
import { type Config, loadConfig } from '@soomcare/config';
import { createDatabase, type Database } from '@soomcare/database';
import { createMailer } from '@soomcare/mail';
import { createLogger, type Logger, stopLogger } from '@soomcare/observability';

import { type Contexts, createContexts } from './contexts.ts';
import { tables } from './tables.ts';

/** Batches are read and written as a whole, and no caller waits for an answer. */
const PATIENCE_MS = 30_000;

export interface Means {
  readonly config: Config;
  readonly database: Database;
  /** Only what goes wrong: standard output is for people here. */
  readonly logger: Logger;
}

export const withDatabase = async <T>(name: string, work: (means: Means) => Promise<T>): Promise<T> => {
  const config = loadConfig();
  const logger = createLogger({ level: 'warn', name });
  const database = await createDatabase({
    ...config.database,
    acquireTimeoutMs: PATIENCE_MS,
    statementTimeoutMs: PATIENCE_MS,
    logger,
    entities: tables,
  });

  try {
    return await work({ config, database, logger });
  } finally {
    await database.close();
    await stopLogger(logger);
  }
};

/** The product's contexts as they are at a time, real or made up, over one cache and one mailer. */
export const withContexts = async <T>(
  { config, database, logger }: Means,
  work: (contextsAt: (now: () => Date) => Contexts) => Promise<T>,
): Promise<T> => {
  const cache = await createCache({ url: config.redis.url, prefix: 'soomcare', logger });
  const mailer = createMailer(config.mail);

  try {
    return await work((now) => createContexts({ config, database, cache, mailer, logger, now }));
  } finally {
    await mailer.close();
    await cache.close();
  }
};

/** Runs a program that does one thing and ends; where it fails its exit code is 1 and `failed` says what was not done. */
export const runOnce = async (
  failed: string,
  program: () => Promise<void>,
  { usage }: { usage?: string } = {},
): Promise<void> => {
  try {
    await program();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${failed}: ${reason}\n${usage ? `${usage}\n` : ''}`);
    process.exitCode = 1;
  }
};
