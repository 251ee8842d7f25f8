import { beforeAll, expect, test } from 'vitest';

import { allColumns, fillEveryTable, isUsed, namesMember, type Place, placesOf } from './every-table.ts';
import { type Member, useApi } from './harness.ts';

const api = useApi();

const idOf = async ({ caller }: Member) => {
  const me = await caller.get('/v1/me').expect(200);
  return (me.body as { id: string }).id;
};

const HOUR_MS = 60 * 60 * 1000;

let email: string;
let gone: string;
let stays: string;
let placesOfWhoStays: Place[];

/** What may keep the id, which nothing else has by then: it no longer names anybody. */
const kept = new Set([
  // The law on access to health data asks for the log.
  'audit_entries.subject_id',
  // The proof that a guardian agreed lives as long as the child's account.
  'consents.given_by_id',
]);

beforeAll(async () => {
  const [leaving, staying] = [await api.signUp(), await api.signUp()];
  email = leaving.email;
  gone = await idOf(leaving);
  stays = await idOf(staying);
  await fillEveryTable(api.database(), gone);
  await fillEveryTable(api.database(), stays);
  placesOfWhoStays = await placesOf(api.database(), stays);

  const filled = (await placesOf(api.database(), gone)).map(({ tableName, name }) => `${tableName}.${name}`);
  const named = (await allColumns(api.database())).filter(namesMember);
  expect(filled).toEqual(expect.arrayContaining(named.map(({ tableName, name }) => `${tableName}.${name}`)));
  expect(named.length).toBeGreaterThan(30);

  await leaving.caller.delete('/v1/me').expect(204);
});

test('after a withdrawal no column of a table holds the member’s id, but for what is kept with a reason', async () => {
  const left = (await placesOf(api.database(), gone))
    .filter(({ tableName }) => isUsed(tableName))
    .map(({ tableName, name }) => `${tableName}.${name}`);

  expect(left.filter((place) => !kept.has(place))).toEqual([]);
});

test('the last mail is a receipt that counts what was erased, table by table', async () => {
  await api.deliverMails();
  const text = api.mailer.sent.findLast(({ to }) => to === email)?.text ?? '';
  const [receipt] = await api
    .database()
    .rows<{ erased_rows: string }>('SELECT r.erased_rows FROM withdrawal_receipts r');
  const erased = JSON.parse(receipt?.erased_rows ?? '{}') as Record<string, number>;

  expect(erased).toMatchObject({ members: 1, peak_flows: 1, dose_slots: 1, reports: 1, consents: 2 });
  for (const [table, rows] of Object.entries(erased)) expect(text).toContain(`- ${table}: ${rows}\n`);
  expect(JSON.stringify(receipt)).not.toContain(gone);
});

test('nobody else loses a row', async () => {
  expect(await placesOf(api.database(), stays)).toEqual(placesOfWhoStays);
});

test('what Redis still holds of the member dies by itself within the hour', async () => {
  const { redis, key } = api.cache();
  const tooLong: string[] = [];
  for await (const found of redis.scanStream({ match: key('*'), count: 500 })) {
    for (const each of found as string[]) {
      // Other kinds than texts are counters, which name whom they count in their key alone.
      const text = await redis.get(each).catch(() => '');
      const msLeft = await redis.pttl(each);
      const isTheirs = each.includes(gone) || text?.includes(gone);
      if (isTheirs && (msLeft < 0 || msLeft > HOUR_MS)) tooLong.push(each);
    }
  }

  expect(tooLong).toEqual([]);
});
