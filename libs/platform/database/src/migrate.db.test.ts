import { afterEach, beforeEach, expect, test } from 'vitest';
import { listPendingMigrations, migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { createScratchDatabase, type ScratchDatabase } from './testing/scratch-database.ts';

let scratch: ScratchDatabase;

beforeEach(async () => {
  scratch = await createScratchDatabase({ create: false });
});
afterEach(() => scratch.drop());

test('a missing database is made in utf8mb4 and brought up to date', async () => {
  const ran = await migrate(scratch.url);

  expect(ran).toHaveLength(migrations.length);
  expect(await listPendingMigrations(scratch.url)).toEqual([]);
  const [schema] = await scratch.admin(
    'SELECT default_collation_name AS collation FROM information_schema.schemata WHERE schema_name = ?',
    [scratch.name],
  );
  expect(schema).toEqual({ collation: 'utf8mb4_0900_ai_ci' });
});

test('every table is InnoDB in utf8mb4_0900_ai_ci', async () => {
  await migrate(scratch.url);

  const others = await scratch.admin(
    `SELECT table_name FROM information_schema.tables
     WHERE table_schema = ? AND (engine <> 'InnoDB' OR table_collation <> 'utf8mb4_0900_ai_ci')
       AND table_name <> 'schema_migrations'`,
    [scratch.name],
  );
  expect(others).toEqual([]);
});

test('a second run has nothing to do', async () => {
  await migrate(scratch.url);

  expect(await migrate(scratch.url)).toEqual([]);
});

test('of two that start at once one migrates and the other waits', async () => {
  const ran = await Promise.all([migrate(scratch.url), migrate(scratch.url), migrate(scratch.url)]);

  expect(ran.map(({ length }) => length).toSorted((a, b) => a - b)).toEqual([0, 0, migrations.length]);
});

test('what is pending is told without running it', async () => {
  await scratch.admin(`CREATE DATABASE ${scratch.name}`);

  const pending = await listPendingMigrations(scratch.url);
  expect(pending).toHaveLength(migrations.length);
  expect(await listPendingMigrations(scratch.url)).toEqual(pending);
});

test('the migrations stand in the order of their time stamps', () => {
  const stamps = migrations.map((Migration) => /\d{14}$/.exec(Migration.name)?.[0]);

  expect(stamps).not.toContain(undefined);
  expect(stamps).toEqual(stamps.toSorted());
});

test.each(['mysql://root@127.0.0.1:1/', 'mysql://root@127.0.0.1:1/a;b'])(
  '%s names no database',
  async (url) => {
    await expect(migrate(url)).rejects.toThrow(RangeError);
  },
);
