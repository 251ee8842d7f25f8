import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { type Person, useCommunityApi } from '../testing/community-api.ts';
import type { CommentView } from './comment.schemas.ts';

const { anyone, aPerson, clock, community, database, noticesOf, post } = useCommunityApi();

const write = async ({ caller }: Person, postId: string, body: object = {}) => {
  clock.advance({ seconds: 1 });
  const made = await caller
    .post(`/v1/posts/${postId}/comments`)
    .send({ body: '저도 그래요', ...body })
    .expect(201);
  return (made.body as CommentView).id;
};
const listOf = async ({ caller }: Person, postId: string, query = '') => {
  const answer = await caller.get(`/v1/posts/${postId}/comments${query}`).expect(200);
  return answer.body as { items: CommentView[]; nextCursor: string | null };
};
const countOf = async ({ caller }: Person, postId: string) => {
  const answer = await caller.get(`/v1/posts/${postId}`).expect(200);
  return (answer.body as { commentCount: number }).commentCount;
};
const hide = (id: string) => database().transaction((tx) => community().hideComment(id, '광고', tx));
const show = (id: string) => database().transaction((tx) => community().showComment(id, tx));

test('a comment is read back, by its own address too', async () => {
  const [author, other] = [aPerson(), aPerson({ nickname: '느린우체통' })];
  const postId = await post(author);

  const made = await other.caller
    .post(`/v1/posts/${postId}/comments`)
    .send({ body: '저도 그래요' })
    .expect(201);
  const { id } = made.body as CommentView;

  const shown = {
    id,
    postId,
    parentId: null,
    author: { memberId: other.id, nickname: '느린우체통', avatarKey: 'avatar-1' },
    body: '저도 그래요',
    isMine: false,
    createdAt: clock.now().toISOString(),
  };
  expect(made.headers['location']).toBe(`/v1/comments/${id}`);
  expect(made.body).toEqual({ ...shown, isMine: true, guidance: null });
  expect(await listOf(author, postId)).toEqual({ items: [shown], nextCursor: null });
  const one = await author.caller.get(`/v1/comments/${id}`).expect(200);
  expect(one.body).toEqual(shown);
  expect(await countOf(author, postId)).toBe(1);
});

test('threads stand together, oldest first, page by page', async () => {
  const me = aPerson();
  const postId = await post(me);
  const first = await write(me, postId);
  const second = await write(me, postId);
  const reply = await write(me, postId, { parentId: first });
  const third = await write(me, postId);
  const lateReply = await write(me, postId, { parentId: first });

  const walked: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await listOf(me, postId, `?limit=2${cursor && `&cursor=${cursor}`}`);
    walked.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }

  expect(walked).toEqual([first, reply, lateReply, second, third]);
});

test('a reply can be made to a comment of this post only, and not to a reply', async () => {
  const me = aPerson();
  const [postId, elsewhere] = [await post(me), await post(me)];
  const parentId = await write(me, postId);
  const reply = await write(me, postId, { parentId });
  const foreign = await write(me, elsewhere);
  const gone = await write(me, postId);
  await me.caller.delete(`/v1/comments/${gone}`).expect(204);

  for (const unfit of [reply, foreign, gone, newUuid()]) {
    const answer = await me.caller
      .post(`/v1/posts/${postId}/comments`)
      .send({ body: '답글', parentId: unfit })
      .expect(422);
    expect(answer.body).toMatchObject({ code: 'COMMENT_NOT_REPLYABLE' });
  }
  expect(await countOf(me, postId)).toBe(2);
});

test('of a deleted comment the place stays while replies hang on it, without author and text', async () => {
  const [me, other] = [aPerson(), aPerson()];
  const postId = await post(me);
  const parentId = await write(me, postId);
  const reply = await write(other, postId, { parentId });

  await me.caller.delete(`/v1/comments/${parentId}`).expect(204);
  await me.caller.delete(`/v1/comments/${parentId}`).expect(404);

  expect((await listOf(me, postId)).items).toMatchObject([
    { id: parentId, author: null, body: null, isMine: false },
    { id: reply, body: '저도 그래요' },
  ]);
  await other.caller.get(`/v1/comments/${parentId}`).expect(404);
  expect(await countOf(me, postId)).toBe(1);

  await other.caller.delete(`/v1/comments/${reply}`).expect(204);
  expect((await listOf(me, postId)).items).toEqual([]);
  expect(await countOf(me, postId)).toBe(0);
});

test('nobody deletes what another member wrote', async () => {
  const [me, other] = [aPerson(), aPerson()];
  const postId = await post(me);
  const id = await write(me, postId);

  await other.caller.delete(`/v1/comments/${id}`).expect(404);

  expect(await countOf(me, postId)).toBe(1);
});

test('a hidden comment is not shown or counted until it is shown again', async () => {
  const [me, other] = [aPerson(), aPerson()];
  const postId = await post(me);
  const id = await write(other, postId);

  await hide(id);
  await hide(id);
  expect((await listOf(other, postId)).items).toEqual([]);
  expect(await countOf(me, postId)).toBe(0);

  await show(id);
  await show(id);
  expect((await listOf(me, postId)).items).toMatchObject([{ id }]);
  expect(await countOf(me, postId)).toBe(1);
});

test('a hidden comment is its author’s to delete, is counted down once, and does not come back', async () => {
  const [me, other] = [aPerson(), aPerson()];
  const postId = await post(me);
  const id = await write(other, postId);
  await write(me, postId);

  await hide(id);
  await other.caller.delete(`/v1/comments/${id}`).expect(204);
  await show(id);

  expect(await countOf(me, postId)).toBe(1);
  expect((await listOf(me, postId)).items).toHaveLength(1);
});

test('nothing is hidden of a comment that is not there', async () => {
  await expect(hide(newUuid())).resolves.toBeUndefined();
});

test('a removed post takes its comments along', async () => {
  const [me, other] = [aPerson(), aPerson()];
  const postId = await post(me);
  const id = await write(other, postId);
  await me.caller.delete(`/v1/posts/${postId}`).expect(204);

  const answer = await other.caller
    .post(`/v1/posts/${postId}/comments`)
    .send({ body: '늦었네요' })
    .expect(404);
  await other.caller.get(`/v1/posts/${postId}/comments`).expect(404);
  await other.caller.get(`/v1/comments/${id}`).expect(404);

  expect(answer.body).toMatchObject({ code: 'POST_NOT_FOUND' });
});

test('the inbox tells each who is concerned once, in their language, and nobody a word of the comment', async () => {
  const author = aPerson({ nickname: '글쓴이' });
  const [first, english] = [aPerson({ nickname: '첫댓글' }), aPerson({ nickname: 'Comet', language: 'en' })];
  const writer = aPerson({ nickname: '느린우체통' });
  const postId = await post(author, { title: '가을 산책' });
  const parentId = await write(first, postId);
  await write(english, postId);

  const id = await write(writer, postId, { parentId, body: '@comet 비밀 이야기 @느린우체통 @없는사람' });

  const body = '느린우체통님이 ‘가을 산책’ 글에 댓글을 남겼어요.';
  expect(noticesOf(author).at(-1)).toEqual({ memberId: author.id, id, title: '새 댓글이 달렸어요', body });
  expect(noticesOf(first)).toEqual([{ memberId: first.id, id, title: '새 답글이 달렸어요', body }]);
  expect(noticesOf(english)).toEqual([
    { memberId: english.id, id, title: 'You were mentioned', body: '느린우체통 wrote below “가을 산책”.' },
  ]);
  expect(noticesOf(writer)).toEqual([]);
});

test('a comment that a rule hides is announced to nobody', async () => {
  const [author, spammer] = [aPerson(), aPerson()];
  const postId = await post(author);

  await write(spammer, postId, { body: '최저가로 구매하세요, 카톡 문의' });
  expect(noticesOf(author)).toEqual([]);

  await write(spammer, postId);
  expect(noticesOf(author)).toHaveLength(1);
});

test('who named the writer unwanted sees neither the comment nor a notice', async () => {
  const [author, muted] = [aPerson(), aPerson()];
  const postId = await post(author);
  await author.caller.put(`/v1/mutes/${muted.id}`).expect(204);

  const id = await write(muted, postId, { body: `@${author.nickname} 보세요` });

  expect(noticesOf(author)).toEqual([]);
  expect((await listOf(author, postId)).items).toEqual([]);
  await author.caller.get(`/v1/comments/${id}`).expect(404);
  expect((await listOf(muted, postId)).items).toMatchObject([{ id }]);
});

test('a block keeps the two apart: no post, no comments, no reply', async () => {
  const [author, blocked, third] = [aPerson(), aPerson(), aPerson()];
  const postId = await post(author);
  const common = await post(third);
  const parentId = await write(author, common);
  await author.caller.put(`/v1/blocks/${blocked.id}`).expect(204);

  await blocked.caller.get(`/v1/posts/${postId}`).expect(404);
  await blocked.caller.post(`/v1/posts/${postId}/comments`).send({ body: '안녕' }).expect(404);
  await blocked.caller.post(`/v1/posts/${common}/comments`).send({ body: '안녕', parentId }).expect(422);
  expect((await listOf(blocked, common)).items).toEqual([]);
  const feed = await blocked.caller.get('/v1/posts').expect(200);
  expect((feed.body as { items: { id: string }[] }).items.map(({ id }) => id)).not.toContain(postId);
});

test('the same comment again, by its id or its key, is one; another text is refused', async () => {
  const me = aPerson();
  const postId = await post(me);
  const id = newUuid();
  const send = (body: object, key = '') => {
    const request = me.caller.post(`/v1/posts/${postId}/comments`).send(body);
    return key ? request.set('Idempotency-Key', key) : request;
  };

  await Promise.all([1, 2, 3].map(() => send({ id, body: '하나' }).expect(201)));
  await send({ id, body: '둘' }).expect(422);
  await send({ body: '셋' }, 'three').expect(201);
  await send({ body: '셋' }, 'three').expect(201);
  await send({ body: '넷' }, 'three').expect(422);

  expect((await listOf(me, postId)).items.map(({ body }) => body)).toEqual(['하나', '셋']);
  expect(await countOf(me, postId)).toBe(2);
});

test('fifty comments at once are counted and numbered exactly', async () => {
  const me = aPerson();
  const postId = await post(me);
  const people = Array.from({ length: 50 }, () => aPerson());

  await Promise.all(people.map((person) => write(person, postId)));

  expect(await countOf(me, postId)).toBe(50);
  expect((await listOf(me, postId, '?limit=100')).items).toHaveLength(50);
});

test('whoever has not agreed to be read by others cannot comment', async () => {
  const postId = await post(aPerson());
  const reader = aPerson({ consents: ['service'] });

  const answer = await reader.caller
    .post(`/v1/posts/${postId}/comments`)
    .send({ body: '저도요' })
    .expect(403);

  expect(answer.body).toMatchObject({ code: 'CONSENT_REQUIRED', detail: 'community-exposure' });
  expect((await listOf(reader, postId)).items).toEqual([]);
});

test.each([
  ['no text', { body: '  ' }],
  ['2,001 characters', { body: '가'.repeat(2_001) }],
  ['a parent that is no id', { body: '네', parentId: '1' }],
  ['an unknown key', { body: '네', postId: newUuid() }],
])('a comment with %s is 400', async (_what, body) => {
  const { caller } = aPerson();

  await caller.post(`/v1/posts/${newUuid()}/comments`).send(body).expect(400);
});

test('a foreign cursor and an id that is none are 400, an unchanged list is 304', async () => {
  const me = aPerson();
  const postId = await post(me);
  const path = `/v1/posts/${postId}/comments`;
  const id = await write(me, postId);

  await me.caller.get(`${path}?cursor=e30`).expect(400);
  await me.caller.get('/v1/comments/1').expect(400);
  await me.caller.delete('/v1/comments/1').expect(400);
  for (const unchanged of [path, `/v1/comments/${id}`]) {
    const { headers } = await me.caller.get(unchanged).expect(200);
    await me.caller
      .get(unchanged)
      .set('If-None-Match', headers['etag'] ?? '')
      .expect(304);
  }
});

test('nothing is read or written without a log-in', async () => {
  const [path, item] = [`/v1/posts/${newUuid()}/comments`, `/v1/comments/${newUuid()}`];

  await anyone().get(path).expect(401);
  await anyone().post(path).send({ body: '네' }).expect(401);
  await anyone().get(item).expect(401);
  await anyone().delete(item).expect(401);
});
