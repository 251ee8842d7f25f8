import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { useContentApi } from '../testing/content-api.ts';
import type { BookmarkView } from './article-mark.schemas.ts';

const { aReader, anyone, as, clock, content, database, publish } = useContentApi();

const bookmarksOf = async (me: ReturnType<typeof as>, query = '') => {
  const answer = await me.get(`/v1/article-bookmarks${query}`).expect(200);
  return answer.body as { items: BookmarkView[]; nextCursor: string | null };
};

test('a bookmark is read back, set twice it is one, and it can be removed twice', async () => {
  const me = aReader();
  const { id, slug } = await publish();
  const bookmarkedAt = clock.now().toISOString();

  await me.put(`/v1/articles/${id}/bookmark`).expect(204);
  clock.advance({ minutes: 1 });
  await me.put(`/v1/articles/${id}/bookmark`).expect(204);

  expect(await bookmarksOf(me)).toMatchObject({ items: [{ article: { id, slug }, bookmarkedAt }] });
  const mark = await me.get(`/v1/articles/${id}/mark`).expect(200);
  expect(mark.body).toEqual({ bookmarkedAt, percentRead: 0 });

  await me.delete(`/v1/articles/${id}/bookmark`).expect(204);
  await me.delete(`/v1/articles/${id}/bookmark`).expect(204);
  expect(await bookmarksOf(me)).toEqual({ items: [], nextCursor: null });
});

test('progress goes forward only, and a bookmark leaves it alone', async () => {
  const me = aReader();
  const { id } = await publish();

  for (const percentRead of [40, 80, 10]) {
    await me.put(`/v1/articles/${id}/progress`).send({ percentRead }).expect(204);
  }
  await me.put(`/v1/articles/${id}/bookmark`).expect(204);

  const mark = await me.get(`/v1/articles/${id}/mark`).expect(200);
  expect(mark.body).toMatchObject({ percentRead: 80 });
  expect((await bookmarksOf(me)).items).toMatchObject([{ percentRead: 80 }]);
});

test('what one member keeps is nobody else’s', async () => {
  const [me, other] = [aReader(), aReader()];
  const { id } = await publish();
  await me.put(`/v1/articles/${id}/bookmark`).expect(204);
  await me.put(`/v1/articles/${id}/progress`).send({ percentRead: 50 }).expect(204);

  const mark = await other.get(`/v1/articles/${id}/mark`).expect(200);

  expect(mark.body).toEqual({ bookmarkedAt: null, percentRead: 0 });
  expect(await bookmarksOf(other)).toEqual({ items: [], nextCursor: null });
});

test('bookmarks come the last set first, page by page, and are 304 while unchanged', async () => {
  const me = aReader();
  const ids: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    const { id } = await publish();
    await me.put(`/v1/articles/${id}/bookmark`).expect(204);
    ids.unshift(id);
    if (count !== 2) clock.advance({ seconds: 1 });
  }

  const first = await bookmarksOf(me, '?limit=2');
  const second = await bookmarksOf(me, `?limit=2&cursor=${first.nextCursor}`);
  const third = await bookmarksOf(me, `?limit=2&cursor=${second.nextCursor}`);

  const walked = [first, second, third].flatMap(({ items }) => items.map(({ article }) => article.id));
  expect(walked).toHaveLength(5);
  expect(new Set(walked)).toEqual(new Set(ids));
  expect(walked[0]).toBe(ids[0]);
  expect(third.nextCursor).toBeNull();

  for (const path of ['/v1/article-bookmarks', `/v1/articles/${ids[0]}/mark`]) {
    const { headers } = await me.get(path).expect(200);
    await me
      .get(path)
      .set('If-None-Match', headers['etag'] ?? '')
      .expect(304);
  }
});

test('a withdrawn article leaves the bookmarks and comes back with its next publication', async () => {
  const me = aReader();
  const article = await publish();
  await me.put(`/v1/articles/${article.id}/bookmark`).expect(204);
  const { editing } = content();

  const { version } = await editing.withdraw(article.id, newUuid());
  expect((await bookmarksOf(me)).items).toEqual([]);
  await me.get(`/v1/articles/${article.id}/mark`).expect(404);

  const submitted = await editing.submit(article.id, { staffId: newUuid(), expectedVersion: version });
  await editing.publish(article.id, {}, { staffId: newUuid(), expectedVersion: submitted.version });
  expect((await bookmarksOf(me)).items).toMatchObject([{ article: { id: article.id } }]);
});

test('nothing is kept of an article that is not there', async () => {
  const me = aReader();
  const path = `/v1/articles/${newUuid()}`;

  for (const request of [
    me.get(`${path}/mark`),
    me.put(`${path}/bookmark`),
    me.delete(`${path}/bookmark`),
    me.put(`${path}/progress`).send({ percentRead: 1 }),
  ]) {
    const answer = await request.expect(404);
    expect(answer.body).toMatchObject({ code: 'ARTICLE_NOT_FOUND' });
  }
});

test.each([
  ['below 0', { percentRead: -1 }],
  ['above 100', { percentRead: 101 }],
  ['of a half', { percentRead: 0.5 }],
  ['with an unknown key', { percentRead: 1, seconds: 9 }],
])('progress %s is 400', async (_what, body) => {
  const { id } = await publish();
  await aReader().put(`/v1/articles/${id}/progress`).send(body).expect(400);
});

test('a bad id or query is 400, no log-in is 401', async () => {
  const { id } = await publish();
  const me = aReader();

  await me.get('/v1/article-bookmarks?cursor=e30').expect(400);
  await me.get('/v1/articles/1/mark').expect(400);
  await me.put('/v1/articles/1/bookmark').expect(400);
  await me.delete('/v1/articles/1/bookmark').expect(400);

  await anyone().get('/v1/article-bookmarks').expect(401);
  await anyone().get(`/v1/articles/${id}/mark`).expect(401);
  await anyone().put(`/v1/articles/${id}/bookmark`).expect(401);
  await anyone().delete(`/v1/articles/${id}/bookmark`).expect(401);
  await anyone().put(`/v1/articles/${id}/progress`).send({ percentRead: 1 }).expect(401);
});

test('withdrawal destroys one member’s marks and nobody else’s', async () => {
  const [mine, theirs] = [newUuid(), newUuid()];
  const { id } = await publish();
  await as(mine).put(`/v1/articles/${id}/bookmark`).expect(204);
  await as(theirs).put(`/v1/articles/${id}/bookmark`).expect(204);

  await database().transaction((tx) => content().eraseMember(mine, tx));

  expect((await bookmarksOf(as(mine))).items).toEqual([]);
  expect((await bookmarksOf(as(theirs))).items).toHaveLength(1);
});
