import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
// eslint-disable-next-line @nx/enforce-module-boundaries -- infra is no package; this file is made for fault tests
import { createSeverableProxy, type SeverableProxy } from '../../../../infra/services/severable-proxy.js';
import { createDatabase, type Database, type DatabaseOptions } from './database.ts';
import { createBoundedPool } from './pool.ts';
import { createScratchDatabase, type ScratchDatabase } from './testing/scratch-database.ts';
import { executeOn } from './statements.ts';

let scratch: ScratchDatabase;
let proxy: SeverableProxy;
let database: Database;

const throughProxy = (options: Partial<DatabaseOptions> = {}): Promise<Database> =>
  createDatabase({ url: proxy.url, poolSize: 2, entities: [], ...options });

beforeAll(async () => {
  scratch = await createScratchDatabase();
  await scratch.admin(`CREATE TABLE ${scratch.name}.counters (id INT PRIMARY KEY, total INT NOT NULL)`);
  await scratch.admin(`INSERT INTO ${scratch.name}.counters VALUES (1, 0)`);
});
afterAll(() => scratch.drop());

beforeEach(async () => {
  proxy = await createSeverableProxy(scratch.url);
  database = await throughProxy();
});
afterEach(async () => {
  proxy.thaw();
  proxy.comeUp();
  await database.close();
  await proxy.close();
});

const total = async (): Promise<number> => {
  const [row] = await database.rows<{ total: number }>('SELECT c.total FROM counters c WHERE c.id = 1');

  return row?.total ?? -1;
};
const add = 'UPDATE counters SET total = total + 1 WHERE id = 1';

describe('a server that goes away', () => {
  test('everything says unavailable at once, and works again when the server is back', async () => {
    expect(await total()).toBe(0);
    proxy.goDown();

    const unavailable = { name: 'DatabaseUnavailable' };
    await expect(database.rows('SELECT 1')).rejects.toMatchObject(unavailable);
    await expect(database.run(add)).rejects.toMatchObject(unavailable);
    await expect(database.transaction((tx) => tx.query(add))).rejects.toMatchObject(unavailable);
    await expect(database.manager.query('SELECT 1')).rejects.toMatchObject(unavailable);
    await expect(database.ping()).rejects.toMatchObject(unavailable);

    proxy.comeUp();
    expect(await total()).toBe(0);
    await database.ping();
    expect(database.pool().waiting).toBe(0);
  });

  test('a read whose connection dies under it is sent again', async () => {
    await total();
    proxy.breakOnNextSend();

    expect(await total()).toBe(0);
  });

  test('a write whose connection dies under it is not sent again', async () => {
    await total();
    proxy.breakOnNextSend();

    await expect(database.run(add)).rejects.toMatchObject({ reason: 'connection' });
    expect(await total()).toBe(0);
  });

  test('a connection lost in COMMIT leaves the outcome unknown, and says so', async () => {
    const committing = database.transaction(async (tx) => {
      await database.run(add, [], tx);
      proxy.breakOnNextSend();
    });

    await expect(committing).rejects.toMatchObject({ name: 'DatabaseUnavailable', reason: 'commit-unknown' });
    expect(await total()).toBe(0);
  });

  test('connections that MySQL closed while they were idle are replaced', async () => {
    await Promise.all([total(), total()]);
    // Not the process list: it fails on another session's statement with bytes that are no text.
    const own = await scratch.admin(
      'SELECT processlist_id AS id FROM performance_schema.threads WHERE processlist_db = ?',
      [scratch.name],
    );
    for (const { id } of own) await scratch.admin(`KILL ${Number(id)}`);

    expect(await total()).toBe(0);
    expect(await database.run(add)).toEqual({ affectedRows: 1 });
    await database.run('UPDATE counters SET total = 0');
  });
});

test('one dead connection empties the pool of idle ones, so the next write does not meet another dead one', async () => {
  await Promise.all([total(), total()]);
  expect(database.pool().free).toBe(2);
  proxy.breakOnNextSend();
  await expect(database.run(add)).rejects.toMatchObject({ reason: 'connection' });

  expect(database.pool()).toEqual({ used: 0, free: 0, waiting: 0 });
});

describe('a server that is slow', () => {
  test('a read over its time is stopped by MySQL, and its connection goes on being used', async () => {
    const brief = await throughProxy({ statementTimeoutMs: 50 });
    const endless =
      'SELECT COUNT(*) AS n FROM information_schema.columns a, information_schema.columns b, information_schema.columns c';

    await expect(brief.rows(endless)).rejects.toMatchObject({
      reason: 'statement-timeout',
      code: 'ER_QUERY_TIMEOUT',
    });
    await expect(brief.manager.query(endless)).rejects.toMatchObject({ reason: 'statement-timeout' });
    expect(brief.pool()).toMatchObject({ used: 0, waiting: 0 });
    await brief.close();
  });

  test('a request waits for a connection only so long, and an endless queue cannot form', async () => {
    const small = await throughProxy({ poolSize: 1, acquireTimeoutMs: 50, queueLimit: 2 });
    const busy = small.rows('SELECT SLEEP(0.4) AS slept');
    await expect.poll(() => small.pool()).toEqual({ used: 1, free: 0, waiting: 0 });

    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => small.rows('SELECT 1')));
    const reasons = answers.map((answer) =>
      answer.status === 'rejected' ? String(answer.reason) : 'answered',
    );

    expect(reasons.filter((reason) => reason.includes('acquire-timeout'))).toHaveLength(3);
    expect(reasons.filter((reason) => reason.includes('queue-full'))).toHaveLength(3);
    await busy;
    expect(await small.rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(small.pool()).toEqual({ used: 0, free: 1, waiting: 0 });
    await small.close();
  });

  test('a frozen server costs its deadline and the connection, not the process', async () => {
    const address = new URL(scratch.url);
    const pool = createBoundedPool(
      {
        host: '127.0.0.1',
        port: proxy.port,
        user: address.username,
        password: decodeURIComponent(address.password),
      },
      { poolSize: 1, acquireTimeoutMs: 500, queueLimit: 1, statementTimeoutMs: 2_000 },
    );
    const connection = await pool.acquire();
    proxy.freeze();

    await expect(executeOn(connection, 'SELECT 1', [], { deadlineMs: 50 })).rejects.toMatchObject({
      reason: 'statement-timeout',
    });
    connection.release();
    expect(pool.use()).toEqual({ used: 0, free: 0, waiting: 0 });

    proxy.thaw();
    const next = await pool.acquire();
    expect(await executeOn(next, 'SELECT 1 AS one', [], { deadlineMs: 500 })).toEqual([{ one: 1 }]);
    next.release();
    await pool.end();
  });
});

describe('a server that lost its primary role', () => {
  test('a read-only answer is unavailable and drops the connection, so that the next one may find the new primary', async () => {
    const idOf = async (): Promise<unknown> => (await database.rows('SELECT CONNECTION_ID() AS id'))[0];
    const before = await idOf();
    const readOnly = database.transaction((tx) => tx.query(`SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1290`));

    await expect(readOnly).rejects.toMatchObject({ reason: 'read-only' });
    expect(await idOf()).not.toEqual(before);
  });
});

test('a start without a server is refused within seconds', async () => {
  proxy.goDown();

  await expect(throughProxy()).rejects.toMatchObject({ name: 'DatabaseUnavailable' });
});
