import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { testServices } from '@soomcare/config';
import { listPendingMigrations, migrate } from '@soomcare/database';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { type TestProject } from 'vitest/node';

import { readTemplate } from './template-database.ts';
import './test-run.ts';

type NameRow = RowDataPacket & { name: string };

const FAMILY = /^soomcare_test_[0-9a-f]{12}_/;

const migrationsFolder = new URL('../../database/src/migrations/', import.meta.url);

/** Databases of one family can stand in for each other: all have the tables that these sources of migrations make. */
const familyOfMigrations = async (): Promise<string> => {
  const hash = createHash('sha256');
  for (const file of (await readdir(migrationsFolder)).sort()) {
    hash.update(file).update(await readFile(new URL(file, migrationsFolder)));
  }

  return `soomcare_test_${hash.digest('hex').slice(0, 12)}_`;
};

/** Drops the databases of other families, unless a run that lives (and holds a lock by that name) works with them. */
const dropOtherFamilies = async (server: Connection, family: string): Promise<void> => {
  const [rows] = await server.query<NameRow[]>(
    `SELECT schema_name AS name FROM information_schema.schemata
      WHERE schema_name LIKE 'soomcare\\_test\\_%' AND LEFT(schema_name, ?) <> ?`,
    [family.length, family],
  );
  for (const { name } of rows) {
    const prefix = FAMILY.exec(name)?.[0] ?? name;
    const [[use]] = await server.query<RowDataPacket[]>(
      `SELECT EXISTS (SELECT 1 FROM performance_schema.metadata_locks
                       WHERE object_type = 'USER LEVEL LOCK' AND LEFT(object_name, ?) = ?) AS living`,
      [prefix.length, prefix],
    );
    if (use?.living === 0) await server.query(`DROP DATABASE IF EXISTS \`${name}\``);
  }
};

const isMigrated = async (server: Connection, template: string, url: string): Promise<boolean> => {
  const [found] = await server.query<NameRow[]>(
    'SELECT schema_name AS name FROM information_schema.schemata WHERE schema_name = ?',
    [template],
  );

  return found.length > 0 && (await listPendingMigrations(url)).length === 0;
};

/** Of several runs one makes the template, and makes it anew when a run was killed amid its migrations. */
const ensureTemplate = async (server: Connection, template: string, url: string): Promise<void> => {
  const lock = `${template}_made`;
  await server.query('DO GET_LOCK(?, 120)', [lock]);
  if (!(await isMigrated(server, template, url))) {
    await server.query(`DROP DATABASE IF EXISTS \`${template}\``);
    await migrate(url);
  }
  await server.query('DO RELEASE_LOCK(?)', [lock]);
};

let server: Connection | undefined;

/**
 * vitest's global set-up: one migrated template, of which the test files get copies. Both stay for the next run, until
 * the migrations change. Without TEST_MYSQL_URL only unit tests can pass.
 */
export const setup = async (project: TestProject): Promise<void> => {
  const { mysqlUrl } = testServices();
  if (mysqlUrl === undefined) {
    project.vitest.logger.log(
      'TEST_MYSQL_URL is not set: tests that need MySQL will fail; `npm test` sets it.',
    );
    project.provide('testRun', null);

    return;
  }

  const databasePrefix = await familyOfMigrations();
  server = await createConnection({ uri: mysqlUrl, enableKeepAlive: true });
  await server.query('SET SESSION wait_timeout = 86400');
  await server.query('DO GET_LOCK(?, 0)', [`${databasePrefix}run_${process.pid}`]);
  await dropOtherFamilies(server, databasePrefix);

  const template = `${databasePrefix}template`;
  const templateUrl = new URL(mysqlUrl);
  templateUrl.pathname = `/${template}`;
  await ensureTemplate(server, template, templateUrl.href);
  const parts = await readTemplate(server, template);
  project.provide('testRun', { mysqlUrl, databasePrefix, template, ...parts });
};

export const teardown = async (): Promise<void> => {
  await server?.end();
};
