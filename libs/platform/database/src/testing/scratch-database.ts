import { randomBytes } from 'node:crypto';
import { testServices } from '@soomcare/config';
import { createConnection } from 'mysql2/promise';
import { type EntitySchema } from 'typeorm';
import { createDatabase, type Database, type DatabaseOptions } from '../database.ts';

/** A database for this lib's own tests, which cannot use @soomcare/testing: that lib stands on this one. */
export interface ScratchDatabase {
  url: string;
  name: string;
  /** Runs SQL as root on a connection of its own, with no database chosen; gives the rows. */
  admin(sql: string, params?: (string | number)[]): Promise<Record<string, unknown>[]>;
  open(entities?: EntitySchema<unknown>[], options?: Partial<DatabaseOptions>): Promise<Database>;
  drop(): Promise<void>;
}

/** Names a database that does not exist yet and begins as the test run's leftovers do. */
export const createScratchDatabase = async ({ create = true } = {}): Promise<ScratchDatabase> => {
  const { mysqlUrl } = testServices();
  if (mysqlUrl === undefined) throw new Error('this test needs MySQL: set TEST_MYSQL_URL or use `npm test`');

  const name = `soomcare_test_scratch${randomBytes(6).toString('hex')}`;
  const address = new URL(mysqlUrl);
  address.pathname = `/${name}`;
  const connection = await createConnection(mysqlUrl);
  const admin: ScratchDatabase['admin'] = async (sql, params = []) => {
    const [rows]: [unknown, unknown] = await connection.query(sql, params);

    return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
  };
  // Tells other test runs, which drop what dead runs left, that this one lives (@soomcare/testing's global set-up).
  await admin('SELECT GET_LOCK(?, 0)', [name]);
  if (create) await admin(`CREATE DATABASE ${name}`);

  return {
    url: address.href,
    name,
    admin,
    open: (entities = [], options = {}) =>
      createDatabase({ url: address.href, poolSize: 3, entities, ...options }),
    drop: async () => {
      await admin(`DROP DATABASE IF EXISTS ${name}`);
      await connection.end();
    },
  };
};
