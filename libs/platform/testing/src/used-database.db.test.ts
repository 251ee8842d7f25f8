import { newUuid, uuidToBinary } from '@soomcare/database';
import { type Connection, createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

import { useTestDatabase } from './test-database.ts';
import { type TestRun } from './test-run.ts';
import { cleanUsedDatabase, takeUsedDatabase } from './used-database.ts';

const database = useTestDatabase({ entities: [] });
const altered = useTestDatabase({ entities: [] });

let server: Connection;

const testRun = (): TestRun => {
  const run = inject('testRun');
  if (!run) throw new Error('this test needs MySQL');

  return run;
};

const nameOf = (url: string): string => new URL(url).pathname.slice(1);

beforeAll(async () => {
  server = await createConnection(testRun().mysqlUrl);
});

afterAll(() => server.end());

test('a cleaned database has no rows but the migrations’, few rows or many, and those as they were', async () => {
  const insert = `INSERT INTO outbox_messages (id, topic, payload, available_at, created_at) VALUES (?, 'x', '', NOW(), NOW())`;
  for (let count = 0; count < 10; count += 1) await database().run(insert, [uuidToBinary(newUuid())]);
  // Doubled eight times: too many to be deleted one by one.
  for (let times = 0; times < 8; times += 1) {
    await database().run(
      `INSERT INTO outbox_messages (id, topic, payload, available_at, created_at)
       SELECT UUID_TO_BIN(UUID()), topic, payload, available_at, created_at FROM outbox_messages`,
    );
  }
  const key = newUuid();
  await database().run(`INSERT INTO member_sequences (member_id, last_seq) VALUES (?, 1)`, [
    uuidToBinary(key),
  ]);
  const [migration] = await database().rows<{ name: string }>('SELECT name FROM schema_migrations LIMIT 1');
  await database().run('DELETE FROM schema_migrations WHERE name = ?', [migration?.name]);

  expect(await cleanUsedDatabase(server, testRun(), nameOf(database.url()))).toBe(true);

  expect(
    await database().rows('SELECT 1 FROM outbox_messages UNION ALL SELECT 1 FROM member_sequences'),
  ).toEqual([]);
  expect(
    await database().rows('SELECT 1 FROM schema_migrations WHERE name = ?', [migration?.name]),
  ).toHaveLength(1);
});

test.each([
  ['a column', 'ALTER TABLE outbox_messages ADD COLUMN extra INT'],
  ['an index', 'CREATE INDEX ix_extra ON outbox_messages (topic)'],
  ['a table', 'CREATE TABLE extra (id INT PRIMARY KEY)'],
])('a database that got %s is of no more use', async (_what, sql) => {
  await altered().manager.query(sql);

  expect(await cleanUsedDatabase(server, testRun(), nameOf(altered.url()))).toBe(false);
});

test('a database in use is not handed out', async () => {
  const taken = await takeUsedDatabase(server, testRun());

  expect(taken).not.toBe(nameOf(database.url()));
  expect(taken).not.toBe(nameOf(altered.url()));
});
