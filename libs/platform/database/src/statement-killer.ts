import { createPool, type PoolConnection, type PoolOptions } from 'mysql2';

const CONNECT_TIMEOUT_MS = 1_000;
const ANSWER_TIMEOUT_MS = 1_000;

/** Ends statements of other connections, by one of its own: those of the pool may all be busy. */
export interface StatementKiller {
  /**
   * Does `work` on a connection. When `signal` aborts meanwhile, MySQL is told to end what the connection works on, and
   * this rejects with the signal's reason.
   */
  until<T>(signal: AbortSignal | undefined, connection: PoolConnection, work: () => Promise<T>): Promise<T>;
  end(): void;
}

/** `connection` is the address that the pool has. */
export const createStatementKiller = (connection: PoolOptions): StatementKiller => {
  const pool = createPool({ ...connection, connectionLimit: 1, connectTimeout: CONNECT_TIMEOUT_MS });
  // Without a listener a connection that MySQL closes would end the process; the pool itself drops it.
  pool.on('connection', (made: PoolConnection) => made.on('error', () => {}));

  const kill = (threadId: number): Promise<void> =>
    new Promise((resolve, reject) => {
      pool.getConnection((unconnected, own) => {
        if (unconnected) {
          reject(unconnected);

          return;
        }

        own.query({ sql: 'KILL QUERY ?', values: [threadId], timeout: ANSWER_TIMEOUT_MS }, (error) => {
          if (error) {
            own.destroy();
            reject(error);

            return;
          }

          own.release();
          resolve();
        });
      });
    });

  return {
    async until(signal, busy, work) {
      signal?.throwIfAborted();
      let killed: Promise<void> | undefined;
      const abort = () => {
        killed = kill(busy.threadId).catch(() => {
          // It may still be under way, and must not meet the next statement of this connection.
          busy.destroy();
        });
      };
      signal?.addEventListener('abort', abort, { once: true });
      try {
        const result = await work();
        signal?.throwIfAborted();

        return result;
      } catch (error) {
        signal?.throwIfAborted();
        throw error;
      } finally {
        signal?.removeEventListener('abort', abort);
        await killed;
      }
    },

    end() {
      pool.end(() => {});
    },
  };
};
