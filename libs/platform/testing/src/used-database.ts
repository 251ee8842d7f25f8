import { type Connection, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';

import { quoted, readChecksums, readShape } from './template-database.ts';
import { type TestRun } from './test-run.ts';

// From this many rows on, a new table costs less than deleting row by row.
const MANY_ROWS = 500;

type NameRow = RowDataPacket & { name: string };

const readFilledTables = async (
  server: Connection,
  { seeds }: TestRun,
  database: string,
): Promise<string[]> => {
  const [tables] = await server.query<NameRow[]>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ?',
    [database],
  );
  const questions = tables
    .filter(({ name }) => !Object.hasOwn(seeds, name))
    .map(({ name }) => `(SELECT '${name}' AS name FROM ${quoted(database)}.${quoted(name)} LIMIT 1)`);
  const [filled] = await server.query<NameRow[]>(questions.join(' UNION ALL '));

  return filled.map(({ name }) => name);
};

const emptyTable = async (server: Connection, path: string): Promise<void> => {
  const [{ affectedRows }] = await server.query<ResultSetHeader>(`DELETE FROM ${path} LIMIT ${MANY_ROWS}`);
  if (affectedRows === MANY_ROWS) await server.query(`TRUNCATE TABLE ${path}`);
};

const restoreSeeds = async (
  server: Connection,
  { template, seeds }: TestRun,
  database: string,
): Promise<void> => {
  const checksums = await readChecksums(server, database, Object.keys(seeds));
  for (const [table, checksum] of Object.entries(seeds)) {
    if (checksums[table] === checksum) continue;

    const path = `${quoted(database)}.${quoted(table)}`;
    await server.query(`DELETE FROM ${path}`);
    await server.query(`INSERT INTO ${path} SELECT * FROM ${quoted(template)}.${quoted(table)}`);
  }
};

/**
 * Makes a database that another test file has used like new: no rows but the migrations', and statistics that say so.
 * False when that file has changed its tables or triggers: then it is of no use.
 */
export const cleanUsedDatabase = async (
  server: Connection,
  run: TestRun,
  database: string,
): Promise<boolean> => {
  if ((await readShape(server, database)) !== run.shape) return false;

  await server.query('SET SESSION foreign_key_checks = 0');
  const emptied = new Set<string>();
  // A second time round for what triggers write when rows go.
  for (;;) {
    const filled = await readFilledTables(server, run, database);
    if (filled.length === 0) break;

    for (const table of filled) {
      emptied.add(table);
      await emptyTable(server, `${quoted(database)}.${quoted(table)}`);
    }
  }
  await restoreSeeds(server, run, database);
  const paths = [...emptied].map((table) => `${quoted(database)}.${quoted(table)}`);
  if (paths.length > 0) await server.query(`ANALYZE NO_WRITE_TO_BINLOG TABLE ${paths.join(', ')}`);

  return true;
};

/**
 * Takes a database that an earlier file, of this run or another, has left, cleaned; null when there is none. It belongs to `server`,
 * which holds a lock of its name, until that connection ends.
 */
export const takeUsedDatabase = async (server: Connection, run: TestRun): Promise<string | null> => {
  // A program that a test started and that still writes keeps its database from everybody else.
  const [candidates] = await server.query<NameRow[]>(
    `SELECT s.schema_name AS name FROM information_schema.schemata s
      WHERE LEFT(s.schema_name, ?) = ? AND s.schema_name <> ? AND IS_FREE_LOCK(s.schema_name)
        AND NOT EXISTS (SELECT 1 FROM performance_schema.processlist p WHERE p.db = s.schema_name)`,
    [run.databasePrefix.length, run.databasePrefix, run.template],
  );
  for (const { name } of candidates) {
    const [[lock]] = await server.query<RowDataPacket[]>('SELECT GET_LOCK(?, 0) AS taken', [name]);
    if (lock?.taken !== 1) continue;
    if (await cleanUsedDatabase(server, run, name)) return name;

    await server.query(`DROP DATABASE ${quoted(name)}`);
    await server.query('DO RELEASE_LOCK(?)', [name]);
  }

  return null;
};
