import { type Logger } from '@soomcare/observability';
import { type EntitySchema } from 'typeorm';
import { createDataSource, destroyConnection, noteFailure } from './data-source.ts';
import { isLostConnection, mapDatabaseError } from './error-mapping.ts';
import { DatabaseUnavailable } from './errors.ts';
import { isPoolConnection } from './pool-connection.ts';
import { type BoundedPool, createBoundedPool } from './pool.ts';
import { LOCK_WAIT_SECONDS } from './session.ts';
import { executeOn, isRepeatableRead } from './statements.ts';
import { createTransactionRunner, type TransactionOptions } from './transaction-runner.ts';
import { type Transaction } from './transaction.ts';

export type { IsolationLevel, TransactionOptions } from './transaction-runner.ts';

export interface DatabaseOptions {
  /** mysql://user:password@host:port/database */
  url: string;
  poolSize: number;
  /** Longest wait for a connection of the pool; then DatabaseUnavailable `acquire-timeout`. */
  acquireTimeoutMs?: number;
  /** How many may wait for a connection; one more gets DatabaseUnavailable `queue-full` at once. */
  queueLimit?: number;
  /** Longest read; then DatabaseUnavailable `statement-timeout`. */
  statementTimeoutMs?: number;
  logger?: Logger;
  entities: readonly EntitySchema<unknown>[];
}

export interface Database {
  /** Outside of a transaction: each call takes a connection of its own. */
  manager: Transaction;
  /**
   * Runs a prepared SELECT and gives the plain rows that it names: DATE and DATETIME as UTC text (`isoInstant` makes
   * ISO of it), BINARY as Buffer, COUNT and BIGINT as number (as text beyond 2^53), DECIMAL (also SUM) as text.
   * `T` is the caller's word for its own column list. Outside of a transaction a read is sent once more when its
   * connection turned out dead. Throws DatabaseUnavailable or StatementFailed.
   */
  rows<T>(sql: string, params?: readonly unknown[], within?: Transaction): Promise<T[]>;
  /**
   * As `rows`, outside of a transaction, for a read that is not worth its end when nobody waits for it: when `signal`
   * aborts, MySQL stops to work on it, and this rejects with the signal's reason.
   */
  rowsUntil<T>(signal: AbortSignal | undefined, sql: string, params?: readonly unknown[]): Promise<T[]>;
  /** Runs a prepared statement that changes rows; `affectedRows` counts matched rows, changed or not. */
  run(sql: string, params?: readonly unknown[], within?: Transaction): Promise<{ affectedRows: number }>;
  /**
   * Commits what `work` did, or rolls it back when `work` throws. After a deadlock or lock wait timeout (1213, 1205)
   * `work` is called again, so it must do nothing that a rollback does not undo: effects go through the outbox.
   * READ COMMITTED and 3 attempts unless told. A connection lost in COMMIT is DatabaseUnavailable `commit-unknown`.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Rejects with DatabaseUnavailable when MySQL does not answer within `timeoutMs` (1000). */
  ping(timeoutMs?: number): Promise<void>;
  pool(): { used: number; free: number; waiting: number };
  close(): Promise<void>;
}

const PING_TIMEOUT_MS = 1_000;
// A client-side bound for a server that hangs (full disk, frozen host): above every bound of the server itself.
const DEADLINE_MARGIN_MS = 2_000;

/** Of the first connection. */
const START_TIMEOUT_MS = 10_000;

const asRows = <T>(result: unknown): T[] => {
  if (!Array.isArray(result)) throw new TypeError('only for statements that give rows');

  // The only place where the database's rows get their type: the caller wrote the column list.
  return result as T[];
};

/** Connects; rejects when the server is not there, the password is wrong or the database is missing. */
export const createDatabase = async ({
  url,
  poolSize,
  acquireTimeoutMs = 500,
  queueLimit = 100,
  statementTimeoutMs = 2_000,
  logger,
  entities,
}: DatabaseOptions): Promise<Database> => {
  const deadlineMs = Math.max(statementTimeoutMs, LOCK_WAIT_SECONDS * 1_000) + DEADLINE_MARGIN_MS;
  // While it starts nobody waits for an answer, and a machine that starts much at once is slow.
  const limits = {
    poolSize,
    acquireTimeoutMs: Math.max(acquireTimeoutMs, START_TIMEOUT_MS),
    queueLimit,
    statementTimeoutMs,
  };
  const pools: BoundedPool[] = [];
  const dataSource = createDataSource({
    url,
    entities,
    deadlineMs,
    poolFor: (connection) => {
      const made = createBoundedPool(connection, limits);
      pools.push(made);

      return made;
    },
    onLost: () => {
      for (const pool of pools) pool.dropIdle();
    },
  });
  await dataSource.initialize();
  limits.acquireTimeoutMs = acquireTimeoutMs;
  const [pool] = pools;
  if (!pool) throw new Error('TypeORM made no pool');

  const onPool = async (sql: string, params: readonly unknown[], signal?: AbortSignal): Promise<unknown> => {
    signal?.throwIfAborted();
    const connection = await pool.acquire();
    try {
      return await pool.killer.until(signal, connection, () =>
        executeOn(connection, sql, params, { deadlineMs, signal }),
      );
    } catch (error) {
      if (isLostConnection(error)) pool.dropIdle();
      throw error;
    } finally {
      connection.release();
    }
  };

  const alone = (sql: string, params: readonly unknown[], signal?: AbortSignal): Promise<unknown> =>
    onPool(sql, params, signal).catch((error: unknown) => {
      if (!isLostConnection(error) || !isRepeatableRead(sql)) throw error;

      logger?.warn({ err: error }, 'a read is sent again on another connection');

      return onPool(sql, params, signal);
    });

  const execute = async (sql: string, params: readonly unknown[], within?: Transaction): Promise<unknown> => {
    const runner = within?.queryRunner;
    if (!runner) return alone(sql, params);
    if (runner.isReleased) throw new Error('the transaction has ended');

    const connection: unknown = await runner.connect();
    if (!isPoolConnection(connection)) throw new Error('not a connection of this database');

    try {
      return await executeOn(connection, sql, params, { deadlineMs });
    } catch (error) {
      noteFailure(runner, error);
      if (isLostConnection(error)) pool.dropIdle();
      throw error;
    }
  };

  return {
    manager: dataSource.manager,

    async rows<T>(sql: string, params: readonly unknown[] = [], within?: Transaction) {
      return asRows<T>(await execute(sql, params, within));
    },

    async rowsUntil<T>(signal: AbortSignal | undefined, sql: string, params: readonly unknown[] = []) {
      return asRows<T>(await alone(sql, params, signal));
    },

    async run(sql, params = [], within) {
      const result = await execute(sql, params, within);
      if (typeof result !== 'object' || result === null || !('affectedRows' in result)) {
        throw new TypeError('run() is for statements that change rows');
      }

      return { affectedRows: Number(result.affectedRows) };
    },

    transaction: createTransactionRunner({ dataSource, destroyConnection, ...(logger ? { logger } : {}) }),

    async ping(timeoutMs = PING_TIMEOUT_MS) {
      const connection = await pool.acquire();
      await new Promise<void>((resolve, reject) => {
        const deadline = setTimeout(() => {
          connection.destroy();
          reject(new DatabaseUnavailable('statement-timeout', 'CLIENT_DEADLINE'));
        }, timeoutMs);
        connection.ping((error) => {
          clearTimeout(deadline);
          if (!error) {
            resolve();

            return;
          }

          connection.destroy();
          const mapped = mapDatabaseError(error, 'ping');
          reject(mapped instanceof Error ? mapped : error);
        });
      }).finally(() => {
        connection.release();
      });
    },

    pool: () => pool.use(),

    close: () => dataSource.destroy(),
  };
};
