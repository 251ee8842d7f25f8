import { seedArticles } from '@soomcare/content';
import { newUuid } from '@soomcare/database';
import { seedDrugs } from '@soomcare/medications';
import { anActor, useTestApi, useTestDatabase } from '@soomcare/testing';
import { beforeAll, expect, test } from 'vitest';

import { makeSearches } from './demo/searches.ts';
import { fillSearch } from './fill-search.ts';
import { tables } from './tables.ts';
import { aSearch } from './testing/test-search.ts';

const database = useTestDatabase({ entities: tables });
const now = () => new Date();
const search = () => aSearch(database());
const api = useTestApi(() => {
  return { endpoints: search().memberRoutes(() => Promise.resolve([])), now };
});
const article = `---
slug: spacer
language: ko
category: symptoms
title: 스페이서 쓰는 법
summary: 벤토린을 쓸 때
authorName: 숨케어 편집팀
reviewDueOn: 2099-12-31
sources:
  - WHO | https://www.who.int/ | 2026-03-01
---

본문
`;
const titlesOf = async (q: string, within = 'drugs') => {
  const { body } = (await api.as(anActor()).get(`/v1/search?in=${within}&q=${q}`).expect(200)) as {
    body: { items: { title: string }[] };
  };
  return body.items.map(({ title }) => title);
};
const count = async (table: string) =>
  (await database().rows<{ count: number }>(`SELECT COUNT(*) AS count FROM ${table}`))[0]?.count;

beforeAll(async () => {
  await seedDrugs({ database: database(), now, newId: newUuid });
  await seedArticles({ database: database(), now, newId: newUuid }, [article]);
  await fillSearch(search(), database());
});

test.each([
  ['its name', '벤토린'],
  ['initial sounds', 'ㅂㅌㄹ'],
  ['its ingredient', 'salbutamol'],
  ['a letter too many', '벤톨린'],
  ['the abbreviation of its class', 'SABA'],
  ['the name of its class', '속효성 베타2작용제'],
  ['what it looks like', '정량분무식 흡입기'],
])('a drug is found by %s: %s', async (_what, q) => {
  expect((await titlesOf(q)).join()).toContain('벤토린');
});

test('a brand finds no other medicine of its class, which the class finds', async () => {
  expect(await titlesOf('스피리바')).toHaveLength(2);
  expect((await titlesOf('LAMA')).length).toBeGreaterThan(2);
});

test('what is off the market is found by its name, which says so, and not by what is in it', async () => {
  const byName = await titlesOf('세레타이드');

  expect(byName).toHaveLength(6);
  expect(byName.filter((title) => !title.endsWith('(판매 중단)'))).toEqual([]);
  const bySalmeterol = (await titlesOf('salmeterol')).join();
  expect(bySalmeterol).toContain('콤포나');
  expect(bySalmeterol).not.toContain('세레타이드');
  expect((await titlesOf('플루티카손')).join()).not.toContain('세레타이드');
});

test('an article is found by its words', async () => {
  expect(await titlesOf('벤토린', 'articles')).toEqual(['스페이서 쓰는 법']);
});

test('everything is there once, however often it is published, and as it was last named', async () => {
  await database().run(
    `UPDATE drugs SET name_ko = '새이름 흡입기', updated_at = NOW(3) + INTERVAL 1 SECOND
      WHERE market = 'on_market' LIMIT 1`,
  );

  await fillSearch(search(), database());

  expect(await count('search_documents')).toBe(((await count('drugs')) ?? 0) + 1);
  expect(await titlesOf('새이름')).toEqual(['새이름 흡입기']);
  expect(await count('outbox_messages')).toBe(0);
});

test('what the demo’s members search for is suggested to others, unless it finds nothing', async () => {
  await makeSearches(
    search(),
    Array.from({ length: 9 }, () => newUuid()),
  );

  const suggested = async (q: string) =>
    (await api.as(anActor()).get(`/v1/search/suggestions?q=${q}`).expect(200)).body as { items: string[] };
  expect((await suggested('벤토')).items[0]).toBe('벤토린');
  expect((await suggested('소아천식')).items).toEqual([]);
});
