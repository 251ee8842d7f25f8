import { type PoolOptions } from 'mysql2';
import { DataSource, type EntitySchema, type QueryRunner, type ReplicationMode } from 'typeorm';
import { isLostConnection, mapDatabaseError, spoilsConnection } from './error-mapping.ts';
import { migrations } from './migrations/index.ts';
import { isPoolConnection } from './pool-connection.ts';
import { type BoundedPool } from './pool.ts';
import { silentLogger } from './testing/silent-logger.ts';

/** The table in which TypeORM keeps which migrations have run. */
export const MIGRATIONS_TABLE = 'schema_migrations';

const CHARACTER_SET = 'utf8mb4_0900_ai_ci';

/** Every query runner's failures, by which the transaction knows that MySQL has already rolled it back. */
const failures = new WeakMap<QueryRunner, unknown>();

/** The first failure of contention, or of the connection, that a runner has seen. */
export const failureOf = (runner: QueryRunner): unknown => failures.get(runner);

export const noteFailure = (runner: QueryRunner, error: unknown): void => {
  if (!failures.has(runner)) failures.set(runner, error);
};

/** Takes a runner's connection out of the pool for good. */
export const destroyConnection = async (runner: QueryRunner): Promise<void> => {
  const connection: unknown = await runner.connect().catch(() => undefined);
  if (isPoolConnection(connection)) connection.destroy();
};

const transactionCommands: ReadonlySet<string> = new Set(['START TRANSACTION', 'COMMIT', 'ROLLBACK']);

/** TypeORM's own way to MySQL costs the process as much for a command as a statement with its rows. */
const sendCommand = async (runner: QueryRunner, sql: string, timeout: number): Promise<unknown> => {
  const connection: unknown = await runner.connect();
  if (!isPoolConnection(connection)) throw new Error('not a connection of this database');

  return new Promise((resolve, reject) => {
    connection.query({ sql, timeout }, (error, result) => {
      if (error) reject(error);
      else resolve(result);
    });
  });
};

/** A DataSource whose errors are ours: mapped, and without the values that were bound. */
class MappedDataSource extends DataSource {
  /** Set after the constructor, which makes no query. */
  deadlineMs = 0;
  onLost: () => void = () => {};

  override createQueryRunner(mode?: ReplicationMode): QueryRunner {
    const runner = super.createQueryRunner(mode);
    const query = runner.query.bind(runner);
    const mapped = async (error: unknown, statement: string): Promise<never> => {
      const failure = mapDatabaseError(error, statement);
      noteFailure(runner, failure);
      if (spoilsConnection(failure)) await destroyConnection(runner);
      if (isLostConnection(failure)) this.onLost();
      throw failure;
    };
    const send = (statement: string, parameters: unknown[] | undefined) =>
      transactionCommands.has(statement)
        ? sendCommand(runner, statement, this.deadlineMs)
        : query(statement, parameters);
    // The boolean literal picks the overload of the structured result.
    runner.query = (statement: string, parameters?: unknown[], structured?: boolean) =>
      (structured ? query(statement, parameters, true) : send(statement, parameters)).catch(
        (error: unknown) => mapped(error, statement),
      );

    return runner;
  }
}

export interface DataSourceOptions {
  url: string;
  entities: readonly EntitySchema<unknown>[];
  /** How long the client waits for one statement before it gives the connection up. */
  deadlineMs: number;
  poolFor: (connection: PoolOptions) => BoundedPool;
  /** Called when a connection turned out dead. */
  onLost: () => void;
}

/** A DataSource, not yet connected, on a pool of ours. It never changes the schema by itself. */
export const createDataSource = ({
  url,
  entities,
  deadlineMs,
  poolFor,
  onLost,
}: DataSourceOptions): DataSource => {
  const dataSource = new MappedDataSource({
    type: 'mysql',
    url,
    entities: [...entities],
    migrations,
    migrationsTableName: MIGRATIONS_TABLE,
    migrationsTransactionMode: 'none',
    synchronize: false,
    logging: false,
    logger: silentLogger,
    timezone: 'Z',
    charset: CHARACTER_SET,
    dateStrings: ['DATE'],
    maxQueryExecutionTime: deadlineMs,
    enableQueryTimeout: true,
    // The part of mysql2 that TypeORM uses, so that it takes its connections from the bounded pool.
    driver: { createPool: (connection: PoolOptions) => callbackPool(poolFor(connection)) },
  });
  dataSource.deadlineMs = deadlineMs;
  dataSource.onLost = onLost;

  return dataSource;
};

const callbackPool = (pool: BoundedPool) => ({
  getConnection(callback: (error: unknown, connection?: unknown) => void): void {
    pool.acquire().then(
      (connection) => {
        callback(null, connection);
      },
      (error: unknown) => {
        callback(error);
      },
    );
  },
  end(callback: (error?: unknown) => void): void {
    pool.end().then(
      () => {
        callback();
      },
      (error: unknown) => {
        callback(error);
      },
    );
  },
});
