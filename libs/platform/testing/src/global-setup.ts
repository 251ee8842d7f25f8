import { testServices } from '@soomcare/config';
import { migrate } from '@soomcare/database';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { type TestProject } from 'vitest/node';

import { readTemplate } from './template-database.ts';
import './test-run.ts';

type NameRow = RowDataPacket & { name: string };
type FreeRow = RowDataPacket & { free: number };

const RUN_PATTERN = /^soomcare_test_([a-z0-9]+)_/;

// A run holds a named lock as long as it lives; MySQL lets go of it when the process dies.
const lockOf = (runId: string): string => `soomcare_test_run_${runId}`;

const databasesLike = async (server: Connection, pattern: string): Promise<string[]> => {
  const [rows] = await server.query<NameRow[]>(
    'SELECT schema_name AS name FROM information_schema.schemata WHERE schema_name LIKE ?',
    [pattern],
  );

  return rows.map(({ name }) => name);
};

/** Databases of runs that no longer live; two runs at once leave each other alone. */
const dropLeftOvers = async (server: Connection): Promise<void> => {
  for (const name of await databasesLike(server, 'soomcare\\_test\\_%')) {
    const runId = RUN_PATTERN.exec(name)?.[1];
    const [rows] = await server.query<FreeRow[]>('SELECT IS_FREE_LOCK(?) AS free', [lockOf(runId ?? 'none')]);
    if (rows[0]?.free === 1) await server.query(`DROP DATABASE IF EXISTS \`${name}\``);
  }
};

let server: Connection | undefined;
let ownPattern = '';

/** vitest's global set-up: one migrated template for the whole run. Without TEST_MYSQL_URL only unit tests can pass. */
export const setup = async (project: TestProject): Promise<void> => {
  const { mysqlUrl } = testServices();
  if (mysqlUrl === undefined) {
    project.vitest.logger.log(
      'TEST_MYSQL_URL is not set: tests that need MySQL will fail; `npm test` sets it.',
    );
    project.provide('testRun', null);

    return;
  }

  const runId = `${process.pid.toString(36)}${Date.now().toString(36)}`;
  const databasePrefix = `soomcare_test_${runId}_`;
  ownPattern = databasePrefix.replaceAll('_', '\\_') + '%';
  server = await createConnection({ uri: mysqlUrl, enableKeepAlive: true });
  await server.query('SET SESSION wait_timeout = 86400');
  await server.query('SELECT GET_LOCK(?, 0)', [lockOf(runId)]);
  await dropLeftOvers(server);

  const template = `${databasePrefix}template`;
  const templateUrl = new URL(mysqlUrl);
  templateUrl.pathname = `/${template}`;
  await migrate(templateUrl.href);
  const parts = await readTemplate(server, template);
  project.provide('testRun', { mysqlUrl, databasePrefix, template, ...parts });
};

export const teardown = async (): Promise<void> => {
  if (!server) return;

  for (const name of await databasesLike(server, ownPattern)) {
    await server.query(`DROP DATABASE IF EXISTS \`${name}\``);
  }
  await server.end();
};
