import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from './database.ts';
import { createScratchDatabase, type ScratchDatabase } from './testing/scratch-database.ts';

const SMALL = 'soomcare_test_one_connection';
const endless = `SELECT COUNT(*) AS n FROM information_schema.columns a, information_schema.columns b,
  information_schema.columns c`;
let scratch: ScratchDatabase;
let database: Database;

beforeAll(async () => {
  scratch = await createScratchDatabase();
  database = await scratch.open([], { poolSize: 1 });
});
afterAll(async () => {
  await database.close();
  await scratch.admin(`DROP USER IF EXISTS ${SMALL}`);
  await scratch.drop();
});

/** How many statements of this test's database MySQL works on. */
const running = async (): Promise<number> => {
  const rows = await scratch.admin(
    `SELECT t.thread_id FROM performance_schema.threads t
      WHERE t.processlist_db = ? AND t.processlist_command IN ('Query', 'Execute')`,
    [scratch.name],
  );
  return rows.length;
};
const connectionId = () => database.rows('SELECT CONNECTION_ID() AS id');

test('MySQL stops to work on a read that nobody waits for, and its connection goes on being used', async () => {
  const before = await connectionId();
  const gone = new AbortController();
  const read = database.rowsUntil(gone.signal, endless);
  await expect.poll(running).toBe(1);

  gone.abort();

  await expect(read).rejects.toMatchObject({ name: 'AbortError' });
  await expect.poll(running).toBe(0);
  expect(await connectionId()).toEqual(before);
});

test('whatever the moment, no other statement is ended', async () => {
  const before = await connectionId();
  for (let round = 0; round < 100; round += 1) {
    const gone = new AbortController();
    const left = database.rowsUntil(gone.signal, 'SELECT SLEEP(0.001) AS slept').catch(() => []);
    const next = database.rows('SELECT SLEEP(0.001) AS slept');
    setTimeout(() => gone.abort(), round % 4);

    expect(await next).toEqual([{ slept: 0 }]);
    await left;
  }

  expect(await connectionId()).toEqual(before);
});

test('nothing is sent for whom has gone already', async () => {
  await expect(database.rowsUntil(AbortSignal.abort(), 'SELECT wrong')).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(await database.rowsUntil(undefined, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a connection whose statement cannot be ended is given up', { timeout: 20_000 }, async () => {
  await scratch.admin(`CREATE USER ${SMALL} WITH MAX_USER_CONNECTIONS 1`);
  await scratch.admin(`GRANT SELECT ON ${scratch.name}.* TO ${SMALL}`);
  const url = new URL(scratch.url);
  Object.assign(url, { username: SMALL, password: '' });
  const small = await createDatabase({ url: url.href, poolSize: 1, entities: [] });
  const gone = new AbortController();
  const read = small.rowsUntil(gone.signal, endless);
  await expect.poll(running).toBe(1);

  gone.abort();

  await expect(read).rejects.toMatchObject({ name: 'AbortError' });
  await expect.poll(() => small.pool()).toEqual({ used: 0, free: 0, waiting: 0 });
  await small.close();
});
