import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { createCache } from '@soomcare/cache';
import { loadConfig } from '@soomcare/config';
import { createDatabase } from '@soomcare/database';
import { readOpenApi, serve } from '@soomcare/http';
import { createMetrics, runProgram, startMetricsServer } from '@soomcare/observability';

import { createBackoffice } from './compose.ts';
import { tables } from './tables.ts';

const besideSource = (path: string) => resolve(import.meta.dirname, '..', path);

const findPage = (): string | null => {
  const folder = besideSource('web/dist');
  return existsSync(`${folder}/index.html`) ? folder : null;
};

await runProgram({
  name: 'backoffice',
  loadConfig,
  async start({ config, logger, onStop }) {
    const metrics = createMetrics();
    const database = await createDatabase({ ...config.database, logger, entities: tables });
    onStop(database.close);
    const cache = await createCache({ url: config.redis.url, prefix: 'soomcare', logger });
    onStop(cache.close);
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
      document: readOpenApi(besideSource('openapi.json')),
      page,
    });
    const metricsServer = await startMetricsServer({ metrics, port: config.metricsPort, logger });
    onStop(metricsServer.stop);
    const server = await serve({
      listener: backoffice.listener,
      port: config.backoffice.port,
      logger,
      onDrain: backoffice.drain,
      drainMs: config.drainMs,
    });
    onStop(server.stop);
    logger.info({ port: server.port }, 'back-office listens');
  },
});
