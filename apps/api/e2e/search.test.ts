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
