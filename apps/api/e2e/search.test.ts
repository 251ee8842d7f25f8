import { newUuid } from '@soomcare/database';
import { createLogger } from '@soomcare/observability';
import { createSearch, type SearchDocument } from '@soomcare/search';
import { expect, test } from 'vitest';

import { useApi } from './harness.ts';

const api = useApi();

const aDocument = (different: Partial<SearchDocument>): SearchDocument => ({
  ...{ kind: 'article', id: newUuid(), title: '제목', tags: [], body: '', language: 'ko', version: 1 },
  ...{ visibility: 'members', memberId: null, date: new Date('2026-03-01T00:00:00Z') },
  ...different,
});

const publish = (...documents: SearchDocument[]) => {
  const search = createSearch({
    database: api.database(),
    outbox: { add: () => Promise.reject(new Error('MySQL needs no messages')) },
    now: () => new Date(),
    logger: createLogger({ level: 'silent', name: 'test' }),
  });
  return api.database().transaction((tx) => search.publish(documents, tx));
};

interface Page {
  items: { id: string }[];
}

test('what is published is found and suggested at once, by whoever may see it', async () => {
  const [me, other] = [await api.signUp(), await api.signUp()];
  const profile = (await me.caller.get('/v1/me').expect(200)).body as { id: string };
  const article = aDocument({ title: '꽃가루가 많은 날' });
  const own = aDocument({ kind: 'post', title: '꽃가루 일기', visibility: 'owner', memberId: profile.id });
  await publish(article, own);

  const idsFor = async ({ caller }: typeof me) =>
    ((await caller.get('/v1/search?q=꽃가루').expect(200)).body as Page).items.map(({ id }) => id);
  expect((await idsFor(me)).toSorted()).toEqual([article.id, own.id].toSorted());
  expect(await idsFor(other)).toEqual([article.id]);

  const suggested = await other.caller.get('/v1/search/suggestions?q=ㄲㄱㄹ').expect(200);
  expect(suggested.body).toEqual({ items: ['꽃가루가 많은 날'] });
});

test('a post is found at once by others, and not once its author is blocked or it is deleted', async () => {
  const consents = ['service', 'health-data', 'community-exposure'];
  const [author, reader] = [await api.signUp({ consents }), await api.signUp()];
  const boards = (await author.caller.get('/v1/boards').expect(200)).body as { items: { id: string }[] };
  const post = {
    boardId: boards.items[0]?.id,
    title: '등산 이야기',
    body: '천천히 걸으니 괜찮았어요.',
    visibility: 'members',
  };
  const made = await author.caller.post('/v1/posts').send(post).expect(201);
  const { id, author: writer } = made.body as { id: string; author: { memberId: string } };
  const found = async ({ caller }: typeof reader) =>
    ((await caller.get('/v1/search?in=posts&q=등산').expect(200)).body as Page).items.map((item) => item.id);
  expect(await found(reader)).toEqual([id]);

  const block = `/v1/blocks/${writer.memberId}`;
  await reader.caller.put(block).expect(204);
  expect(await found(reader)).toEqual([]);
  await reader.caller.delete(block).expect(204);
  expect(await found(reader)).toEqual([id]);

  await author.caller.delete(`/v1/posts/${id}`).set('If-Match', '"1"').expect(204);
  expect(await found(reader)).toEqual([]);
});

test('what a member writes into the diary is found by nobody', async () => {
  const { caller } = await api.signUp();
  const record = { occurredAt: new Date().toISOString(), symptoms: [{ kind: 'cough', severity: 2 }] };
  await caller
    .post('/v1/symptom-records')
    .send({ ...record, note: '카나리아둥지' })
    .expect(201);

  const found = await caller.get('/v1/search?q=카나리아둥지').expect(200);
  expect((found.body as Page).items).toEqual([]);
});
