import { createCache } from '@soomcare/cache';
import { ConfigError, loadConfig } from '@soomcare/config';
import { createDatabase } from '@soomcare/database';
import { createMailer } from '@soomcare/mail';
import { createLogger, createMetrics, startMetricsServer, stopLogger } from '@soomcare/observability';
import { createOutboxRelay } from '@soomcare/outbox';

import { createContexts } from './contexts.ts';
import { scheduleHousekeeping } from './housekeeping.ts';
import { tables } from './tables.ts';

/** A mail leaves within this time after its transaction has committed. */
const RELAY_EVERY_MS = 500;

/** With pauses that double from two seconds on, a mail server may be away for more than two hours. */
const DELIVERY_ATTEMPTS = 12;

const start = async () => {
  const config = loadConfig();
  const logger = createLogger({ level: config.logLevel, name: 'worker' });
  const metrics = createMetrics();
  const database = await createDatabase({ ...config.database, logger, entities: tables });
  const cache = await createCache({ url: config.redis.url, prefix: 'soomcare', logger });
  const mailer = createMailer(config.mail);
  metrics.trackPool('mysql', () => database.pool());

  const { identity, records, cipher } = createContexts({
    config,
    database,
    cache,
    mailer,
    logger,
    now: () => new Date(),
  });
  const handlers = identity.outboxHandlers;
  const relay = createOutboxRelay({
    database,
    cipher,
    handlers,
    logger,
    metrics,
    maxAttempts: DELIVERY_ATTEMPTS,
  });
  relay.start({ everyMs: RELAY_EVERY_MS });
  const chores = scheduleHousekeeping(
    [...identity.housekeeping, { name: 'records.removed-rows', run: () => records.housekeeping() }],
    logger,
  );
  const metricsServer = await startMetricsServer({ metrics, port: config.metricsPort, logger });
  logger.info('worker runs');

  const stop = async (signal: string) => {
    logger.info({ signal }, 'stopping');
    for (const chore of chores) await chore.destroy();
    await relay.stop();
    await metricsServer.stop();
    await mailer.close();
    await cache.close();
    await database.close();
    logger.info('stopped');
    await stopLogger(logger);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(signal));
};

try {
  await start();
} catch (error) {
  // A bad variable or an absent database needs one clear line, not a stack.
  process.stderr.write(`worker did not start: ${error instanceof Error ? error.message : String(error)}\n`);
  if (!(error instanceof ConfigError) && error instanceof Error)
    process.stderr.write(`${error.stack ?? ''}\n`);
  process.exitCode = 1;
}
