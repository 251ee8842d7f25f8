import { newUuid } from '@soomcare/database';
import { afterAll, expect, test } from 'vitest';

import { createS3BlobStore } from './s3-blob-store.ts';
import { aJpeg, aPhonePhoto } from './testing/pictures.ts';
import { startS3Server } from './testing/s3-server.ts';
import { useTestFiles } from './testing/test-files.ts';

let stopServer = () => Promise.resolve();
afterAll(() => stopServer());
const world = useTestFiles({
  quota: { files: 8, bytes: 1_000_000 },
  maxUploads: 2,
  async storeOf() {
    const server = await startS3Server();
    stopServer = () => server.stop();
    return createS3BlobStore(server.config);
  },
});
const { api, aMember } = world;
const path = '/v1/files';

interface Direct {
  readonly id: string;
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly expiresAt: string;
}

const open = async (member: ReturnType<typeof aMember>): Promise<Direct> => {
  const answer = await api.as(member).post(`${path}/presigned`).send({ mediaType: 'image/jpeg' }).expect(201);
  return answer.body as Direct;
};

const put = async ({ url, fields }: Direct, content: Buffer) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(content)]), 'x.jpg');
  const answer = await fetch(url, { method: 'POST', body: form });
  expect(answer.status).toBe(204);
};

const complete = (member: ReturnType<typeof aMember>, id: string) =>
  api.as(member).post(`${path}/${id}/complete`);

test('a photo put into the bucket is checked, kept, served, and gone from quarantine', async () => {
  const me = aMember();
  const direct = await open(me);
  await put(direct, await aPhonePhoto());
  await api.as(me).get(`${path}/${direct.id}`).expect(404);

  const completed = await complete(me, direct.id).expect(200);
  expect(completed.body).toMatchObject({ id: direct.id, width: 480, height: 640 });
  const read = await api.as(me).get(`${path}/${direct.id}`).expect(200);
  expect((read.body as Buffer).includes('SoomPhone')).toBe(false);
  expect(await world.blobs().get(direct.fields['key'] ?? '')).toBeNull();
  expect((await complete(me, direct.id).expect(200)).body).toEqual(completed.body);
});

test('the policy fixes key, type and length, for five minutes', async () => {
  const { fields, expiresAt } = await open(aMember());
  const policy = JSON.parse(Buffer.from(fields['Policy'] ?? '', 'base64').toString()) as {
    conditions: unknown;
  };

  expect(policy.conditions).toEqual(
    expect.arrayContaining([
      ['content-length-range', 1, 10 * 1024 * 1024],
      ['eq', '$Content-Type', 'image/jpeg'],
      { key: fields['key'] },
    ]),
  );
  expect(fields['key']).toMatch(/^quarantine\/[0-9a-f]{32}$/);
  expect(new Date(expiresAt).getTime() - world.clock.now().getTime()).toBe(5 * 60 * 1000);
});

test.each([
  ['no picture', () => Promise.resolve(Buffer.from('<script>')), 422],
  ['more than the policy allows', () => Promise.resolve(Buffer.alloc(10 * 1024 * 1024 + 1)), 413],
])('%s is refused, and its id is worth nothing more', async (_what, make, status) => {
  const me = aMember();
  const direct = await open(me);
  await put(direct, await make());

  await complete(me, direct.id).expect(status);
  await complete(me, direct.id).expect(404);
});

test('what has not arrived yet is 409, and may still come', async () => {
  const me = aMember();
  const direct = await open(me);
  const early = await complete(me, direct.id).expect(409);
  expect(early.body).toMatchObject({ code: 'FILE_NOT_UPLOADED' });

  await put(direct, await aJpeg());
  await complete(me, direct.id).expect(200);
});

test('completing twice at once gives one file', async () => {
  const me = aMember();
  const direct = await open(me);
  await put(direct, await aJpeg());

  const answers = await Promise.all([complete(me, direct.id), complete(me, direct.id)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(answers[0].body).toEqual(answers[1].body);
  await api.as(me).get(`${path}/${direct.id}`).expect(200);
});

test('a check that has no turn now is told to come again, and then passes', async () => {
  const me = aMember();
  const directs = await Promise.all(Array.from({ length: 8 }, () => open(me)));
  const picture = await aJpeg();
  for (const direct of directs) await put(direct, picture);

  const answers = await Promise.all(directs.map(({ id }) => complete(me, id)));
  const busy = answers.findIndex(({ status }) => status === 503);
  expect(answers[busy]?.body).toMatchObject({ code: 'UPLOADS_BUSY' });
  await complete(me, directs[busy]?.id ?? '').expect(200);
  const ninth = await api.as(me).post(`${path}/presigned`).send({ mediaType: 'image/png' }).expect(429);
  expect(ninth.body).toMatchObject({ code: 'FILE_QUOTA_USED' });
});

test('somebody else’s upload is as absent as one that never was', async () => {
  const direct = await open(aMember());
  await put(direct, await aJpeg());

  await complete(aMember(), direct.id).expect(404);
  await complete(aMember(), newUuid()).expect(404);
});

test('a type that is not taken, an id that is none, and no log-in are refused', async () => {
  const me = api.as(aMember());
  await me.post(`${path}/presigned`).send({ mediaType: 'image/svg+xml' }).expect(400);
  await me.post(`${path}/1/complete`).expect(400);
  await api.anyone().post(`${path}/presigned`).expect(401);
  await api.anyone().post(`${path}/${newUuid()}/complete`).expect(401);
});
