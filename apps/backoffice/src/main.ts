import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { createCache } from '@soomcare/cache';
import { ConfigError, loadConfig } from '@soomcare/config';
import { createDatabase } from '@soomcare/database';
import { type OpenApiDocument, serve } from '@soomcare/http';
import { createLogger, createMetrics, startMetricsServer, stopLogger } from '@soomcare/observability';

import { createBackoffice } from './compose.ts';
import { tables } from './tables.ts';

/** How long a load balancer needs to see that we are stopping; nobody balances in development. */
const DRAIN_MS = { development: 0, test: 0, production: 5_000 };

const besideSource = (path: string) => resolve(import.meta.dirname, '..', path);

const readDocument = (): OpenApiDocument | null => {
  const file = besideSource('openapi.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as OpenApiDocument) : null;
};

const findPage = (): string | null => {
  const folder = besideSource('web/dist');
  return existsSync(`${folder}/index.html`) ? folder : null;
};

const start = async () => {
  const config = loadConfig();
  const logger = createLogger({ level: config.logLevel, name: 'backoffice' });
  const metrics = createMetrics();
  const database = await createDatabase({ ...config.database, logger, entities: tables });
  const cache = await createCache({ url: config.redis.url, prefix: 'soomcare', logger });
  metrics.trackPool('mysql', () => database.pool());

  const page = findPage();
  if (page === null) logger.warn('the page is not built: only the API is served');
  const backoffice = createBackoffice({
    config,
    database,
    cache,
    logger,
    metrics,
    now: () => new Date(),
    document: readDocument(),
    page,
  });
  const metricsServer = await startMetricsServer({ metrics, port: config.metricsPort, logger });
  const server = await serve({
    listener: backoffice.listener,
    port: config.backoffice.port,
    logger,
    onDrain: backoffice.drain,
    drainMs: DRAIN_MS[config.environment],
  });
  logger.info({ port: server.port }, 'back-office listens');

  const stop = async (signal: string) => {
    logger.info({ signal }, 'stopping');
    await server.stop();
    await metricsServer.stop();
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
  process.stderr.write(
    `back-office did not start: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  if (!(error instanceof ConfigError) && error instanceof Error)
    process.stderr.write(`${error.stack ?? ''}\n`);
  process.exitCode = 1;
}
