import { Socket } from 'node:net';
import { createPool, type PoolConnection, type PoolOptions } from 'mysql2';
import { mapDatabaseError } from './error-mapping.ts';
import { DatabaseUnavailable } from './errors.ts';
import { isPoolConnection } from './pool-connection.ts';
import { prepareSession, sessionSql } from './session.ts';
import { createStatementKiller, type StatementKiller } from './statement-killer.ts';

export interface PoolLimits {
  poolSize: number;
  /** How long a request may wait for a connection. */
  acquireTimeoutMs: number;
  /** How many may wait at once. */
  queueLimit: number;
  /** max_execution_time of reads. */
  statementTimeoutMs: number;
}

/** The one pool that TypeORM and the plain statements share. */
export interface BoundedPool {
  /** Rejects with DatabaseUnavailable: `acquire-timeout`, `queue-full` or `connection`. */
  acquire(): Promise<PoolConnection>;
  use(): { used: number; free: number; waiting: number };
  /** Closes every idle connection: when one turned out dead, the others most likely are as well. */
  dropIdle(): void;
  /** Of statements that its connections work on. */
  readonly killer: StatementKiller;
  end(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 2_000;
const GOODBYE_MS = 1_000;
const IDLE_TIMEOUT_MS = 60_000;
// Each connection keeps its prepared statements open on the server, which allows 16 382 in all by default.
const MAX_PREPARED_STATEMENTS = 256;

interface ConnectionQueue {
  length: number;
  get(index: number): unknown;
}

const isQueue = (value: unknown): value is ConnectionQueue =>
  typeof value === 'object' && value !== null && 'length' in value && 'get' in value;

// mysql2 tells its sizes nowhere else (3.24.5); the pool's tests fail if an update renames these.
const queueOf = (pool: object, field: '_allConnections' | '_freeConnections'): ConnectionQueue => {
  const queue: unknown = Reflect.get(pool, field);

  return isQueue(queue) ? queue : { length: 0, get: () => undefined };
};

/**
 * mysql2's pool waits for ever by default; this one has a deadline and a bounded queue, so that a slow database
 * costs quick 503s and not a pile of requests. `connection` holds TypeORM's settings (address, time zone).
 */
export const createBoundedPool = (connection: PoolOptions, limits: PoolLimits): BoundedPool => {
  const pool = createPool({
    ...connection,
    connectionLimit: limits.poolSize,
    maxIdle: limits.poolSize,
    idleTimeout: IDLE_TIMEOUT_MS,
    enableKeepAlive: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    maxPreparedStatements: MAX_PREPARED_STATEMENTS,
    waitForConnections: true,
    queueLimit: 0,
    supportBigNumbers: true,
    bigNumberStrings: false,
  });
  const initialSql = sessionSql(limits.statementTimeoutMs);
  const sockets = new Set<Socket>();
  pool.on('connection', (made: PoolConnection) => {
    const socket: unknown = Reflect.get(made, 'stream');
    if (socket instanceof Socket) sockets.add(socket.once('close', () => sockets.delete(socket)));
    prepareSession(made, initialSql);
  });
  const killer = createStatementKiller(connection);
  let waiting = 0;

  return {
    killer,

    acquire: () =>
      new Promise((resolve, reject) => {
        if (waiting >= limits.queueLimit + limits.poolSize) {
          reject(new DatabaseUnavailable('queue-full'));

          return;
        }

        let expired = false;
        const deadline = setTimeout(() => {
          expired = true;
          waiting -= 1;
          reject(new DatabaseUnavailable('acquire-timeout'));
        }, limits.acquireTimeoutMs);
        waiting += 1;
        pool.getConnection((error, acquired) => {
          if (expired) {
            // mysql2 cannot take a waiter back out of its queue: what comes too late goes straight back.
            if (!error) acquired.release();

            return;
          }

          waiting -= 1;
          clearTimeout(deadline);
          if (error) reject(asError(mapDatabaseError(error, 'connect')));
          else resolve(acquired);
        });
      }),

    use: () => {
      const free = queueOf(pool, '_freeConnections').length;

      return { used: queueOf(pool, '_allConnections').length - free, free, waiting };
    },

    dropIdle() {
      const idle = queueOf(pool, '_freeConnections');
      const connections = Array.from({ length: idle.length }, (_, index) => idle.get(index));
      for (const connection of connections) if (isPoolConnection(connection)) connection.destroy();
    },

    end: () =>
      new Promise((resolve, reject) => {
        // mysql2 only half-closes: a server that hangs would keep its sockets open, and with them this process.
        setTimeout(() => {
          for (const socket of sockets) socket.destroy();
          resolve();
        }, GOODBYE_MS).unref();
        killer.end();
        pool.end((error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
  };
};

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error('not an error'));
