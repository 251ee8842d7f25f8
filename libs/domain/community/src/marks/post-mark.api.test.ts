import { newUuid, uuidToBinary } from '@soomcare/database';
import { expect, test } from 'vitest';

import type { PostView } from '../posts/post.schemas.ts';
import { type Person, useCommunityApi } from '../testing/community-api.ts';
import type { PostBookmarkView } from './post-mark.schemas.ts';

const { anyone, aPerson, clock, database, post } = useCommunityApi();

const read = async ({ caller }: Person, id: string) => {
  const answer = await caller.get(`/v1/posts/${id}`).expect(200);
  return answer.body as PostView;
};
const bookmarksOf = async ({ caller }: Person, query = '') => {
  const answer = await caller.get(`/v1/post-bookmarks${query}`).expect(200);
  return answer.body as { items: PostBookmarkView[]; nextCursor: string | null };
};

test('a like twice is one like, and can be taken back twice', async () => {
  const [author, me] = [aPerson(), aPerson()];
  const id = await post(author);

  await me.caller.put(`/v1/posts/${id}/like`).expect(204);
  await me.caller.put(`/v1/posts/${id}/like`).expect(204);
  expect(await read(me, id)).toMatchObject({ likeCount: 1, isLiked: true, version: 1 });
  expect(await read(author, id)).toMatchObject({ likeCount: 1, isLiked: false });

  await me.caller.delete(`/v1/posts/${id}/like`).expect(204);
  await me.caller.delete(`/v1/posts/${id}/like`).expect(204);
  expect(await read(me, id)).toMatchObject({ likeCount: 0, isLiked: false });
});

test('fifty who like and unlike at once, each twice, leave an exact count', async () => {
  const id = await post(aPerson());
  const people = Array.from({ length: 50 }, () => aPerson());
  const all = (method: 'put' | 'delete', some: readonly Person[]) =>
    some.map(({ caller }) => caller[method](`/v1/posts/${id}/like`).expect(204));
  const [stay, leave] = [people.slice(0, 30), people.slice(30)];
  await Promise.all(all('put', leave));

  await Promise.all([...all('put', stay), ...all('delete', leave), ...all('put', stay)]);

  const [row] = await database().rows<{ total: number }>(
    'SELECT COUNT(*) AS total FROM post_likes WHERE post_id = ?',
    [uuidToBinary(id)],
  );
  expect(row?.total).toBe(30);
  expect(await read(aPerson(), id)).toMatchObject({ likeCount: 30 });
});

test('one member’s likes and unlikes of one post at once end as row and count agree', async () => {
  const me = aPerson();
  const id = await post(aPerson());
  const methods = ['put', 'delete', 'put', 'delete', 'put', 'put', 'delete', 'put'] as const;

  await Promise.all(methods.map((method) => me.caller[method](`/v1/posts/${id}/like`).expect(204)));

  const { likeCount, isLiked } = await read(me, id);
  expect(likeCount).toBe(isLiked ? 1 : 0);
});

test('a bookmark is read back with its post, set twice it is one, and it can be removed twice', async () => {
  const me = aPerson();
  const id = await post(aPerson());
  const bookmarkedAt = clock.now().toISOString();

  await me.caller.put(`/v1/posts/${id}/bookmark`).expect(204);
  clock.advance({ minutes: 1 });
  await me.caller.put(`/v1/posts/${id}/bookmark`).expect(204);
  expect((await bookmarksOf(me)).items).toMatchObject([
    { post: { id, title: '가을 산책', isBookmarked: true }, bookmarkedAt },
  ]);

  await me.caller.delete(`/v1/posts/${id}/bookmark`).expect(204);
  await me.caller.delete(`/v1/posts/${id}/bookmark`).expect(204);
  expect(await bookmarksOf(me)).toEqual({ items: [], nextCursor: null });
});

test('bookmarks come the last set first, page by page, and are nobody else’s', async () => {
  const [me, other] = [aPerson(), aPerson()];
  const ids: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    const id = await post(other);
    await me.caller.put(`/v1/posts/${id}/bookmark`).expect(204);
    ids.unshift(id);
  }

  const first = await bookmarksOf(me, '?limit=2');
  const second = await bookmarksOf(me, `?limit=2&cursor=${first.nextCursor}`);
  const third = await bookmarksOf(me, `?limit=2&cursor=${second.nextCursor}`);

  expect([first, second, third].flatMap(({ items }) => items.map(({ post: { id } }) => id))).toEqual(ids);
  expect(third.nextCursor).toBeNull();
  expect((await bookmarksOf(other)).items).toEqual([]);
  const { headers } = await me.caller.get('/v1/post-bookmarks').expect(200);
  await me.caller
    .get('/v1/post-bookmarks')
    .set('If-None-Match', headers['etag'] ?? '')
    .expect(304);
});

test('a deleted post leaves the bookmarks', async () => {
  const [author, me] = [aPerson(), aPerson()];
  const id = await post(author);
  await me.caller.put(`/v1/posts/${id}/bookmark`).expect(204);

  await author.caller.delete(`/v1/posts/${id}`).expect(204);

  expect((await bookmarksOf(me)).items).toEqual([]);
});

test.each(['like', 'bookmark'])('a %s needs a log-in and a post that one can see', async (mark) => {
  const [author, blocked] = [aPerson(), aPerson()];
  const id = await post(author);
  await author.caller.put(`/v1/blocks/${blocked.id}`).expect(204);

  for (const method of ['put', 'delete'] as const) {
    await anyone()[method](`/v1/posts/${id}/${mark}`).expect(401);
    await blocked.caller[method](`/v1/posts/${id}/${mark}`).expect(404);
    await blocked.caller[method](`/v1/posts/${newUuid()}/${mark}`).expect(404);
    await blocked.caller[method](`/v1/posts/1/${mark}`).expect(400);
  }
  await anyone().get('/v1/post-bookmarks').expect(401);
  await blocked.caller.get('/v1/post-bookmarks?cursor=e30').expect(400);
});
