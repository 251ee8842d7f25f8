import { expect, test } from 'vitest';
// eslint-disable-next-line @nx/enforce-module-boundaries -- infra is no package; this file is made for fault tests
import { createSeverableProxy } from '../../../../infra/services/severable-proxy.js';
import { createBatchedInsert } from './batched-insert.ts';
import { createDatabase, type Database } from './database.ts';
import { aReading, type Reading, useReadings } from './testing/readings.fixture.ts';
import { uuidToBinary } from './uuid.ts';

const readings = useReadings();
const columns = 'id, litres_per_minute, meter, measured_at, recorded_on, confirmed, digest, sequence'.split(
  ', ',
);

const valuesOf = (reading: Reading): unknown[] => [
  uuidToBinary(reading.id),
  reading.litresPerMinute,
  reading.meter,
  reading.measuredAt,
  reading.recordedOn,
  reading.confirmed,
  reading.digest,
  reading.sequence,
];

/** A batched insert, and how many rows each statement that it sends has. */
const batched = (database: Database = readings().database) => {
  const sizes: number[] = [];
  const insert = createBatchedInsert(
    {
      run(sql, params = [], within) {
        sizes.push(params.length / columns.length);
        return database.run(sql, params, within);
      },
    },
    { tableName: 'readings', columns },
  );

  return { sizes, insert: (reading: Reading) => insert(valuesOf(reading)) };
};

const some = (count: number) => Array.from({ length: count }, () => aReading());
const outcomesOf = async (inserts: Promise<void>[]) =>
  (await Promise.allSettled(inserts)).map((outcome) =>
    outcome.status === 'fulfilled' ? 'written' : (outcome.reason as { code?: string }).code,
  );
const keptOf = async (all: readonly Reading[]) =>
  (await Promise.all(all.map(({ id }) => readings().litresOf(id)))).filter((litres) => litres !== undefined)
    .length;

test('the rows of a statement are in the order of their keys, whoever came first', async () => {
  const keys: unknown[] = [];
  const insert = createBatchedInsert(
    {
      run(sql, params = [], within) {
        keys.push(...params.filter((_, index) => index % columns.length === 0));
        return readings().database.run(sql, params, within);
      },
    },
    { tableName: 'readings', columns },
  );
  const all = some(4).toSorted((one, other) => (one.id < other.id ? 1 : -1));

  await Promise.all(all.map((reading) => insert(valuesOf(reading))));

  expect(keys).toEqual(all.toReversed().map(({ id }) => uuidToBinary(id)));
});

test('rows of the same moment are one statement, a row alone is its own', async () => {
  const { insert, sizes } = batched();
  const [first, ...others] = some(9);

  await Promise.all(others.map(insert));
  await insert(first ?? aReading());

  expect(sizes).toEqual([8, 1]);
  expect(await keptOf(others)).toBe(8);
});

test('any number of rows goes in order, in statements of a few sizes', async () => {
  const { insert, sizes } = batched();
  const all = some(45);

  await Promise.all(all.map(insert));

  expect(sizes).toEqual([16, 16, 8, 4, 1]);
  expect(await keptOf(all)).toBe(45);
});

test('each caller is answered once their own row can be read by everyone', async () => {
  const { insert } = batched();
  const all = some(4);

  const seen = await Promise.all(
    all.map(async (reading) => {
      await insert(reading);
      return readings().litresOf(reading.id);
    }),
  );

  expect(seen).toEqual(all.map(({ litresPerMinute }) => litresPerMinute));
});

test('an id that is taken is refused to its own caller only, whoever took it', async () => {
  const { insert } = batched();
  const taken = await readings().insert();
  const [first, twice, last] = [aReading(), aReading(), aReading()];

  const outcomes = await outcomesOf(
    [first, { ...aReading(), id: taken.id }, twice, { ...aReading(), id: twice.id }, last].map(insert),
  );

  expect(outcomes.toSorted()).toEqual(['ER_DUP_ENTRY', 'ER_DUP_ENTRY', 'written', 'written', 'written']);
  expect([outcomes[0], outcomes[1], outcomes[4]]).toEqual(['written', 'ER_DUP_ENTRY', 'written']);
  expect(await keptOf([first, twice, last])).toBe(3);
});

test('a row that MySQL or its driver does not take fails for itself alone', async () => {
  const { insert } = batched();
  const good = some(2);
  const notANumber = { ...aReading(), sequence: undefined as unknown as number };

  const outcomes = await Promise.allSettled(
    [good[0], { ...aReading(), litresPerMinute: 70_000 }, notANumber, good[1]].map((reading) =>
      insert(reading ?? aReading()),
    ),
  );

  expect(outcomes).toMatchObject([
    { status: 'fulfilled' },
    { status: 'rejected', reason: { code: 'ER_WARN_DATA_OUT_OF_RANGE' } },
    { status: 'rejected', reason: { name: 'TypeError' } },
    { status: 'fulfilled' },
  ]);
  expect(await keptOf(good)).toBe(2);
});

test('a row that waits for somebody’s lock holds its neighbours up for one lock wait, and no longer', async () => {
  const { insert, sizes } = batched();
  const [locked, ...others] = some(4);
  const lockedReading = locked ?? aReading();
  const held = Promise.withResolvers<void>();
  const isHeld = Promise.withResolvers<void>();
  const holder = readings().database.transaction(async (tx) => {
    await readings().database.run(
      `INSERT INTO readings (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      valuesOf(lockedReading),
      tx,
    );
    isHeld.resolve();
    await held.promise;
    throw new Error('rolled back');
  });
  const rolledBack = expect(holder).rejects.toThrow('rolled back');
  await isHeld.promise;

  const waiting = insert(lockedReading);
  await Promise.all(others.map(insert));
  held.resolve();
  await rolledBack;
  await waiting;

  expect(sizes).toEqual([4, 1, 1, 1, 1]);
  expect(await keptOf([lockedReading, ...others])).toBe(4);
});

test('a connection lost under a batch is told to all of it, and nothing is sent again', async () => {
  const proxy = await createSeverableProxy(readings().scratch.url);
  const database = await createDatabase({ url: proxy.url, poolSize: 2, entities: [] });
  const { insert, sizes } = batched(database);
  const all = some(4);
  await database.ping();

  proxy.breakOnNextSend();
  const lost = await Promise.allSettled(all.map(insert));
  const keptThen = await keptOf(all);
  const again = await outcomesOf(all.map(insert));
  await database.close();
  await proxy.close();

  expect(lost).toMatchObject(
    all.map(() => ({ status: 'rejected', reason: { name: 'DatabaseUnavailable', reason: 'connection' } })),
  );
  expect(keptThen).toBe(0);
  expect(again).toEqual(all.map(() => 'written'));
  expect(sizes).toEqual([4, 4]);
});
