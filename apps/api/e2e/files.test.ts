import { expect, test } from 'vitest';

import { useApi } from './harness.ts';

const api = useApi();

/** One grey point. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

test('a member’s photo is theirs alone, and goes when they withdraw', async () => {
  const [me, other] = [await api.signUp({ consents: ['service'] }), await api.signUp()];
  const created = await me.caller.post('/v1/files').attach('file', picture, '사진.jpg').expect(201);
  expect(created.body).toMatchObject({ mediaType: 'image/jpeg', width: 1, height: 1 });
  const place = created.headers['location'] ?? '';

  await me.caller.get(place).expect(200);
  await me.caller.get(`${place}?size=thumbnail`).expect(200);
  await other.caller.get(place).expect(404);
  await other.caller.post(`${place}/complete`).expect(404);

  await me.caller.delete('/v1/me').expect(204);
  const left = await api.database().rows('SELECT f.id FROM files f');
  expect(left).toEqual([]);
  const doomed = await api.database().rows('SELECT d.blob_key FROM doomed_blobs d');
  expect(doomed).toHaveLength(1);
});

test('a post’s photo is seen by whoever may read the post, and by its author alone once it is deleted', async () => {
  const [author, reader] = [
    await api.signUp({ consents: ['service', 'community-exposure'] }),
    await api.signUp({ consents: ['service'] }),
  ];
  const uploaded = await author.caller.post('/v1/files').attach('file', picture, 'photo.png').expect(201);
  const { id } = uploaded.body as { id: string };
  const boards = await author.caller.get('/v1/boards').expect(200);
  const [board] = (boards.body as { items: { id: string }[] }).items;
  const written = await author.caller
    .post('/v1/posts')
    .send({ boardId: board?.id, title: '산책', body: '사진이에요', visibility: 'members', fileIds: [id] })
    .expect(201);
  await reader.caller.get(`/v1/files/${id}?size=thumbnail`).expect(200);

  const post = written.body as { id: string; author: { memberId: string } };
  await reader.caller.put(`/v1/blocks/${post.author.memberId}`).expect(204);
  await reader.caller.get(`/v1/files/${id}`).expect(404);
  await reader.caller.delete(`/v1/blocks/${post.author.memberId}`).expect(204);
  await reader.caller.get(`/v1/files/${id}`).expect(200);

  await author.caller.delete(`/v1/posts/${post.id}`).set('If-Match', '"1"').expect(204);
  await reader.caller.get(`/v1/files/${id}`).expect(404);
  await author.caller.get(`/v1/files/${id}`).expect(200);
});
