import { randomBytes } from 'node:crypto';
import { createDatabase, type Database, type DatabaseOptions } from '@soomcare/database';
import { type Connection, createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, inject } from 'vitest';

import { copyTemplate } from './template-database.ts';
import { type TestRun } from './test-run.ts';
import { takeUsedDatabase } from './used-database.ts';

/** Gives the test file's database; `url()` is for programs and second connections. Both only inside of tests. */
export interface TestDatabase {
  (): Database;
  url(): string;
}

const POOL_SIZE = 5;

const requireRun = (): TestRun => {
  const run = inject('testRun');
  if (run) return run;

  throw new Error('this test needs MySQL: set TEST_MYSQL_URL or use `npm test`');
};

const makeDatabase = async (server: Connection, run: TestRun): Promise<string> => {
  const name = `${run.databasePrefix}${randomBytes(5).toString('hex')}`;
  await server.query('SELECT GET_LOCK(?, 0)', [name]);
  await copyTemplate(server, run, name);

  return name;
};

/**
 * A database of its own for the test file, from before the first test until after the last one: as the migrations leave
 * it, made anew or cleaned after a file that is done. `const database = useTestDatabase({ entities: [peakFlowTable] })`,
 * then `database()`.
 */
export const useTestDatabase = (
  options: Pick<DatabaseOptions, 'entities'> & Partial<Omit<DatabaseOptions, 'url'>>,
): TestDatabase => {
  let server: Connection | undefined;
  let database: Database | undefined;
  let url = '';

  beforeAll(async () => {
    const run = requireRun();
    // Its lock is what tells other files that the database is in use.
    server = await createConnection({ uri: run.mysqlUrl, enableKeepAlive: true });
    const name = (await takeUsedDatabase(server, run)) ?? (await makeDatabase(server, run));
    const own = new URL(run.mysqlUrl);
    own.pathname = `/${name}`;
    url = own.href;
    database = await createDatabase({ poolSize: POOL_SIZE, ...options, url });
  });

  afterAll(async () => {
    await database?.close();
    await server?.end();
  });

  const current = (): Database => {
    if (!database) throw new Error('the test database is there from beforeAll on');

    return database;
  };

  return Object.assign(current, { url: () => url });
};

/** Empties every table but those in which migrations left rows; for a `beforeEach`. */
export const truncateAll = async (database: Database): Promise<void> => {
  const { seeds } = requireRun();
  const names = await database.rows<{ name: string }>(
    'SELECT t.table_name AS name FROM information_schema.tables t WHERE t.table_schema = DATABASE()',
  );
  await database.transaction(async (tx) => {
    await tx.query('SET SESSION foreign_key_checks = 0');
    try {
      // DELETE and not TRUNCATE: for a handful of rows it is many times faster.
      for (const { name } of names) {
        if (!Object.hasOwn(seeds, name)) await tx.query(`DELETE FROM \`${name}\``);
      }
    } finally {
      await tx.query('SET SESSION foreign_key_checks = 1');
    }
  });
};
