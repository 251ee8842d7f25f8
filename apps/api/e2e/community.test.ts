import { expect, test } from 'vitest';

import { type Member, useApi } from './harness.ts';

const api = useApi();

const WRITING = ['service', 'health-data', 'community-exposure'];

interface Listed {
  items: { id: string; title?: string; body?: string }[];
}

const aBoard = async ({ caller }: Member) => {
  const boards = await caller.get('/v1/boards').expect(200);
  return (boards.body as Listed).items[0]?.id;
};

const writePost = async (author: Member, different: object = {}) => {
  const made = await author.caller
    .post('/v1/posts')
    .send({
      boardId: await aBoard(author),
      title: '수영을 시작했어요',
      body: '물속에서는 숨이 편안해요.',
      visibility: 'everyone',
      ...different,
    })
    .expect(201);
  return (made.body as { id: string }).id;
};

const foundBy = async ({ caller }: Member, words: string) => {
  const found = await caller.get(`/v1/search?q=${words}&in=posts`).expect(200);
  return (found.body as Listed).items.map(({ id }) => id);
};

test('a post is found, talked about, told of and shared, and leaves with its author', async () => {
  const [author, friend] = [await api.signUp({ consents: WRITING }), await api.signUp({ consents: WRITING })];
  const id = await writePost(author);
  expect(await foundBy(friend, '수영')).toEqual([id]);

  const comment = await friend.caller
    .post(`/v1/posts/${id}/comments`)
    .send({ body: '비밀스러운 응원' })
    .expect(201);
  const inbox = await author.caller.get('/v1/notifications').expect(200);
  expect((inbox.body as Listed).items).toMatchObject([
    { id: (comment.body as { id: string }).id, kind: 'community', title: '새 댓글이 달렸어요' },
  ]);
  expect(JSON.stringify(inbox.body)).not.toContain('비밀스러운');

  const shared = await author.caller.post(`/v1/posts/${id}/share-links`).expect(201);
  const { pathname } = new URL((shared.body as { url: string }).url);
  const page = await fetch(`http://127.0.0.1:${api.port()}${pathname}`);
  expect(await page.text()).toContain('<meta property="og:title" content="수영을 시작했어요">');

  await author.caller.delete('/v1/me').expect(204);
  expect(await foundBy(friend, '수영')).toEqual([]);
  expect((await fetch(`http://127.0.0.1:${api.port()}${pathname}`)).status).toBe(404);
  const left = await friend.caller.get(`/v1/posts/${id}`).expect(200);
  expect(left.body).toMatchObject({
    title: '',
    body: '',
    author: { memberId: null, nickname: '탈퇴한 회원' },
  });
});

test('what is edited is found by its new words, and what is deleted by none', async () => {
  const author = await api.signUp({ consents: WRITING });
  const id = await writePost(author, { title: '자전거 출근' });

  await author.caller
    .patch(`/v1/posts/${id}`)
    .set('If-Match', '"1"')
    .send({ title: '달리기 출근' })
    .expect(200);
  expect(await foundBy(author, '자전거')).toEqual([]);
  expect(await foundBy(author, '달리기')).toEqual([id]);

  await author.caller.delete(`/v1/posts/${id}`).expect(204);
  expect(await foundBy(author, '달리기')).toEqual([]);
});

test('what a member writes into the diary is on no board', async () => {
  const [author, reader] = [await api.signUp({ consents: WRITING }), await api.signUp()];
  const record = { occurredAt: new Date().toISOString(), symptoms: [{ kind: 'cough', severity: 2 }] };
  await author.caller
    .post('/v1/symptom-records')
    .send({ ...record, note: '카나리아둥지' })
    .expect(201);
  const id = await writePost(author);

  const answers = await Promise.all(
    ['/v1/posts', `/v1/posts/${id}`, `/v1/posts/${id}/comments`].map((path) => reader.caller.get(path)),
  );

  expect(JSON.stringify(answers.map(({ body }) => body as unknown))).not.toContain('카나리아둥지');
});

test('who takes the consent back can read and delete, and no longer write', async () => {
  const author = await api.signUp({ consents: WRITING });
  const id = await writePost(author);
  await author.caller
    .put('/v1/me/consents/community-exposure')
    .send({ granted: false, version: '1' })
    .expect(200);

  const refused = await author.caller
    .post(`/v1/posts/${id}/comments`)
    .send({ body: '다시 쓸게요' })
    .expect(403);

  expect(refused.body).toMatchObject({ code: 'CONSENT_REQUIRED', detail: 'community-exposure' });
  await author.caller.delete(`/v1/posts/${id}`).expect(204);
});
