import { expect, test } from 'vitest';

import { type Member, useApi } from './harness.ts';

const api = useApi();

/** The board that the migration brings. */
const STORIES = '01932e00-0000-7000-8000-000000000001';

const aWriter = () => api.signUp({ consents: ['service', 'community-exposure'] });

const write = async ({ caller }: Member, body: string) => {
  const post = { boardId: STORIES, title: '제목', body, visibility: 'members' };
  const written = await caller.post('/v1/posts').send(post).expect(201);
  return written.body as { id: string; author: { memberId: string }; guidance: { phone: string } | null };
};

const itemsOf = async <Item>({ caller }: Member, path: string) =>
  ((await caller.get(path).expect(200)).body as { items: Item[] }).items;

const search = async (who: Member, text: string) => {
  const found = await itemsOf<{ id: string }>(who, `/v1/search?q=${encodeURIComponent(text)}`);
  return found.map(({ id }) => id);
};

test('a call for help is answered with 119, and stays where others see it', async () => {
  const [author, reader] = [await aWriter(), await aWriter()];
  const { id, guidance } = await write(author, '흡입기를 써도 숨을 못 쉬겠어요');
  expect(guidance?.phone).toBe('119');
  await reader.caller.get(`/v1/posts/${id}`).expect(200);
});

test('an advert is hidden from feed and search at once, and its author finds a notice in the inbox', async () => {
  const [author, reader] = [await aWriter(), await aWriter()];
  const { id } = await write(author, '달맞이꽃 최저가 구매는 카톡 문의');
  await reader.caller.get(`/v1/posts/${id}`).expect(404);
  expect(await search(reader, '달맞이꽃')).not.toContain(id);

  const notices = await itemsOf<{ kind: string; title: string }>(author, '/v1/notifications');
  expect(notices).toMatchObject([{ kind: 'community', title: '커뮤니티 운영 안내' }]);
});

test('a blocked author is gone from my feed and search at once, as I am from theirs, and from my list when they have left', async () => {
  const [author, reader] = [await aWriter(), await aWriter()];
  const { id, author: writer } = await write(author, '아침 안개가 멋졌어요');
  const subject = { kind: 'post', id };
  const { id: own } = await write(reader, '저녁 안개도 좋아요');
  expect(await search(reader, '안개')).toEqual(expect.arrayContaining([id, own]));

  await reader.caller.post('/v1/abuse-reports').send({ subject, reason: 'other' }).expect(201);
  await reader.caller.put(`/v1/blocks/${writer.memberId}`).expect(204);
  expect(await itemsOf(reader, '/v1/blocks')).toMatchObject([
    { memberId: writer.memberId, nickname: '숨이' },
  ]);
  expect((await itemsOf<{ id: string }>(reader, '/v1/posts')).map((post) => post.id)).not.toContain(id);

  expect(await search(reader, '안개')).toEqual([own]);
  expect(await search(author, '안개')).toEqual([id]);

  await author.caller.delete('/v1/me').expect(204);
  expect(await itemsOf(reader, '/v1/blocks')).toEqual([]);
});
