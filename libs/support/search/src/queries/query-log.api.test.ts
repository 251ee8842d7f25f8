import { createBlindIndex, newUuid } from '@soomcare/database';
import { createLogger } from '@soomcare/observability';
import { anActor, createFakeClock, truncateAll, useTestApi, useTestDatabase } from '@soomcare/testing';
import { beforeEach, expect, test } from 'vitest';

import { searchTables } from '../mysql/search-document.entity.ts';
import { createSearch, type Search } from '../search.module.ts';
import { aDocument, nobodyHidden } from '../testing/search-bench.ts';
import { createSearchQueryRepository } from './search-query.repository.ts';

const database = useTestDatabase({ entities: searchTables });
const clock = createFakeClock('2026-11-21T03:00:00Z');
let search: Search;
const api = useTestApi(() => {
  search = createSearch({
    ...{ database: database(), now: clock.now, blindIndex: createBlindIndex(Buffer.alloc(32, 7)) },
    outbox: { add: () => Promise.reject(new Error('MySQL needs no messages')) },
    logger: createLogger({ level: 'silent', name: 'test' }),
  });
  return { endpoints: search.memberRoutes(nobodyHidden), now: clock.now };
});
beforeEach(async () => {
  clock.set('2026-11-21T03:00:00Z');
  await truncateAll(database());
  await database().transaction((tx) =>
    search.publish([aDocument({ title: '꽃가루가 많은 날' }), aDocument({ title: '꽃가루 달력' })], tx),
  );
});

const members = [newUuid(), newUuid(), newUuid()] as const;
const get = (memberId: string, path: string, query: Record<string, string>) =>
  api
    .as(anActor({ id: memberId }))
    .get(`/v1/${path}?${new URLSearchParams(query).toString()}`)
    .expect(200);
const ask = (memberId: string, q: string, more: Record<string, string> = {}) =>
  get(memberId, 'search', { q, ...more });
const askAll = async (q: string) => {
  for (const member of members) await ask(member, q);
};
const asked = async (order: 'searches' | 'misses' = 'searches') => {
  await search.learn();
  return createSearchQueryRepository(database()).asked({ since: '2026-08-01', order, limit: 10 });
};
const rows = async () => {
  await search.learn();
  return database().rows<Record<string, unknown>>('SELECT * FROM search_queries ORDER BY searched_on');
};
const suggestions = async (q: string) => (await get(newUuid(), 'search/suggestions', { q })).body as object;

test('three members or more make a text known, spelt one way, with what found nothing', async () => {
  await askAll('  꽃가루 ');
  await ask(members[0], '꽃가루');
  await askAll('없는말');
  await ask(members[0], '혼자 찾은 말');
  await ask(members[1], '혼자 찾은 말');

  expect(await asked()).toEqual([
    { text: '꽃가루', searches: 4, misses: 0, members: 3, lastSearchedOn: '2026-11-21' },
    { text: '없는말', searches: 3, misses: 3, members: 3, lastSearchedOn: '2026-11-21' },
  ]);
  expect((await asked('misses')).map(({ text }) => text)).toEqual(['없는말']);
});

test('a search in some places only, or of a further page, counts no miss and not twice', async () => {
  const first = await ask(members[0], '꽃가루', { limit: '1' });
  const { nextCursor } = first.body as { nextCursor: string };
  await ask(members[0], '꽃가루', { limit: '1', cursor: nextCursor });
  await ask(members[0], '꽃가루', { in: 'drugs' });

  expect(await rows()).toMatchObject([{ text: '꽃가루', searches: 2, misses: 0 }]);
});

test('a row tells neither who searched nor that somebody is the same in two months', async () => {
  await ask(members[0], '꽃가루');
  clock.set('2026-12-01T03:00:00Z');
  await ask(members[0], '꽃가루');

  const [november, december] = await rows();
  const id = Buffer.from(members[0].replaceAll('-', ''), 'hex');
  expect(Object.keys(november ?? {})).toEqual(['searched_on', 'text', 'searcher', 'searches', 'misses']);
  expect(november?.['searcher']).not.toEqual(id);
  expect(november?.['searcher']).not.toEqual(december?.['searcher']);
});

test('one member who comes back over three months is not three', async () => {
  for (const day of ['2026-10-01', '2026-11-01', '2026-12-01']) {
    clock.set(`${day}T03:00:00Z`);
    await ask(members[0], '꽃가루');
  }

  expect(await rows()).toHaveLength(3);
  expect(await asked()).toEqual([]);
});

test('what looks like somebody’s data is answered and not kept', async () => {
  await askAll('hong@soomcare.example');
  await askAll('010-1234-5678');

  expect(await rows()).toEqual([]);
});

test('what several have searched for and found is suggested before titles, also by initial sounds', async () => {
  await askAll('꽃가루 마스크');
  await askAll('꽃가루 없는말');
  await ask(members[0], '꽃가루 나만');
  await search.learn();
  await database().run('DELETE FROM search_suggestions');
  await database().run(`UPDATE search_queries SET misses = searches WHERE text = '꽃가루 없는말'`);
  expect(await suggestions('꽃가')).toEqual({ items: ['꽃가루 달력', '꽃가루가 많은 날'] });

  await search.housekeeping();

  const items = ['꽃가루 마스크', '꽃가루 달력', '꽃가루가 많은 날'];
  expect(await suggestions('꽃가')).toEqual({ items });
  expect(await suggestions('ㄲㄱㄹㅁㅅ')).toEqual({ items: ['꽃가루 마스크'] });
  expect(await suggestions('꽃%')).toMatchObject({ items });
  expect(await suggestions('!')).toEqual({ items: [] });
});

test('a row is forgotten after 90 days, and at once with its member', async () => {
  await ask(members[0], '꽃가루');
  clock.advance({ days: 90 });
  expect(await search.housekeeping()).toBe(0);
  await ask(members[0], '달력');
  await ask(members[1], '달력');
  clock.advance({ days: 1 });
  expect(await search.housekeeping()).toBe(1);

  await database().transaction((tx) => search.eraseMember(members[0], tx));

  expect(await rows()).toHaveLength(1);
});

test('a search is answered although it cannot be counted', async () => {
  await database().run('RENAME TABLE search_queries TO search_queries_away');
  try {
    const answer = await ask(members[0], '꽃가루');
    expect((answer.body as { items: unknown[] }).items).toHaveLength(2);
    await expect(search.learn()).rejects.toThrow();
  } finally {
    await database().run('RENAME TABLE search_queries_away TO search_queries');
  }
});

test('what was searched for is written by itself a moment later', async () => {
  await ask(members[0], '꽃가루');

  await expect
    .poll(() => database().rows('SELECT q.text FROM search_queries q'), { timeout: 5_000 })
    .toEqual([{ text: '꽃가루' }]);
});
