import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { type Person, useCommunityApi } from '../testing/community-api.ts';
import { usePages } from '../testing/page-server.ts';

const { anyone, aPerson, community, database, post, sharing } = useCommunityApi();
const page = usePages(() => sharing().pages);

const share = async ({ caller }: Person, id: string) => {
  const answer = await caller.post(`/v1/posts/${id}/share-links`).expect(201);
  return new URL((answer.body as { url: string }).url).pathname;
};
const aSharedPost = async (different: object = {}) => {
  const author = aPerson({ nickname: '숨쉬는민지' });
  const id = await post(author, { visibility: 'everyone', ...different });
  return { author, id, path: await share(author, id) };
};

test('a shared post is a page for people without an account that does not name its author', async () => {
  const { author, path } = await aSharedPost({ title: '가을 <산책>' });

  const { status, text, headers } = await page(path);

  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(text).toContain('<meta property="og:title" content="가을 &lt;산책&gt;">');
  expect(text).toContain('바람이 선선해서');
  expect(text).not.toContain(author.nickname);
  expect(text).not.toContain(author.id);
});

test('the link stays the same until it is closed; after that the page is gone and the next link is another', async () => {
  const { author, id, path } = await aSharedPost();
  expect(await share(author, id)).toBe(path);

  await author.caller.delete(`/v1/posts/${id}/share-links`).expect(204);
  await author.caller.delete(`/v1/posts/${id}/share-links`).expect(204);
  expect(await page(path)).toMatchObject({ status: 404 });

  const another = await share(author, id);
  expect(another).not.toBe(path);
  expect(await page(another)).toMatchObject({ status: 200 });
});

test.each([
  [
    'is for members only',
    ({ caller }: Person, id: string) =>
      caller
        .patch(`/v1/posts/${id}`)
        .set('If-Match', '"1"')
        .send({ visibility: 'members' })
        .then(() => undefined),
  ],
  ['is deleted', ({ caller }: Person, id: string) => caller.delete(`/v1/posts/${id}`).then(() => undefined)],
  [
    'is hidden',
    (_author: Person, id: string) => database().transaction((tx) => community().hidePost(id, 'rule', tx)),
  ],
  [
    'lost its author',
    ({ id: authorId }: Person) => database().transaction((tx) => community().eraseMember(authorId, tx)),
  ],
])('the page is gone once the post %s', async (_what, act) => {
  const { author, id, path } = await aSharedPost();
  expect(await page(path)).toMatchObject({ status: 200 });

  await act(author, id);

  const { status, text } = await page(path);
  expect(status).toBe(404);
  expect(text).toContain('볼 수 없는 글입니다');
});

test('only its author shares a post, and only one that is for everyone', async () => {
  const [author, other] = [aPerson(), aPerson()];
  const membersOnly = await post(author);
  const open = await post(author, { visibility: 'everyone' });

  const refused = await author.caller.post(`/v1/posts/${membersOnly}/share-links`).expect(409);
  expect(refused.body).toMatchObject({ code: 'POST_NOT_FOR_EVERYONE' });
  for (const id of [open, newUuid()]) {
    await other.caller.post(`/v1/posts/${id}/share-links`).expect(404);
    await other.caller.delete(`/v1/posts/${id}/share-links`).expect(404);
  }
});

test('a token that is none, another method and another path open nothing', async () => {
  const { path } = await aSharedPost();

  expect(await page(path.slice(0, -1))).toMatchObject({ status: 404 });
  expect(await page('/shared-posts/AAAAAAAAAAAAAAAAAAAAAA')).toMatchObject({ status: 404 });
  expect(await page(`${path}/edit`)).toMatchObject({ status: 404 });
  expect(await page(path, 'POST')).toMatchObject({ status: 404 });
});

test('sharing needs a log-in, the consent, and an id', async () => {
  const path = `/v1/posts/${newUuid()}/share-links`;
  const { caller } = aPerson({ consents: ['service'] });

  await anyone().post(path).expect(401);
  await anyone().delete(path).expect(401);
  await caller.post(path).expect(403);
  await caller.post('/v1/posts/1/share-links').expect(403);
  await aPerson().caller.post('/v1/posts/1/share-links').expect(400);
  await caller.delete('/v1/posts/1/share-links').expect(400);
});
