import { newUuid } from '@soomcare/database';
import { beforeAll, describe, expect, test } from 'vitest';

import { createRecords } from '../records.module.ts';
import { listening } from '../testing/listening-database.ts';
import { ENTRIES_A_DAY, makeLongDiary, walked } from '../testing/long-diary.ts';
import { readBy } from '../testing/rows-read.ts';
import { aMember, useRecordsApi } from '../testing/records-api.ts';
import { sampleKinds } from '../testing/sample-entries.ts';

const { api, clock, database } = useRecordsApi();
const memberId = newUuid();
const timeZone = 'Asia/Seoul';

const indexes = {
  symptom_records: 'ix_symptom_records_member_id_recorded_on_occurred_at_id',
  peak_flows: 'ix_peak_flows_member_id_recorded_on_measured_at_id',
  spirometries: 'ix_spirometries_member_id_recorded_on_measured_at_id',
  intakes: 'ix_intakes_member_id_recorded_on_taken_at_id',
  exacerbations: 'ix_exacerbations_member_id_recorded_on_started_at_id',
} as const;
const tableNames = Object.keys(indexes) as (keyof typeof indexes)[];

const listen = () => {
  const { heard, statements } = listening(database());
  const { memberRoutes: _routes, ...records } = createRecords({
    database: heard,
    now: clock.now,
    newId: newUuid,
  });
  return { records, statements };
};

/** What MySQL does for each branch of the month's statement, in the order of its tables. */
const walkedBranches = async (sql: string, params: readonly unknown[]) => {
  const plan = await database().rows<{ type: string; key: string; rows: number }>(
    `EXPLAIN FORMAT=TRADITIONAL ${sql}`,
    params,
  );
  const [ran] = await database().rows<{ EXPLAIN: string }>(`EXPLAIN ANALYZE ${sql}`, params);
  const readOf = (key: string) =>
    new RegExp(String.raw`Index range scan on e using ${key} .*?actual time=\S+ rows=([\d.]+) loops=1`).exec(
      ran?.EXPLAIN ?? '',
    )?.[1];

  return plan.map(({ type, key, rows }) => ({ type, key, estimated: rows, read: Number(readOf(key)) }));
};

beforeAll(async () => {
  const me = api.as(aMember(clock, { id: memberId }));
  for (const { path, body } of sampleKinds) await me.post(path).send(body).expect(201);
  for (const name of tableNames) await makeLongDiary(database(), name);
});

test('a month is one statement over all tables', async () => {
  const { records, statements } = listen();

  await records.calendar.getMonth(memberId, '2026-01', timeZone);

  const asked = statements.map(({ sql }) => [...sql.matchAll(/FROM (\w+)/g)].map(([, name]) => name));
  expect(asked).toEqual([[...tableNames, 'personal_bests']]);
});

describe('of the month’s statement', () => {
  let branches: Awaited<ReturnType<typeof walkedBranches>>;

  beforeAll(async () => {
    const { records, statements } = listen();
    await records.calendar.getMonth(memberId, '2026-01', timeZone);
    const { sql, params } = statements[0] ?? { sql: '', params: [] };
    branches = await walkedBranches(sql, params);
  });

  test.each(tableNames)(
    'the branch of %s reads the member’s own days in the index and nothing else',
    (name) => {
      const { estimated, ...branch } = branches[tableNames.indexOf(name)] ?? { estimated: Infinity };

      // Events look back 31 days for what began in the month before.
      const rows = (name === 'exacerbations' ? 62 : 31) * ENTRIES_A_DAY;
      expect(branch).toEqual({ type: 'range', key: indexes[name], read: rows });
      expect(estimated).toBeLessThanOrEqual(rows);
    },
  );

  test('the branch of the personal bests reads the member’s own in the primary key', () => {
    expect(branches.slice(tableNames.length)).toMatchObject([{ type: 'ref', key: 'PRIMARY' }]);
  });
});

test('of three dense years a month reads no more than twice the rows that it shows', async () => {
  const shown = 31 * ENTRIES_A_DAY * tableNames.length;

  const read = await readBy(database(), (on) =>
    createRecords({ database: on, now: clock.now, newId: newUuid }).calendar.getMonth(
      memberId,
      '2026-01',
      timeZone,
    ),
  );

  expect(read).toBeGreaterThanOrEqual(shown);
  expect(read).toBeLessThanOrEqual(2 * shown);
});

test('a late page of a list reads from its place in the index on, and no further than the page', async () => {
  const { records, statements } = listen();
  const limit = 20;
  let cursor: string | null = null;
  for (let page = 0; page < 5; page += 1) {
    const { nextCursor } = await records.intakes.list(memberId, {
      limit,
      ...(cursor === null ? {} : { cursor }),
    });
    cursor = nextCursor;
  }
  const { sql, params } = statements.at(-1) ?? { sql: '', params: [] };

  const { type, key, read } = await walked(database(), sql, params);

  expect({ type, key }).toEqual({ type: 'range', key: indexes.intakes });
  // The rows of the cursor's own day are read once more to find the place.
  expect(read).toBeLessThanOrEqual(limit + 1 + ENTRIES_A_DAY);
});
