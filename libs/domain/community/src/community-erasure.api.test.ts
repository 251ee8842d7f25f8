import { uuidToBinary } from '@soomcare/database';
import { expect, test } from 'vitest';

import type { CommentView } from './comments/comment.schemas.ts';
import type { PostView } from './posts/post.schemas.ts';
import { aPost, type Person, useCommunityApi } from './testing/community-api.ts';

const { aPerson, clock, community, database, forget, post } = useCommunityApi();

const withdraw = async (person: Person) => {
  forget(person);
  await database().transaction((tx) => community().eraseMember(person.id, tx));
};
const read = async ({ caller }: Person, id: string) => {
  const answer = await caller.get(`/v1/posts/${id}`).expect(200);
  return answer.body as PostView;
};
const comment = async ({ caller }: Person, postId: string, body: object = {}) => {
  const made = await caller
    .post(`/v1/posts/${postId}/comments`)
    .send({ body: '저도 그래요', ...body })
    .expect(201);
  return (made.body as CommentView).id;
};
const commentsOf = async ({ caller }: Person, postId: string) => {
  const answer = await caller.get(`/v1/posts/${postId}/comments`).expect(200);
  return (answer.body as { items: CommentView[] }).items;
};
const countOf = async (table: string, where: string, id: string) => {
  const [row] = await database().rows<{ total: number }>(
    `SELECT COUNT(*) AS total FROM ${table} WHERE ${where} = ?`,
    [uuidToBinary(id)],
  );
  return row?.total;
};

test('a post below which others wrote stays as an empty place, with their comments', async () => {
  const [leaving, other] = [aPerson(), aPerson()];
  const id = await post(leaving);
  const theirs = await comment(other, id);

  await withdraw(leaving);

  expect(await read(other, id)).toMatchObject({
    author: { memberId: null, nickname: '탈퇴한 회원', avatarKey: null },
    title: '',
    body: '',
    commentCount: 1,
  });
  expect(await commentsOf(other, id)).toMatchObject([{ id: theirs, body: '저도 그래요' }]);
  const feed = await other.caller.get('/v1/posts').expect(200);
  expect((feed.body as { items: PostView[] }).items.map((card) => card.id)).not.toContain(id);
});

test('a post on which nobody else wrote is gone, and so are its earlier texts', async () => {
  const [leaving, other] = [aPerson(), aPerson()];
  const id = await post(leaving);
  await comment(leaving, id);
  await leaving.caller.patch(`/v1/posts/${id}`).set('If-Match', '"1"').send({ title: '겨울' }).expect(200);

  await withdraw(leaving);

  await other.caller.get(`/v1/posts/${id}`).expect(404);
  expect(await community().listPostRevisions(id)).toEqual([]);
});

test('below others’ posts the member’s comments are empty places where replies hang on them, and uncounted', async () => {
  const [leaving, other] = [aPerson(), aPerson()];
  const id = await post(other);
  const parentId = await comment(leaving, id);
  await comment(leaving, id);
  const reply = await comment(other, id, { parentId });

  await withdraw(leaving);

  expect(await commentsOf(other, id)).toMatchObject([
    { id: parentId, author: null, body: null },
    { id: reply },
  ]);
  expect(await read(other, id)).toMatchObject({ commentCount: 1 });
});

test('likes and bookmarks go, and the counts are right without them', async () => {
  const [leaving, other] = [aPerson(), aPerson()];
  const id = await post(other);
  for (const { caller } of [leaving, other]) await caller.put(`/v1/posts/${id}/like`).expect(204);
  await leaving.caller.put(`/v1/posts/${id}/bookmark`).expect(204);

  await withdraw(leaving);
  await withdraw(leaving);

  expect(await read(other, id)).toMatchObject({ likeCount: 1, isLiked: true });
});

test('no table of the community names the member any more', async () => {
  const [leaving, other] = [aPerson(), aPerson()];
  const [own, theirs] = [await post(leaving), await post(other)];
  await comment(other, own);
  await comment(leaving, theirs);
  await leaving.caller.put(`/v1/posts/${theirs}/like`).expect(204);
  await leaving.caller.put(`/v1/posts/${theirs}/bookmark`).expect(204);

  await withdraw(leaving);

  const tables = await database().rows<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
      WHERE table_schema = DATABASE() AND column_name = 'member_id'`,
  );
  expect(tables.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['comments', 'post_bookmarks', 'post_likes', 'post_share_links', 'posts']),
  );
  for (const { name } of tables)
    expect([name, await countOf(name, 'member_id', leaving.id)]).toEqual([name, 0]);
});

test('after 30 days a deleted post is destroyed with all below it, not a day earlier', async () => {
  const [me, other] = [aPerson(), aPerson()];
  const id = await post(me);
  await comment(other, id);
  await other.caller.put(`/v1/posts/${id}/like`).expect(204);
  await me.caller.delete(`/v1/posts/${id}`).expect(204);

  clock.advance({ days: 30 });
  await community().housekeeping();
  expect(await countOf('posts', 'id', id)).toBe(1);

  clock.advance({ seconds: 1 });
  await community().housekeeping();
  for (const [table, column] of [
    ['posts', 'id'],
    ['comments', 'post_id'],
    ['post_likes', 'post_id'],
  ] as const) {
    expect([table, await countOf(table, column, id)]).toEqual([table, 0]);
  }
});

test('after 30 days nothing is kept of a deleted comment but its place', async () => {
  const [me, other] = [aPerson(), aPerson()];
  const made = await me.caller.post('/v1/posts').send(aPost()).expect(201);
  const { id } = made.body as PostView;
  const parentId = await comment(me, id);
  await comment(other, id, { parentId });
  await me.caller.delete(`/v1/comments/${parentId}`).expect(204);

  clock.advance({ days: 30, seconds: 1 });
  await community().housekeeping();

  expect(await countOf('comments', 'member_id', me.id)).toBe(0);
  expect(await commentsOf(other, id)).toMatchObject([{ id: parentId, body: null }, { body: '저도 그래요' }]);
});
