import { resolve } from 'node:path';

import { createCache } from '@soomcare/cache';
import { loadConfig } from '@soomcare/config';
import { createDatabase } from '@soomcare/database';
import { readOpenApi, serve } from '@soomcare/http';
import { createMailer } from '@soomcare/mail';
import { createMetrics, runProgram, startMetricsServer } from '@soomcare/observability';

import { createApi } from './compose.ts';
import { tables } from './tables.ts';

/** As many statements of searches as MySQL works on at once for one process: they are its dearest reads. */
const SEARCH_CONNECTIONS = 3;

await runProgram({
  name: 'api',
  loadConfig,
  async start({ config, logger, onStop }) {
    const metrics = createMetrics();
    const database = await createDatabase({ ...config.database, logger, entities: tables });
    onStop(database.close);
    const searchDatabase = await createDatabase({
      ...config.database,
      poolSize: SEARCH_CONNECTIONS,
      logger,
      entities: [],
    });
    onStop(searchDatabase.close);
    const cache = await createCache({ url: config.redis.url, prefix: 'soomcare', logger });
    onStop(cache.close);
    const mailer = createMailer(config.mail);
    onStop(mailer.close);
    metrics.trackPool('mysql', () => database.pool());

    const api = createApi({
      config,
      database,
      searchDatabase,
      cache,
      mailer,
      logger,
      metrics,
      now: () => new Date(),
      document: readOpenApi(resolve(import.meta.dirname, '../openapi.json')),
    });
    const metricsServer = await startMetricsServer({ metrics, port: config.metricsPort, logger });
    onStop(metricsServer.stop);
    const server = await serve({
      listener: api.listener,
      port: config.api.port,
      logger,
      onDrain: api.drain,
      drainMs: config.drainMs,
    });
    onStop(server.stop);
    logger.info({ port: server.port }, 'api listens');
  },
});
