import { newUuid } from '@soomcare/database';
import { beforeAll, describe, expect, test } from 'vitest';

import { createRecords } from '../records.module.ts';
import { listening } from '../testing/listening-database.ts';
import { ENTRIES_A_DAY, makeLongDiary } from '../testing/long-diary.ts';
import { readBy } from '../testing/rows-read.ts';
import { aMember, useRecordsApi } from '../testing/records-api.ts';
import { sampleKinds } from '../testing/sample-entries.ts';
import { MAX_SPIROMETRIES } from './insight.sql.ts';

const { api, clock, database } = useRecordsApi();
const memberId = newUuid();
const timeZone = 'Asia/Seoul';
const tables = [
  'peak_flows',
  'symptom_records',
  'intakes',
  'spirometries',
  'control_assessments',
  'exacerbations',
];

const ask = (on: ReturnType<typeof database>, from: string, to: string) =>
  createRecords({ database: on, now: clock.now, newId: newUuid }).insights.get(
    memberId,
    { from, to },
    timeZone,
  );

beforeAll(async () => {
  const me = api.as(aMember(clock, { id: memberId }));
  for (const { path, body } of sampleKinds) await me.post(path).send(body).expect(201);
  for (const name of tables) await makeLongDiary(database(), name);
});

test('a range is one statement over all tables', async () => {
  const { heard, statements } = listening(database());

  await ask(heard, '2026-01-01', '2026-01-31');

  expect(statements.map(({ sql }) => [...sql.matchAll(/FROM (\w+)/g)].map(([, name]) => name))).toEqual([
    [...tables.slice(0, 5), 'personal_bests'],
  ]);
});

test('each table is walked in the index of the member’s days', async () => {
  const { heard, statements } = listening(database());
  await ask(heard, '2026-01-01', '2026-01-31');
  const { sql, params } = statements[0] ?? { sql: '', params: [] };

  const plan = await database().rows<{ type: string; key: string }>(
    `EXPLAIN FORMAT=TRADITIONAL ${sql}`,
    params,
  );

  expect(plan.map(({ type, key }) => [type, key])).toEqual([
    ['range', 'ix_peak_flows_member_id_recorded_on_measured_at_id'],
    ['range', 'ix_symptom_records_member_id_recorded_on_occurred_at_id'],
    ['range', 'ix_intakes_member_id_recorded_on_taken_at_id'],
    ['range', 'ix_spirometries_member_id_recorded_on_measured_at_id'],
    ['range', 'ix_control_assessments_member_id_recorded_on_answered_at_id'],
    ['ref', 'PRIMARY'],
  ]);
});

describe('of three years of two entries a day', () => {
  /** Symptoms, intakes and assessments of the range; peak flows of four weeks; some spirometries. */
  const rowsOf = (days: number) =>
    (3 * Math.max(days, 28) + 28) * ENTRIES_A_DAY + Math.min(days * ENTRIES_A_DAY, MAX_SPIROMETRIES);

  test.each([
    ['a day, with the four weeks that lead to it', '2026-01-31', 1],
    ['four weeks', '2026-01-04', 28],
    ['three months', '2025-11-03', 90],
    ['a year', '2025-02-01', 365],
  ])('%s costs its own rows and hardly one more', async (_claim, from, days) => {
    const read = await readBy(database(), (on) => ask(on, from, '2026-01-31'));

    expect(read).toBeGreaterThanOrEqual(rowsOf(days));
    // One look for the beginning and one for the end of each table's stretch.
    expect(read).toBeLessThanOrEqual(rowsOf(days) + 2 * 6);
  });
});
