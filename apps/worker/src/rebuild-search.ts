import { parseArgs } from 'node:util';

import { loadConfig } from '@soomcare/config';
import { createDatabase } from '@soomcare/database';
import { createLogger } from '@soomcare/observability';

import { openSearch } from './open-search.ts';
import { createSearchSources } from './search-sources.ts';
import { tables } from './tables.ts';

const USAGE = 'rebuild-search.ts [--back | --repair]';

/** A batch of long texts is read as a whole. */
const PATIENCE_MS = 30_000;

/**
 * Makes search anew of what the contexts hold, with a new index of OpenSearch; or goes back to the index before; or
 * copies again what OpenSearch has otherwise than MySQL.
 */
const run = async () => {
  const option = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({ options: { back: option, repair: option } });
  const config = loadConfig();
  const database = await createDatabase({
    ...config.database,
    statementTimeoutMs: PATIENCE_MS,
    entities: tables,
  });
  const search = openSearch(config, database, createLogger({ level: 'warn', name: 'rebuild-search' }));

  try {
    if (values.back) {
      await search.goBack();
      process.stdout.write('The earlier index is searched again.\n');
    } else if (values.repair) {
      process.stdout.write(`${await search.repairDrift()} documents were copied again.\n`);
    } else {
      await search.rebuild(createSearchSources(database));
      process.stdout.write('Search has been made anew.\n');
    }
  } finally {
    await database.close();
  }
};

try {
  await run();
} catch (error) {
  process.stderr.write(
    `search stays as it was: ${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`,
  );
  process.exitCode = 1;
}
