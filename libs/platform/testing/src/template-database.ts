import { createHash } from 'node:crypto';
import { type Connection, type RowDataPacket } from 'mysql2/promise';

import { type TestRun } from './test-run.ts';

export const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

const firstRow = async (server: Connection, sql: string, params: string[] = []): Promise<RowDataPacket> => {
  const [rows] = await server.query<RowDataPacket[]>(sql, params);
  const [row] = rows;
  if (!row) throw new Error('a statement that always gives a row gave none');

  return row;
};

const readTriggers = async (server: Connection, template: string): Promise<string[]> => {
  const [triggers] = await server.query<RowDataPacket[]>(
    `SELECT trigger_name AS name, action_timing AS timing, event_manipulation AS event,
            event_object_table AS tableName, action_statement AS body
       FROM information_schema.triggers WHERE trigger_schema = ? ORDER BY action_order`,
    [template],
  );
  return triggers.map(
    ({ name, timing, event, tableName, body }) =>
      `CREATE TRIGGER ${quoted(String(name))} ${timing} ${event} ON ${quoted(String(tableName))} FOR EACH ROW ${body}`,
  );
};

const SHAPE_QUERIES = [
  `SELECT table_name, column_name, column_type, is_nullable, column_default, extra, generation_expression
     FROM information_schema.columns WHERE table_schema = ? ORDER BY table_name, ordinal_position`,
  `SELECT table_name, index_name, seq_in_index, column_name, non_unique, is_visible
     FROM information_schema.statistics WHERE table_schema = ? ORDER BY table_name, index_name, seq_in_index`,
  `SELECT table_name, constraint_name, constraint_type, enforced
     FROM information_schema.table_constraints WHERE table_schema = ? ORDER BY table_name, constraint_name`,
  `SELECT trigger_name, event_object_table, action_timing, event_manipulation, action_statement
     FROM information_schema.triggers WHERE trigger_schema = ? ORDER BY trigger_name`,
];

/** A hash of a database's columns, indexes, constraints and triggers: two of the same shape can stand in for each other. */
export const readShape = async (server: Connection, database: string): Promise<string> => {
  const hash = createHash('sha256');
  for (const sql of SHAPE_QUERIES) {
    const [rows] = await server.query<RowDataPacket[]>({ sql, rowsAsArray: true }, [database]);
    hash.update(JSON.stringify(rows));
  }

  return hash.digest('hex');
};

/** By table, a checksum of its rows. */
export const readChecksums = async (
  server: Connection,
  database: string,
  tables: string[],
): Promise<Record<string, string>> => {
  const paths = tables.map((table) => `${quoted(database)}.${quoted(table)}`);
  const [rows] = await server.query<RowDataPacket[]>(`CHECKSUM TABLE ${paths.join(', ')}`);

  // MySQL names each line `database.table`.
  return Object.fromEntries(
    rows.map(({ Table, Checksum }) => [String(Table).slice(database.length + 1), String(Checksum)]),
  );
};

/** Reads how to copy a migrated database. Throws for what a copy would lose without a word: views. */
export const readTemplate = async (
  server: Connection,
  template: string,
): Promise<Pick<TestRun, 'tables' | 'triggers' | 'seeds' | 'shape'>> => {
  const [names] = await server.query<RowDataPacket[]>(
    'SELECT table_name AS name, table_type AS type FROM information_schema.tables WHERE table_schema = ?',
    [template],
  );
  if (names.some(({ type }) => type !== 'BASE TABLE')) {
    throw new Error('the schema has views, which copies for tests do not carry yet');
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

  return {
    tables,
    triggers: await readTriggers(server, template),
    seeds: await readChecksums(server, template, seededTables),
    shape: await readShape(server, template),
  };
};

/** Makes an empty database with the template's tables, the rows that migrations wrote, and the triggers. */
export const copyTemplate = async (
  server: Connection,
  { template, tables, triggers, seeds }: TestRun,
  name: string,
): Promise<void> => {
  await server.query(`CREATE DATABASE ${quoted(name)} CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci`);
  await server.query(`USE ${quoted(name)}`);
  // The tables come in any order, so a foreign key may name one that is not there yet.
  await server.query('SET SESSION foreign_key_checks = 0');
  for (const create of tables) await server.query(create);
  for (const table of Object.keys(seeds)) {
    await server.query(`INSERT INTO ${quoted(table)} SELECT * FROM ${quoted(template)}.${quoted(table)}`);
  }
  for (const create of triggers) await server.query(create);
};
