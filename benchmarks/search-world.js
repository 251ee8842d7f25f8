// A database with documents to search, and an OpenSearch that holds their copies.
import { loadConfig } from '@soomcare/config';
import { createBlindIndex, createDatabase, createFieldCipher, newUuid } from '@soomcare/database';
import { createLogger } from '@soomcare/observability';
import { createOutbox, outboxMessageTable } from '@soomcare/outbox';
import { createSearch, searchTables } from '@soomcare/search';
import { appEnvironment } from '../infra/services/environment.js';
import { requireUninterrupted } from '../infra/services/interruption.js';
import { withProgress } from '../infra/services/messages.js';
import { local } from '../infra/services/paths.js';
import { startPrivateOpensearch } from '../infra/services/private-servers.js';
import { batchesOf } from './search-texts.js';

const BATCH = 200;
/** At once, each from the same batches. */
const WRITERS = 4;
const PATIENCE_MS = 60_000;

/** With members and their month, so that searches stand beside reads. */
const databaseName = 'soomcare_bench';
const redisIndex = 7;

/** What the product is told that stands on it. @param {import('../infra/services/environment.js').Services} services */
export function benchEnvironment(services) {
  const url = new URL(services.mysql.serverUrl);
  url.pathname = `/${databaseName}`;

  return {
    ...appEnvironment(services),
    NODE_ENV: 'production',
    DATABASE_URL: url.href,
    REDIS_URL: `${services.redis.serverUrl.replace(/\/$/, '')}/${redisIndex}`,
    MAIL_URL: `disk:${local('bench', 'mail')}`,
    RATE_LIMIT_FACTOR: '999999',
  };
}

/** @param {string} url @param {{ poolSize?: number }} [options] */
export const openDatabase = (url, { poolSize = 4 } = {}) =>
  createDatabase({
    ...{ url, poolSize, entities: [...searchTables, outboxMessageTable] },
    ...{ acquireTimeoutMs: PATIENCE_MS, statementTimeoutMs: PATIENCE_MS },
  });

/** @param {string} name of its folder: what an earlier run has copied is there */
export const startOpensearch = (name) =>
  withProgress('Starting OpenSearch', () =>
    startPrivateOpensearch({ directory: local('bench', name), isLongRunning: true }),
  );

/**
 * @param {import('@soomcare/database').Database} database @param {NodeJS.ProcessEnv} env
 * @param {{ opensearch?: { url: string }, searchDatabase?: import('@soomcare/database').Database,
 *   versions?: import('@soomcare/cache').Versions }} [others] without OpenSearch MySQL answers
 */
export function openSearch(database, env, { opensearch, searchDatabase, versions } = {}) {
  const { fieldKeys, indexKey } = loadConfig(env).secrets;

  return createSearch({
    ...{ database, searchDatabase },
    outbox: createOutbox({ cipher: createFieldCipher({ keys: fieldKeys }), newId: newUuid }),
    blindIndex: createBlindIndex(indexKey),
    now: () => new Date(),
    logger: createLogger({ level: 'warn', name: 'bench' }),
    ...(opensearch ? { opensearch: { url: opensearch.url } } : {}),
    ...(versions ? { versions } : {}),
  });
}

/**
 * Has exactly so many documents in the database; those of an earlier run stay.
 * @param {import('@soomcare/database').Database} database @param {ReturnType<typeof openSearch>} search @param {number} count
 */
export async function fill(database, search, count) {
  const [row] = /** @type {{ present: number }[]} */ (
    await database.rows('SELECT COUNT(*) AS present FROM search_documents d WHERE NOT d.is_removed')
  );
  const present = row?.present ?? 0;
  if (present === count) return;

  for (const table of ['search_documents', 'search_texts']) await database.run(`TRUNCATE ${table}`);
  const batches = batchesOf(0, count, BATCH);
  const write = async () => {
    for (const documents of batches) {
      requireUninterrupted();
      await database.transaction((tx) => search.publish(documents, tx));
    }
  };
  await withProgress(`Writing ${count} documents`, () => Promise.all(Array.from({ length: WRITERS }, write)));
  await search.seedSynonyms(newUuid);
  await search.learn();
  await database.rows('ANALYZE TABLE search_documents, search_texts');
}
