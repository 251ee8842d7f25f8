import { parseArgs } from 'node:util';

import { loadConfig } from '@soomcare/config';
import { createDatabase } from '@soomcare/database';
import { createLogger } from '@soomcare/observability';

import { openSearch } from './open-search.ts';
import { tables } from './tables.ts';

const USAGE = 'rebuild-search.ts [--back]';

/** A batch of long texts is read as a whole. */
const PATIENCE_MS = 30_000;

/** Copies all that can be found into a new index of OpenSearch, or goes back to the one before. */
const run = async () => {
  const { values } = parseArgs({ options: { back: { type: 'boolean', default: false } } });
  const config = loadConfig();
  const database = await createDatabase({
    ...config.database,
    statementTimeoutMs: PATIENCE_MS,
    entities: tables,
  });
  const search = openSearch(config, database, createLogger({ level: 'warn', name: 'rebuild-search' }));

  try {
    await (values.back ? search.goBack() : search.rebuild());
    process.stdout.write(
      values.back ? 'The earlier index is searched again.\n' : 'A new index is searched.\n',
    );
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
