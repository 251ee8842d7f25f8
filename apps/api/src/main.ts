import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { createCache } from '@soomcare/cache';
import { ConfigError, loadConfig } from '@soomcare/config';
import { createDatabase } from '@soomcare/database';
import { type OpenApiDocument, serve } from '@soomcare/http';
import { createMailer } from '@soomcare/mail';
import { createLogger, createMetrics, startMetricsServer, stopLogger } from '@soomcare/observability';

import { createApi } from './compose.ts';
import { tables } from './tables.ts';

/** How long a load balancer needs to see that we are stopping; nobody balances in development. */
const DRAIN_MS = { development: 0, test: 0, production: 5_000 };

const readDocument = (): OpenApiDocument | null => {
  const file = resolve(import.meta.dirname, '../openapi.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as OpenApiDocument) : null;
};

const start = async () => {
  const config = loadConfig();
  const logger = createLogger({ level: config.logLevel, name: 'api' });
  const metrics = createMetrics();
  const database = await createDatabase({ ...config.database, logger, entities: tables });
  const cache = await createCache({ url: config.redis.url, prefix: 'soomcare', logger });
  const mailer = createMailer(config.mail);
  metrics.trackPool('mysql', () => database.pool());

  const api = createApi({
    config,
    database,
    cache,
    mailer,
    logger,
    metrics,
    now: () => new Date(),
    document: readDocument(),
  });
  const metricsServer = await startMetricsServer({ metrics, port: config.metricsPort, logger });
  const server = await serve({
    listener: api.listener,
    port: config.api.port,
    logger,
    onDrain: api.drain,
    drainMs: DRAIN_MS[config.environment],
  });
  logger.info({ port: server.port }, 'api listens');

  const stop = async (signal: string) => {
    logger.info({ signal }, 'stopping');
    await server.stop();
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
  process.stderr.write(`api did not start: ${error instanceof Error ? error.message : String(error)}\n`);
  if (!(error instanceof ConfigError) && error instanceof Error)
    process.stderr.write(`${error.stack ?? ''}\n`);
  process.exitCode = 1;
}
