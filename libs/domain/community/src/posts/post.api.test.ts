import { newUuid, uuidToBinary } from '@soomcare/database';
import { expect, test } from 'vitest';

import { aPost, boards, type Person, useCommunityApi } from '../testing/community-api.ts';
import { listedPostDocuments } from './listed-post-documents.ts';
import type { PostCardView, PostView } from './post.schemas.ts';

const { anyone, aPerson, clock, community, database, forget, post, search } = useCommunityApi();

const read = async ({ caller }: Person, id: string) => {
  const answer = await caller.get(`/v1/posts/${id}`).expect(200);
  return answer.body as PostView;
};
const feedOf = async ({ caller }: Person, query = '') => {
  const answer = await caller.get(`/v1/posts${query}`).expect(200);
  return answer.body as { items: PostCardView[]; nextCursor: string | null };
};
const hide = (id: string) => database().transaction((tx) => community().hidePost(id, '광고', tx));
const show = (id: string) => database().transaction((tx) => community().showPost(id, tx));

test('the boards are there, in the reader’s language', async () => {
  const { caller } = aPerson();

  const korean = await caller.get('/v1/boards').expect(200);
  const english = await caller.get('/v1/boards').set('Accept-Language', 'en').expect(200);
  await caller
    .get('/v1/boards')
    .set('If-None-Match', korean.headers['etag'] ?? '')
    .expect(304);
  await anyone().get('/v1/boards').expect(401);

  const namesOf = ({ body }: typeof korean) =>
    (body as { items: { name: string }[] }).items.map(({ name }) => name);
  expect(namesOf(korean)).toEqual(['이야기 나누기', '생활 관리', '묻고 답하기']);
  expect(namesOf(english)).toEqual(['Stories', 'Daily care', 'Questions']);
});

test('a post is read by another member, with its author’s nickname and picture and no more', async () => {
  const [author, other] = [aPerson({ nickname: '숨쉬는민지' }), aPerson()];

  const made = await author.caller.post('/v1/posts').send(aPost()).expect(201);
  const { id } = made.body as { id: string };

  expect(made.headers).toMatchObject({ location: `/v1/posts/${id}`, etag: '"1"' });
  expect(made.body).toMatchObject({ isMine: true, guidance: null });
  expect(await read(other, id)).toEqual({
    id,
    boardId: boards.stories,
    author: { memberId: author.id, nickname: '숨쉬는민지', avatarKey: 'avatar-1' },
    title: '가을 산책',
    body: '바람이 선선해서 오래 걸었어요.',
    visibility: 'members',
    fileIds: [],
    likeCount: 0,
    commentCount: 0,
    isLiked: false,
    isBookmarked: false,
    isMine: false,
    version: 1,
    createdAt: clock.now().toISOString(),
    editedAt: null,
  });
});

test('the feed of a board shows its posts newest first, page by page, and what comes meanwhile moves nothing', async () => {
  const me = aPerson();
  const ids: string[] = [];
  for (let count = 0; count < 5; count += 1) ids.unshift(await post(me, { boardId: boards.questions }));
  await post(me, { boardId: boards.stories });
  const board = `board=${boards.questions}&limit=2`;

  const first = await feedOf(me, `?${board}`);
  const late = await post(me, { boardId: boards.questions });
  const second = await feedOf(me, `?${board}&cursor=${first.nextCursor}`);
  const third = await feedOf(me, `?${board}&cursor=${second.nextCursor}`);

  expect([first, second, third].flatMap(({ items }) => items.map(({ id }) => id))).toEqual(ids);
  expect(third.nextCursor).toBeNull();
  expect((await feedOf(me, `?${board}`)).items[0]).toMatchObject({ id: late });
});

test('posts of one millisecond are all on the pages, each once', async () => {
  const me = aPerson();
  clock.advance({ days: 1 });
  const made = await Promise.all(
    Array.from({ length: 5 }, () => me.caller.post('/v1/posts').send(aPost()).expect(201)),
  );

  const walked: string[] = [];
  for (let cursor = ''; walked.length < 5;) {
    const { items, nextCursor } = await feedOf(me, `?limit=2${cursor}`);
    walked.push(...items.map(({ id }) => id));
    cursor = `&cursor=${nextCursor}`;
  }

  expect(new Set(walked.slice(0, 5))).toEqual(new Set(made.map(({ body }) => (body as { id: string }).id)));
});

test('a card holds how the text begins, and an unchanged feed is 304', async () => {
  const me = aPerson();
  await post(me, { body: '가'.repeat(300) });

  const feed = await me.caller.get('/v1/posts?limit=1').expect(200);
  await me.caller
    .get('/v1/posts?limit=1')
    .set('If-None-Match', feed.headers['etag'] ?? '')
    .expect(304);

  expect((feed.body as { items: object[] }).items).toMatchObject([{ excerpt: '가'.repeat(200) }]);
});

test('an edit shows at once, keeps what was there before, and needs the version that was read', async () => {
  const me = aPerson();
  const id = await post(me);
  clock.advance({ minutes: 1 });

  const edited = await me.caller
    .patch(`/v1/posts/${id}`)
    .set('If-Match', '"1"')
    .send({ title: '겨울 산책' })
    .expect(200);
  await me.caller.patch(`/v1/posts/${id}`).set('If-Match', '"1"').send({ title: '봄 산책' }).expect(412);
  await me.caller.patch(`/v1/posts/${id}`).send({ title: '봄 산책' }).expect(428);

  expect(edited.headers['etag']).toBe('"2"');
  expect(await read(me, id)).toMatchObject({
    title: '겨울 산책',
    version: 2,
    editedAt: clock.now().toISOString(),
  });
  expect(await community().listPostRevisions(id)).toEqual([
    { postId: id, version: 1, title: '가을 산책', body: aPost().body, replacedAt: clock.now().toISOString() },
  ]);
});

test('an edit of the visibility alone is no revision of the text', async () => {
  const me = aPerson();
  const id = await post(me);

  await me.caller
    .patch(`/v1/posts/${id}`)
    .set('If-Match', '"1"')
    .send({ visibility: 'everyone' })
    .expect(200);

  expect(await community().listPostRevisions(id)).toEqual([]);
});

test('a deleted post is gone for everybody, and a late edit finds nothing', async () => {
  const [me, other] = [aPerson(), aPerson()];
  const id = await post(me);

  await me.caller.delete(`/v1/posts/${id}`).set('If-Match', '"7"').expect(412);
  await me.caller.delete(`/v1/posts/${id}`).expect(204);

  await other.caller.get(`/v1/posts/${id}`).expect(404);
  await me.caller.get(`/v1/posts/${id}`).expect(404);
  await me.caller.delete(`/v1/posts/${id}`).expect(404);
  await me.caller.patch(`/v1/posts/${id}`).set('If-Match', '"1"').send({}).expect(404);
  expect((await feedOf(other)).items.map((card) => card.id)).not.toContain(id);
});

test('nobody edits or deletes what another member wrote', async () => {
  const [me, other] = [aPerson(), aPerson()];
  const id = await post(me);

  const edit = await other.caller
    .patch(`/v1/posts/${id}`)
    .set('If-Match', '"1"')
    .send({ title: '내 글' })
    .expect(404);
  await other.caller.delete(`/v1/posts/${id}`).expect(404);

  expect(edit.body).toMatchObject({ code: 'POST_NOT_FOUND' });
  expect(await read(other, id)).toMatchObject({ title: '가을 산책', version: 1 });
});

test('whoever has not agreed to be read by others reads, but does not write', async () => {
  const [me, reader] = [aPerson(), aPerson({ consents: ['service', 'health-data'] })];
  const id = await post(me);

  const refused = await reader.caller.post('/v1/posts').send(aPost()).expect(403);
  await reader.caller.patch(`/v1/posts/${id}`).set('If-Match', '"1"').send({}).expect(403);

  expect(refused.body).toMatchObject({ code: 'CONSENT_REQUIRED', detail: 'community-exposure' });
  await read(reader, id);
});

test('the same create again, by its id or its key, is one post; another body is refused', async () => {
  const [me, other] = [aPerson(), aPerson()];
  const id = newUuid();
  const withKey = (different: object) =>
    me.caller.post('/v1/posts').set('Idempotency-Key', 'autumn').send(aPost(different));

  await me.caller.post('/v1/posts').send(aPost({ id })).expect(201);
  const again = await me.caller.post('/v1/posts').send(aPost({ id })).expect(201);
  await me.caller
    .post('/v1/posts')
    .send(aPost({ id, title: '다른 글' }))
    .expect(422);
  await other.caller.post('/v1/posts').send(aPost({ id })).expect(422);
  const keyed = await withKey({}).expect(201);
  const keyedAgain = await withKey({}).expect(201);
  await withKey({ title: '다른 글' }).expect(422);

  expect(again.body).toMatchObject({ id });
  expect((keyedAgain.body as PostView).id).toBe((keyed.body as PostView).id);
});

test('two creates of one id at one time are one post', async () => {
  const me = aPerson();
  const id = newUuid();

  await Promise.all([1, 2, 3].map(() => me.caller.post('/v1/posts').send(aPost({ id })).expect(201)));

  const [row] = await database().rows<{ total: number }>('SELECT COUNT(*) AS total FROM posts WHERE id = ?', [
    uuidToBinary(id),
  ]);
  expect(row).toEqual({ total: 1 });
});

test('an author who has left is a former member', async () => {
  const [author, other] = [aPerson(), aPerson()];
  const id = await post(author);
  forget(author);

  expect((await read(other, id)).author).toEqual({
    memberId: null,
    nickname: '탈퇴한 회원',
    avatarKey: null,
  });
});

test('search has what can be read: the text, its edit, and nothing after the deletion', async () => {
  const me = aPerson();
  const id = await post(me, { visibility: 'everyone' });
  expect(search.find(id)).toMatchObject({ title: '가을 산책', visibility: 'public', memberId: me.id });

  await me.caller.patch(`/v1/posts/${id}`).set('If-Match', '"1"').send({ visibility: 'members' }).expect(200);
  expect(search.find(id)).toMatchObject({ visibility: 'members' });

  await me.caller.delete(`/v1/posts/${id}`).expect(204);
  expect(search.find(id)).toBeUndefined();
});

test('a hidden post is there for nobody and not in search, until it is shown again', async () => {
  const [me, other] = [aPerson(), aPerson()];
  const id = await post(me);

  await hide(id);
  await hide(id);
  await me.caller.get(`/v1/posts/${id}`).expect(404);
  await me.caller.patch(`/v1/posts/${id}`).set('If-Match', '"2"').send({}).expect(404);
  expect((await feedOf(other)).items.map((card) => card.id)).not.toContain(id);
  expect(search.find(id)).toBeUndefined();

  await show(id);
  await show(id);
  await read(other, id);
  expect(search.find(id)).toMatchObject({ version: 3 });
});

test('what was deleted while it was hidden does not come back', async () => {
  const me = aPerson();
  const id = await post(me);
  await hide(id);
  await me.caller.delete(`/v1/posts/${id}`).expect(204);
  await me.caller.delete(`/v1/posts/${id}`).expect(404);

  await show(id);

  await me.caller.get(`/v1/posts/${id}`).expect(404);
  expect(search.find(id)).toBeUndefined();
});

test('a rebuild of search gets every post that can be read, in batches', async () => {
  const me = aPerson();
  const [kept, hidden, deleted] = [await post(me), await post(me), await post(me)];
  await hide(hidden);
  await me.caller.delete(`/v1/posts/${deleted}`).expect(204);

  const ids: string[] = [];
  for await (const batch of listedPostDocuments(database(), 2))
    ids.push(...batch.map((document) => document.id));

  expect(ids).toContain(kept);
  expect(ids).not.toContain(hidden);
  expect(ids).not.toContain(deleted);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each([
  ['no title', { title: ' ' }],
  ['a title of 101 characters', { title: '가'.repeat(101) }],
  ['a text of 10,001 characters', { body: '가'.repeat(10_001) }],
  ['an unknown visibility', { visibility: 'friends' }],
  ['a board that is no id', { boardId: 'stories' }],
  ['an unknown key', { memberId: newUuid() }],
])('a post with %s is 400', async (_what, different) => {
  await aPerson().caller.post('/v1/posts').send(aPost(different)).expect(400);
});

test('other bad input is 400, and a board that is not there 422', async () => {
  const { caller } = aPerson();

  await caller.get('/v1/posts?board=stories').expect(400);
  await caller.get('/v1/posts?cursor=e30').expect(400);
  await caller.get('/v1/posts/1').expect(400);
  await caller.delete('/v1/posts/1').expect(400);
  await caller.patch(`/v1/posts/${newUuid()}`).set('If-Match', '"1"').send({ title: '' }).expect(400);
  const answer = await caller
    .post('/v1/posts')
    .send(aPost({ boardId: newUuid() }))
    .expect(422);
  expect(answer.body).toMatchObject({ code: 'BOARD_UNKNOWN' });
});

test('nothing is read or written without a log-in', async () => {
  const path = `/v1/posts/${newUuid()}`;

  await anyone().get('/v1/posts').expect(401);
  await anyone().post('/v1/posts').send(aPost()).expect(401);
  await anyone().get(path).expect(401);
  await anyone().patch(path).set('If-Match', '"1"').send({}).expect(401);
  await anyone().delete(path).expect(401);
});
