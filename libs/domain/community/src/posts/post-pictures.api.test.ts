import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { aPost, useCommunityApi } from '../testing/community-api.ts';

const { aPerson, pictures, post } = useCommunityApi();

test('a post shows its pictures in the order of its author, in the feed too', async () => {
  const [me, other] = [aPerson(), aPerson()];
  const fileIds = [pictures.upload(me.id), pictures.upload(me.id)].toReversed();

  const id = await post(me, { fileIds });

  const read = await other.caller.get(`/v1/posts/${id}`).expect(200);
  expect(read.body).toMatchObject({ fileIds });
  const feed = await other.caller.get('/v1/posts?limit=1').expect(200);
  expect(feed.body).toMatchObject({ items: [{ id, fileIds }] });
  expect(pictures.attachedTo(id)).toEqual(fileIds);
});

test('an edit changes the pictures only where it names them, and a deletion lets them go', async () => {
  const me = aPerson();
  const [first, second] = [pictures.upload(me.id), pictures.upload(me.id)];
  const id = await post(me, { fileIds: [first] });
  const edit = (version: number, body: object) =>
    me.caller.patch(`/v1/posts/${id}`).set('If-Match', `"${version}"`).send(body).expect(200);

  expect((await edit(1, { title: '겨울' })).body).toMatchObject({ fileIds: [first] });
  expect((await edit(2, { fileIds: [second] })).body).toMatchObject({ fileIds: [second] });
  expect(pictures.attachedTo(id)).toEqual([second]);

  await me.caller.delete(`/v1/posts/${id}`).expect(204);
  expect(pictures.attachedTo(id)).toEqual([]);
});

test('somebody else’s picture is refused, and the post with it', async () => {
  const [me, other] = [aPerson(), aPerson()];
  const id = newUuid();
  const theirs = pictures.upload(other.id);

  await me.caller
    .post('/v1/posts')
    .send(aPost({ id, fileIds: [theirs] }))
    .expect(422);

  await me.caller.get(`/v1/posts/${id}`).expect(404);
  const own = await post(me);
  await me.caller
    .patch(`/v1/posts/${own}`)
    .set('If-Match', '"1"')
    .send({ fileIds: [theirs] })
    .expect(422);
});

test('five pictures, or one twice, are 400', async () => {
  const { caller } = aPerson();
  const ids = Array.from({ length: 5 }, () => newUuid());

  await caller
    .post('/v1/posts')
    .send(aPost({ fileIds: ids }))
    .expect(400);
  await caller
    .post('/v1/posts')
    .send(aPost({ fileIds: [ids[0], ids[0]] }))
    .expect(400);
});
