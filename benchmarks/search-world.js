// A database with documents to search, and an OpenSearch that holds their copies.
import { loadConfig } from '@soomcare/config';
import { createBlindIndex, createDatabase, createFieldCipher, newUuid } from '@soomcare/database';
import { createLogger } from '@soomcare/observability';
import { createOutbox } from '@soomcare/outbox';
import { createSearch } from '@soomcare/search';
import { tables } from '../apps/worker/src/tables.ts';
import { requireUninterrupted } from '../infra/services/interruption.js';
import { withProgress } from '../infra/services/messages.js';
import { local } from '../infra/services/paths.js';
import { startPrivateOpensearch } from '../infra/services/private-servers.js';
import { batchesOf } from './search-texts.js';

const BATCH = 200;
const PATIENCE_MS = 60_000;

/** @param {string} url @param {{ poolSize?: number }} [options] */
export const openDatabase = (url, { poolSize = 4 } = {}) =>
  createDatabase({
    ...{ url, poolSize, entities: tables },
    ...{ acquireTimeoutMs: PATIENCE_MS, statementTimeoutMs: PATIENCE_MS },
  });

/** @param {string} name of its folder: what an earlier run has copied is there */
export const startOpensearch = (name) =>
  withProgress('Starting OpenSearch', () => startPrivateOpensearch({ directory: local('bench', name) }));

/**
 * @param {import('@soomcare/database').Database} database @param {NodeJS.ProcessEnv} env
 * @param {{ url: string }} [opensearch] without it MySQL answers
 */
export function openSearch(database, env, opensearch) {
  const { fieldKeys, indexKey } = loadConfig(env).secrets;

  return createSearch({
    database,
    outbox: createOutbox({ cipher: createFieldCipher({ keys: fieldKeys }), newId: newUuid }),
    blindIndex: createBlindIndex(indexKey),
    now: () => new Date(),
    logger: createLogger({ level: 'warn', name: 'bench' }),
    ...(opensearch ? { opensearch: { url: opensearch.url } } : {}),
  });
}

/**
 * Has exactly so many documents in the database; those of an earlier run stay.
 * @param {import('@soomcare/database').Database} database @param {ReturnType<typeof openSearch>} search @param {number} count
 */
export async function fill(database, search, count) {
  const [row] = /** @type {{ present: number }[]} */ (
    await database.rows('SELECT COUNT(*) AS present FROM search_documents')
  );
  const present = row?.present ?? 0;
  if (present === count) return;

  await database.run('TRUNCATE search_documents');
  await withProgress(`Writing ${count} documents`, async () => {
    for (const documents of batchesOf(0, count, BATCH)) {
      requireUninterrupted();
      await database.transaction((tx) => search.publish(documents, tx));
    }
  });
  await search.seedSynonyms(newUuid);
  await search.learn();
  await database.rows('ANALYZE TABLE search_documents');
}
