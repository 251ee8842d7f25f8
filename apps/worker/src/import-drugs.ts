import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { newUuid } from '@soomcare/database';
import { importDrugs, importReport, ownDrugList } from '@soomcare/medications';

import { fillSearch } from './fill-search.ts';
import { runOnce, withDatabase } from './one-off.ts';
import { openSearch } from './open-search.ts';

const USAGE = 'import-drugs.ts [--dry-run] [--add] [--overwrite] [file.csv]';

const argumentsOf = (args: string[]) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      add: { type: 'boolean', default: false },
      overwrite: { type: 'boolean', default: false },
    },
  });
  if (positionals.length > 1) throw new Error('one file at a time');

  const { 'dry-run': dryRun, add, overwrite } = values;
  return { file: positionals[0] ?? ownDrugList, options: { dryRun, add, overwrite } };
};

/** Brings a list of drugs into the catalogue: a file that is named, or our own list. */
const run = async () => {
  const { file, options } = argumentsOf(process.argv.slice(2));
  const bytes = await readFile(file);

  await withDatabase('import-drugs', async ({ config, database, logger }) => {
    const plan = await importDrugs({ database, now: () => new Date(), newId: newUuid }, bytes, options);
    if (!options.dryRun) await fillSearch(openSearch(config, database, logger), database);
    for (const line of importReport(plan, options)) process.stdout.write(`${line}\n`);
  });
};

await runOnce('no drugs were imported', run, { usage: USAGE });
