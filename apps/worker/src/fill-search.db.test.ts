import { randomBytes } from 'node:crypto';

import { newUuid } from '@soomcare/database';
import { seedDrugs } from '@soomcare/medications';
import { createLogger } from '@soomcare/observability';
import { anActor, useTestApi, useTestDatabase } from '@soomcare/testing';
import { beforeAll, expect, test } from 'vitest';

import { fillSearch } from './fill-search.ts';
import { openSearch } from './open-search.ts';
import { tables } from './tables.ts';

const database = useTestDatabase({ entities: tables });
const now = () => new Date();
const secrets = {
  accessTokenKeys: [],
  fieldKeys: [{ id: 1, key: randomBytes(32) }],
  indexKey: randomBytes(32),
  passwordPepper: randomBytes(32),
};
const search = () => openSearch({ secrets }, database(), createLogger({ level: 'silent', name: 'test' }));
const api = useTestApi(() => {
  return { endpoints: search().memberRoutes, now };
});
const titlesOf = async (q: string) => {
  const { body } = (await api.as(anActor()).get(`/v1/search?in=drug&q=${q}`).expect(200)) as {
    body: { items: { highlights: { text: string }[] }[] };
  };
  return body.items.map(({ highlights }) => highlights[0]?.text);
};
const count = async (table: string) =>
  (await database().rows<{ count: number }>(`SELECT COUNT(*) AS count FROM ${table}`))[0]?.count;

beforeAll(async () => {
  await seedDrugs({ database: database(), now, newId: newUuid });
  await fillSearch(search(), database());
});

test.each([
  ['its name', '벤토린'],
  ['initial sounds', 'ㅂㅌㄹ'],
  ['its ingredient', 'salbutamol'],
  ['a letter too many', '벤톨린'],
])('a drug is found by %s: %s', async (_what, q) => {
  expect((await titlesOf(q)).join()).toContain('벤토린');
});

test('every drug is there once, however often it is published, and as it was last named', async () => {
  await database().run(
    `UPDATE drugs SET name_ko = '새이름 흡입기', updated_at = NOW(3) + INTERVAL 1 SECOND LIMIT 1`,
  );

  await fillSearch(search(), database());

  expect(await count('search_documents')).toBe(await count('drugs'));
  expect(await titlesOf('새이름')).toEqual(['새이름 흡입기']);
  expect(await count('outbox_messages')).toBe(0);
});
