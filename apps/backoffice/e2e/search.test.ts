import { newUuid } from '@soomcare/database';
import { createLogger } from '@soomcare/observability';
import { createSearch } from '@soomcare/search';
import { beforeAll, expect, test } from 'vitest';

import { type StaffCaller, useBackoffice } from './harness.ts';

const api = useBackoffice();
let editor: StaffCaller;
beforeAll(async () => {
  editor = await api.staffOf('content-editor', '편집자 이가람');
});

interface Synonym {
  readonly id: string;
  readonly term: string;
  readonly same: string[];
  readonly foundBy: string[];
  readonly finds: string[];
  readonly version: number;
}

const create = async (body: object) =>
  (await editor.caller.post('/v1/synonyms').send(body).expect(201)).body as Synonym;
/** What whoever types these words looks for as well. */
const meaningsOf = async (...typed: string[]) => {
  const rows = await api
    .database()
    .rows<{ means: string }>(
      `SELECT s.means FROM search_synonyms s WHERE s.typed IN (${typed.map(() => '?').join(', ')}) ORDER BY s.means`,
      typed,
    );
  return rows.map(({ means }) => means);
};

test('a group of synonyms is made, read, changed and removed, and searches know it at once', async () => {
  const made = await create({ term: '네뷸 흡입', same: ['네불'], foundBy: ['칙칙이'], finds: ['분무 요법'] });
  expect(made).toMatchObject({ term: '네뷸 흡입', same: ['네불'], version: 1 });
  expect(await meaningsOf('네뷸흡입')).toEqual(['네불', '분무요법']);
  expect(await meaningsOf('칙칙이')).toEqual(['네불', '네뷸흡입']);
  expect(await meaningsOf('분무요법')).toEqual([]);

  const path = `/v1/synonyms/${made.id}`;
  const read = await editor.caller.get(path).expect(200);
  const tag = read.headers['etag'] ?? '';
  const edited = await editor.caller.patch(path).set('If-Match', tag).send({ foundBy: [] }).expect(200);
  expect(edited.body).toMatchObject({ same: ['네불'], foundBy: [], version: 2 });
  expect(await meaningsOf('칙칙이')).toEqual([]);

  await editor.caller.patch(path).set('If-Match', tag).send({ finds: [] }).expect(412);
  await editor.caller.patch(path).send({ finds: [] }).expect(428);
  await editor.caller.patch(path).set('If-Match', '"2"').send({}).expect(400);
  expect(await meaningsOf('네뷸흡입')).toEqual(['네불', '분무요법']);

  await editor.caller.delete(path).expect(204);
  expect(await meaningsOf('네뷸흡입')).toEqual([]);
  await editor.caller.get(path).expect(404);
  await editor.caller.delete(path).expect(404);
  await editor.caller.patch(path).set('If-Match', '"3"').send({ finds: [] }).expect(404);
  await editor.caller.get('/v1/synonyms/1').expect(400);
  await editor.caller.delete('/v1/synonyms/1').expect(400);
});

test('a term has one group, and may have a new one once the old one is removed', async () => {
  const { id } = await create({ term: '풍매화', same: ['바람꽃'] });
  const again = await editor.caller.post('/v1/synonyms').send({ term: '풍매화' }).expect(409);
  expect(again.body).toMatchObject({ code: 'SYNONYM_EXISTS' });

  await editor.caller.delete(`/v1/synonyms/${id}`).expect(204);

  expect(await create({ term: '풍매화', same: ['바람'] })).toMatchObject({ id, same: ['바람'], version: 3 });
  expect(await meaningsOf('풍매화')).toEqual(['바람']);
});

test('groups that are made at the same time are all known to searches', async () => {
  const terms = ['동시하나', '동시둘', '동시셋', '동시넷'];

  await Promise.all(terms.map((term) => create({ term, same: [`${term}라고도`] })));

  expect(await meaningsOf(...terms)).toEqual(terms.map((term) => `${term}라고도`).toSorted());
});

test('groups of the program that staff have removed do not come back with it', async () => {
  const search = createSearch({
    ...{
      database: api.database(),
      now: api.clock.now,
      logger: createLogger({ level: 'silent', name: 'test' }),
    },
    outbox: { add: () => Promise.reject(new Error('nothing is published')) },
  });
  await search.seedSynonyms(newUuid);
  const listed = await editor.caller.get('/v1/synonyms?q=인헬러').expect(200);
  const [inhaler] = (listed.body as { items: Synonym[] }).items;
  expect(inhaler?.same).toContain('인헬러');

  await editor.caller.delete(`/v1/synonyms/${inhaler?.id ?? ''}`).expect(204);
  await search.seedSynonyms(newUuid);

  expect(await meaningsOf('인헬러')).toEqual([]);
});

test('groups are listed by term, page by page', async () => {
  for (const term of ['가나', '가다', '가라']) await create({ term, same: ['쪽나눔'] });

  const first = await editor.caller.get('/v1/synonyms?q=쪽나눔&limit=2').expect(200);
  const { items, nextCursor } = first.body as { items: Synonym[]; nextCursor: string };
  const second = await editor.caller.get(`/v1/synonyms?q=쪽나눔&limit=2&cursor=${nextCursor}`).expect(200);

  expect(items.map(({ term }) => term)).toEqual(['가나', '가다']);
  expect(second.body).toMatchObject({ items: [{ term: '가라' }], nextCursor: null });
  await editor.caller.get('/v1/synonyms?limit=0').expect(400);
});

test.each([
  { term: '' },
  { term: '!!!' },
  { term: '가'.repeat(51) },
  { term: '천식', same: Array.from({ length: 31 }, () => '천식') },
  { term: '천식', same: ['<b>'] },
  { term: '천식', other: [] },
])('refuses %j', async (body) => {
  await editor.caller.post('/v1/synonyms').send(body).expect(400);
});

test('an editor sees what three members or more search for, and what they do not find', async () => {
  const today = new Date(api.clock.now()).toISOString().slice(0, 10);
  const searchers = [1, 2, 3].map((byte) => Buffer.alloc(16, byte));
  for (const searcher of searchers) {
    await api
      .database()
      .run(
        'INSERT INTO search_queries (searched_on, text, searcher, searches, misses) VALUES (?, ?, ?, 2, 1)',
        [today, '없는 약', searcher],
      );
  }

  const asked = await editor.caller.get('/v1/search-queries?order=misses&days=1').expect(200);
  const items = [{ text: '없는 약', searches: 6, misses: 3, members: 3, lastSearchedOn: today }];
  expect(asked.body).toEqual({ items });
  await editor.caller.get('/v1/search-queries?days=91').expect(400);
});
