import { createHash } from 'node:crypto';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { DataSource } from 'typeorm';
import { MIGRATIONS_TABLE } from './data-source.ts';
import { migrations } from './migrations/index.ts';
import { silentLogger } from './testing/silent-logger.ts';

const LOCK_WAIT_SECONDS = 60;

const databaseNameOf = (url: string): string => {
  const name = new URL(url).pathname.slice(1);
  if (!/^[A-Za-z0-9_]{1,64}$/.test(name)) throw new RangeError('the URL names no usable database');

  return name;
};

const serverUrlOf = (url: string): string => {
  const server = new URL(url);
  server.pathname = '/';

  return server.href;
};

const dataSourceFor = (url: string): DataSource =>
  new DataSource({
    type: 'mysql',
    url,
    entities: [],
    migrations,
    migrationsTableName: MIGRATIONS_TABLE,
    migrationsTransactionMode: 'none',
    synchronize: false,
    logging: false,
    logger: silentLogger,
    timezone: 'Z',
    poolSize: 1,
  });

// Named locks belong to the server, not to a database, and have at most 64 characters.
const lockNameOf = (database: string): string =>
  `soomcare_migrate_${createHash('sha256').update(database).digest('hex').slice(0, 32)}`;

const runPending = async (url: string): Promise<string[]> => {
  const dataSource = await dataSourceFor(url).initialize();
  try {
    const done = await dataSource.runMigrations({ transaction: 'none' });

    return done.map(({ name }) => name);
  } finally {
    await dataSource.destroy();
  }
};

/**
 * Creates the database if it is missing and runs what is pending; gives the names of what it ran.
 * Safe when several programs start at once: one migrates, the others wait (at most 60 s, then this rejects).
 */
export const migrate = async (url: string): Promise<string[]> => {
  const database = databaseNameOf(url);
  const lockName = lockNameOf(database);
  // This connection holds the lock: when the program dies, MySQL lets it go.
  const server = await createConnection(serverUrlOf(url));
  try {
    const [answer] = await server.query<RowDataPacket[]>('SELECT GET_LOCK(?, ?) AS held', [
      lockName,
      LOCK_WAIT_SECONDS,
    ]);
    if (answer[0]?.['held'] !== 1) throw new Error('another program has been migrating for too long');

    await server.query(
      `CREATE DATABASE IF NOT EXISTS \`${database}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci`,
    );

    return await runPending(url);
  } finally {
    await server.end();
  }
};

/** The names of the migrations that `migrate` would run, oldest first. Rejects when the database is missing. */
export const listPendingMigrations = async (url: string): Promise<string[]> => {
  const dataSource = await dataSourceFor(url).initialize();
  try {
    const runner = dataSource.createQueryRunner();
    const done = new Set<string>();
    if (await runner.hasTable(MIGRATIONS_TABLE)) {
      const rows: unknown = await runner.query(`SELECT name FROM ${MIGRATIONS_TABLE}`);
      for (const row of Array.isArray(rows) ? (rows as unknown[]) : []) {
        if (typeof row === 'object' && row !== null && 'name' in row) done.add(String(row.name));
      }
    }
    await runner.release();

    return dataSource.migrations.map(({ name }) => name ?? '').filter((name) => !done.has(name));
  } finally {
    await dataSource.destroy();
  }
};
