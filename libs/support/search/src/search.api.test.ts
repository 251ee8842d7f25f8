import { newUuid } from '@soomcare/database';
import { createLogger } from '@soomcare/observability';
import { anActor, useTestApi, useTestDatabase } from '@soomcare/testing';
import { beforeAll, describe, expect, test } from 'vitest';

import { searchTables } from './mysql/search-document.entity.ts';
import { type SearchDocument } from './search-index.ts';
import { createSearch, type Search } from './search.module.ts';
import { aDocument, sourceOf } from './testing/search-bench.ts';

const database = useTestDatabase({ entities: searchTables });
const me = anActor();
const hidden = newUuid();
const ask = (path: string, query: Record<string, string>) =>
  api.as(me).get(`/v1/${path}?${new URLSearchParams(query).toString()}`);
let search: Search;
const api = useTestApi(async () => {
  search = createSearch({
    database: database(),
    outbox: { add: () => Promise.reject(new Error('MySQL needs no messages')) },
    now: () => new Date(),
    logger: createLogger({ level: 'silent', name: 'test' }),
  });
  await search.seedSynonyms(newUuid);
  return {
    endpoints: search.memberRoutes((id) => Promise.resolve(id === me.id ? [hidden] : [])),
    now: () => new Date(),
  };
});

const publish = (...documents: SearchDocument[]) =>
  database().transaction((tx) => search.publish(documents, tx));

interface Page {
  items: { kind: string; id: string; title: string }[];
  nextCursor: string | null;
  facets: { kinds: { kind: string; count: number }[] } | null;
  degraded: boolean;
}
const find = async (query: Record<string, string>) => (await ask('search', query).expect(200)).body as Page;
const titles = ({ items }: Page) => items.map(({ title }) => title);

describe('GET /search', () => {
  const inhaler = aDocument({ title: '흡입기 고르기', date: new Date('2026-03-02T00:00:00Z') });
  const drug = aDocument({ kind: 'drug', title: '벤토린 흡입기' });
  beforeAll(() => publish(inhaler, drug, aDocument({ title: '꽃가루 많은 날' })));

  test('finds what was published, by a synonym, with what was found marked and counted', async () => {
    const page = await find({ q: '인헬러' });

    expect(titles(page)).toEqual(['흡입기 고르기', '벤토린 흡입기']);
    expect(page.items[0]).toEqual({
      ...{ kind: 'article', id: inhaler.id, title: '흡입기 고르기' },
      highlights: [{ field: 'title', text: '흡입기 고르기', marks: [[0, 3]] }],
    });
    expect(page).toMatchObject({ nextCursor: null, degraded: false });
    expect(page.facets?.kinds).toHaveLength(2);
  });

  test('finds some kinds only, and goes on where a page ended', async () => {
    expect(titles(await find({ q: '흡입기', in: 'drugs' }))).toEqual(['벤토린 흡입기']);
    expect(titles(await find({ q: '흡입기', in: 'posts,drugs' }))).toEqual(['벤토린 흡입기']);
    expect(titles(await find({ q: '흡입기', in: 'articles,drugs' }))).toHaveLength(2);

    const first = await find({ q: '흡입기', limit: '1' });
    const second = await find({ q: '흡입기', limit: '1', cursor: first.nextCursor ?? '' });
    expect([...titles(first), ...titles(second)]).toEqual(['흡입기 고르기', '벤토린 흡입기']);
    expect(second).toMatchObject({ nextCursor: null, facets: null });
  });

  test('a member finds their own, and nobody else does', async () => {
    await publish(aDocument({ title: '비밀 일기', visibility: 'owner', memberId: me.id }));

    expect(titles(await find({ q: '비밀' }))).toEqual(['비밀 일기']);
    const other = await api.as(anActor()).get('/v1/search?q=비밀').expect(200);
    expect((other.body as Page).items).toEqual([]);
  });

  test('what somebody wrote is not found by whom it is hidden from', async () => {
    await publish(aDocument({ title: '막은 사람의 글', memberId: hidden }));

    expect((await find({ q: '막은 사람' })).items).toEqual([]);
    const suggested = await ask('search/suggestions', { q: '막은' }).expect(200);
    expect(suggested.body).toEqual({ items: [] });
    const other = await api.as(anActor()).get('/v1/search?q=막은').expect(200);
    expect((other.body as Page).items).toHaveLength(1);
  });

  test('what is withdrawn is found no more, nor what a member leaves who has gone', async () => {
    const gone = newUuid();
    const withdrawn = aDocument({ title: '사라질 글' });
    await publish(withdrawn, aDocument({ title: '사라질 다른 글', memberId: gone }));
    expect((await find({ q: '사라질' })).items).toHaveLength(2);

    await database().transaction(async (tx) => {
      await search.withdraw([withdrawn], tx);
      await search.eraseMember(gone, tx);
    });

    expect((await find({ q: '사라질' })).items).toEqual([]);
    expect(await search.housekeeping()).toBe(0);
  });

  test('what is not committed is not found', async () => {
    const failed = database().transaction(async (tx) => {
      await search.publish([aDocument({ title: '되돌린 글' })], tx);
      throw new Error('no');
    });

    await expect(failed).rejects.toThrow('no');
    expect((await find({ q: '되돌린' })).items).toEqual([]);
  });

  test.each<Record<string, string>>([
    {},
    { q: '' },
    { q: ' ' },
    { q: '가'.repeat(101) },
    { q: '약', in: 'records' },
    { q: '약', in: 'articles,' },
    { q: '약', in: '' },
    { q: '약', limit: '101' },
    { q: '약', cursor: 'e30' },
    { q: '약', other: '1' },
  ])('refuses %j', async (query) => {
    await ask('search', query).expect(400);
  });

  test('nobody searches without a log-in', async () => {
    await api.anyone().get('/v1/search?q=약').expect(401);
  });
});

test('a rebuild takes what its sources give, forgets what they do not, and leaves other kinds alone', async () => {
  const [kept, forgotten] = [aDocument({ title: '재건 남는 글' }), aDocument({ title: '재건 잊힌 글' })];
  const other = aDocument({ kind: 'post', title: '재건 다른 글' });
  await publish(kept, forgotten, other);
  await database().run('UPDATE search_documents SET indexed_at = indexed_at - INTERVAL 1 HOUR');

  await search.rebuild({ article: () => sourceOf([kept]) });

  expect(titles(await find({ q: '재건' })).toSorted()).toEqual(['재건 남는 글', '재건 다른 글']);
});

test('MySQL has no index to go back to', async () => {
  await expect(search.goBack()).rejects.toThrow('SEARCH_ENGINE');
});

describe('GET /search/suggestions', () => {
  test('completes what is typed', async () => {
    await publish(aDocument({ title: '미세먼지와 마스크' }), aDocument({ title: '오늘의 미세먼지' }));

    const answer = await ask('search/suggestions', { q: 'ㅁㅅㅁ' }).expect(200);
    expect(answer.body).toEqual({ items: ['미세먼지와 마스크', '오늘의 미세먼지'] });
  });

  test('refuses nothing to complete, and asks for a log-in', async () => {
    await ask('search/suggestions', { q: '' }).expect(400);
    await api.anyone().get('/v1/search/suggestions?q=약').expect(401);
  });
});
