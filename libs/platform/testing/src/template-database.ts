import { type Connection, type RowDataPacket } from 'mysql2/promise';

import { type TestRun } from './test-run.ts';

const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

const firstRow = async (server: Connection, sql: string, params: string[] = []): Promise<RowDataPacket> => {
  const [rows] = await server.query<RowDataPacket[]>(sql, params);
  const [row] = rows;
  if (!row) throw new Error('a statement that always gives a row gave none');

  return row;
};

/** Reads how to copy a migrated database. Throws for what a copy would lose without a word: views, triggers. */
export const readTemplate = async (
  server: Connection,
  template: string,
): Promise<Pick<TestRun, 'tables' | 'seededTables'>> => {
  const [names] = await server.query<RowDataPacket[]>(
    'SELECT table_name AS name, table_type AS type FROM information_schema.tables WHERE table_schema = ?',
    [template],
  );
  const { triggers } = await firstRow(
    server,
    'SELECT COUNT(*) AS triggers FROM information_schema.triggers WHERE trigger_schema = ?',
    [template],
  );
  if (triggers !== 0 || names.some(({ type }) => type !== 'BASE TABLE')) {
    throw new Error('the schema has views or triggers, which copies for tests do not carry yet');
  }

  const tables: string[] = [];
  const seededTables: string[] = [];
  for (const { name } of names) {
    const table = String(name);
    const path = `${quoted(template)}.${quoted(table)}`;
    tables.push(String((await firstRow(server, `SHOW CREATE TABLE ${path}`))['Create Table']));
    const { filled } = await firstRow(server, `SELECT EXISTS (SELECT 1 FROM ${path}) AS filled`);
    if (filled === 1) seededTables.push(table);
  }

  return { tables, seededTables };
};

/** Makes an empty database with the template's tables and the rows that migrations wrote. */
export const copyTemplate = async (
  server: Connection,
  { template, tables, seededTables }: TestRun,
  name: string,
): Promise<void> => {
  await server.query(`CREATE DATABASE ${quoted(name)} CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci`);
  await server.query(`USE ${quoted(name)}`);
  // The tables come in any order, so a foreign key may name one that is not there yet.
  await server.query('SET SESSION foreign_key_checks = 0');
  for (const create of tables) await server.query(create);
  for (const table of seededTables) {
    await server.query(`INSERT INTO ${quoted(table)} SELECT * FROM ${quoted(template)}.${quoted(table)}`);
  }
};
