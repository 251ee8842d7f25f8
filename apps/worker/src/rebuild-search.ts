import { parseArgs } from 'node:util';

import { runOnce, withDatabase } from './one-off.ts';
import { openSearch } from './open-search.ts';
import { createSearchSources } from './search-sources.ts';

const USAGE = 'rebuild-search.ts [--back | --repair]';

/**
 * Makes search anew of what the contexts hold, with a new index of OpenSearch; or goes back to the index before; or
 * copies again what OpenSearch has otherwise than MySQL.
 */
const run = async () => {
  const option = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({ options: { back: option, repair: option } });

  await withDatabase('rebuild-search', async ({ config, database, logger }) => {
    const search = openSearch(config, database, logger);
    if (values.back) {
      await search.goBack();
      process.stdout.write('The earlier index is searched again.\n');
    } else if (values.repair) {
      process.stdout.write(`${await search.repairDrift()} documents were copied again.\n`);
    } else {
      await search.rebuild(createSearchSources(database));
      process.stdout.write('Search has been made anew.\n');
    }
  });
};

await runOnce('search stays as it was', run, { usage: USAGE });
