import { pendingSchemaChanges, newUuid } from '@soomcare/database';
import { beforeEach, describe, expect, test } from 'vitest';

import { exposureTables } from './exposure.tables.ts';
import { lastPollenIssue } from './fetching.ts';
import { seedExposure } from './seed-exposure.ts';
import { ExposureSourceError } from './sources/exposure-source.ts';
import { createMadeUpSource } from './sources/made-up-source.ts';
import { regionOf } from './regions/regions.ts';
import { aReading, START, useExposureApi } from './testing/exposure-api.ts';

const { aMemberIn, clock, database, exposure, source } = useExposureApi();

const countOf = async (tableName: string, where = 'TRUE') => {
  const [row] = await database().rows<{ count: number }>(
    `SELECT COUNT(*) AS count FROM ${tableName} WHERE ${where}`,
  );
  return row?.count;
};

beforeEach(async () => {
  source.asked.length = 0;
  source.air = () => aReading(START);
  source.pollen = null;
  for (const { options } of exposureTables) await database().run(`DELETE FROM ${String(options.tableName)}`);
});

test('the migrated tables are what the entities say', async () => {
  const names = exposureTables.map(({ options }) => `\`${String(options.tableName)}\``);
  const changes = await pendingSchemaChanges(database());

  expect(changes.filter((sql) => names.some((name) => sql.includes(name)))).toEqual([]);
});

test('only regions that somebody chose are asked for, each once', async () => {
  await aMemberIn('seoul');
  await aMemberIn('seoul');
  await aMemberIn('jeju');

  expect(await exposure().housekeeping()).toBe(2);
  expect(source.asked.filter((asked) => !asked.includes(' '))).toEqual(['jeju', 'seoul']);
});

test('a region that fails does not keep the others from it', async () => {
  await aMemberIn('busan');
  await aMemberIn('seoul');
  source.air = (region) => {
    if (region === 'busan') throw new ExposureSourceError('the public data portal did not answer');
    return aReading(START);
  };

  expect(await exposure().housekeeping()).toBe(1);
  expect(await countOf('air_hours', "region = 'seoul'")).toBe(1);
});

test('a fault of our own is not taken for one of the source', async () => {
  await aMemberIn('busan');
  source.air = () => {
    throw new TypeError('planted');
  };

  await expect(exposure().housekeeping()).rejects.toThrow('planted');
});

describe('pollen', () => {
  test.each([
    ['2026-04-14T21:09:59Z', '2026-04-14T09:00:00Z'],
    ['2026-04-14T21:10:00Z', '2026-04-14T21:00:00Z'],
    ['2026-04-15T09:09:00Z', '2026-04-14T21:00:00Z'],
    ['2026-04-15T09:10:00Z', '2026-04-15T09:00:00Z'],
  ])('at %s the last issue is that of %s', (now, issuedAt) => {
    expect(lastPollenIssue(new Date(now))).toEqual(new Date(issuedAt));
  });

  test('is asked for in its season, and once an issue', async () => {
    await aMemberIn('seoul');
    source.pollen = { raw: '{}', forecasts: [{ date: '2026-04-15', level: 'low' }] };
    await exposure().housekeeping();
    await exposure().housekeeping();

    expect(source.asked.filter((asked) => asked.includes(' '))).toEqual(['seoul pine', 'seoul oak']);
  });

  test('an evening’s issue replaces the morning’s', async () => {
    await aMemberIn('seoul');
    source.pollen = { raw: '{}', forecasts: [{ date: '2026-04-15', level: 'low' }] };
    await exposure().housekeeping();
    clock.advance({ hours: 8 });
    source.pollen = { raw: '{}', forecasts: [{ date: '2026-04-15', level: 'very-high' }] };
    await exposure().housekeeping();
    clock.set(START);

    expect(await countOf('pollen_days', "level = 'very-high'")).toBe(2);
    expect(await countOf('pollen_days')).toBe(2);
  });
});

test('hours are forgotten after five weeks, days stay', async () => {
  await aMemberIn('seoul');
  source.air = () => aReading('2026-03-10T00:00:00Z');
  await exposure().housekeeping();
  source.air = () => null;
  await exposure().housekeeping();

  expect([await countOf('air_hours'), await countOf('air_days')]).toEqual([0, 1]);
});

test('a withdrawal forgets the region', async () => {
  const { id } = await aMemberIn('seoul');
  await database().transaction((tx) => exposure().eraseMember(id, tx));

  expect(await countOf('exposure_regions')).toBe(0);
});

test('a month of grades is found by keys alone', async () => {
  const plan = await database().rows<{ table: string; key: string; type: string }>(
    `EXPLAIN FORMAT=TRADITIONAL SELECT d.date FROM exposure_regions r
       JOIN air_days d ON d.source = 'made-up' AND d.region = r.region
      WHERE r.member_id = UNHEX(REPEAT('00', 16)) AND d.date BETWEEN '2026-04-01' AND '2026-04-30'`,
  );

  expect(plan.every(({ type }) => type !== 'ALL')).toBe(true);
});

test('the demo has made-up hours that are the same each time, and never stand beside measured ones', async () => {
  const memberId = newUuid();
  const make = () =>
    seedExposure({ database: database(), now: clock.now }, { memberId, region: 'seoul', days: 3 });
  await make();
  const sums = () => database().rows('SELECT * FROM air_days ORDER BY date');
  const first = await sums();
  await make();

  expect(await sums()).toEqual(first);
  expect(await countOf('air_hours', "source = 'made-up'")).toBe(72);
  expect(await exposure().gradesByDay?.(memberId, { from: '2026-04-01', to: '2026-04-30' })).toEqual(
    new Map(),
  );

  const madeUp = createMadeUpSource(clock.now);
  const issue = await madeUp.pollenOf(regionOf('seoul'), 'oak', clock.now());
  expect(issue?.forecasts).toHaveLength(1);
  expect((await madeUp.latestAir(regionOf('seoul')))?.measuredAt).toEqual(new Date(START));
});
