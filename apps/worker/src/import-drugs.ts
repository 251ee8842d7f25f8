import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { loadConfig } from '@soomcare/config';
import { createDatabase, newUuid } from '@soomcare/database';
import { importDrugs, importReport, ownDrugList } from '@soomcare/medications';
import { createLogger } from '@soomcare/observability';

import { fillSearch } from './fill-search.ts';
import { openSearch } from './open-search.ts';
import { tables } from './tables.ts';

const USAGE = 'import-drugs.ts [--dry-run] [--add] [--overwrite] [file.csv]';

/** A full national list is read and written as a whole. */
const PATIENCE_MS = 30_000;

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
  const config = loadConfig();
  const logger = createLogger({ level: 'warn', name: 'import-drugs' });
  const database = await createDatabase({
    ...config.database,
    statementTimeoutMs: PATIENCE_MS,
    entities: tables,
  });

  try {
    const plan = await importDrugs({ database, now: () => new Date(), newId: newUuid }, bytes, options);
    if (!options.dryRun) await fillSearch(openSearch(config, database, logger), database);
    for (const line of importReport(plan, options)) process.stdout.write(`${line}\n`);
  } finally {
    await database.close();
  }
};

try {
  await run();
} catch (error) {
  process.stderr.write(
    `no drugs were imported: ${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`,
  );
  process.exitCode = 1;
}
