import { connect } from 'node:net';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { newUuid } from '@soomcare/database';
import sharp from 'sharp';
import { expect, test, vi } from 'vitest';

import { aJpeg, aPhonePhoto, aPicture } from './testing/pictures.ts';
import { useTestFiles } from './testing/test-files.ts';

const visible = new Set<string>();
const world = useTestFiles({
  audiences: { post: (memberId, postId) => Promise.resolve(visible.has(`${memberId} ${postId}`)) },
});
const { api, aMember } = world;
const path = '/v1/files';

test('a phone’s photo is turned upright, and nothing but its pixels is kept', async () => {
  const me = aMember();
  const sent = await aPhonePhoto();
  expect((await sharp(sent).metadata()).exif?.includes('SoomPhone')).toBe(true);

  const created = await api.as(me).post(path).attach('file', sent, '내 사진.jpg').expect(201);
  expect(created.body).toMatchObject({ mediaType: 'image/jpeg', width: 480, height: 640 });
  const read = await api
    .as(me)
    .get(created.headers['location'] ?? '')
    .expect(200);

  const kept = read.body as Buffer;
  const { format, width, height, exif, icc, xmp, orientation } = await sharp(kept).metadata();
  expect({ format, width, height }).toEqual({ format: 'jpeg', width: 480, height: 640 });
  expect([exif, icc, xmp, orientation]).toEqual([undefined, undefined, undefined, undefined]);
  expect((created.body as { bytes: number }).bytes).toBe(kept.length);
});

test('a picture is read back with its type, its length, a strong tag, and as no page', async () => {
  const me = aMember();
  const id = await world.upload(me, await aJpeg());

  const { headers } = await api.as(me).get(`${path}/${id}`).expect(200);
  expect(headers).toMatchObject({
    'content-type': 'image/jpeg',
    'content-disposition': `attachment; filename="${id}.jpg"`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
    etag: expect.stringMatching(/^"[\w-]{43}"$/) as unknown,
  });
  await api
    .as(me)
    .get(`${path}/${id}`)
    .set('If-None-Match', headers['etag'] ?? '')
    .expect(304);
});

test('a thumbnail has 320 pixels at most, and a tag of its own', async () => {
  const me = aMember();
  const id = await world.upload(me, await aJpeg({ width: 1_000, height: 500 }));
  const full = await api.as(me).get(`${path}/${id}`).expect(200);
  const thumbnail = await api.as(me).get(`${path}/${id}?size=thumbnail`).expect(200);

  expect(await sharp(thumbnail.body as Buffer).metadata()).toMatchObject({ width: 320, height: 160 });
  expect(thumbnail.headers['etag']).not.toBe(full.headers['etag']);
});

test.each([
  ['png', () => aPicture().png().toBuffer()],
  ['webp', () => aPicture().webp().toBuffer()],
  ['gif', () => aPicture().gif().toBuffer()],
] as const)('%s is taken, whatever it calls itself, and kept as JPEG', async (_type, make) => {
  const me = aMember();
  const created = await api
    .as(me)
    .post(path)
    .attach('file', await make(), { filename: 'page.html', contentType: 'text/html' })
    .expect(201);
  const { id } = created.body as { id: string };

  const read = await api.as(me).get(`${path}/${id}`).expect(200);
  expect((await sharp(read.body as Buffer).metadata()).format).toBe('jpeg');
});

test('a large picture is made smaller, a small one is left', async () => {
  const me = aMember();
  const large = await api
    .as(me)
    .post(path)
    .attach('file', await aJpeg({ width: 6_000, height: 4_000 }), 'x')
    .expect(201);
  const small = await api
    .as(me)
    .post(path)
    .attach('file', await aJpeg({ width: 3, height: 2 }), 'x')
    .expect(201);

  expect(large.body).toMatchObject({ width: 2_560, height: 1_707 });
  expect(small.body).toMatchObject({ width: 3, height: 2 });
});

test.each([
  [
    'PICTURE_TOO_LARGE',
    () => aPicture({ width: 8_001, height: 5_000 }).png({ compressionLevel: 1 }).toBuffer(),
  ],
  ['FILE_NOT_A_PICTURE', () => Promise.resolve(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))],
  ['FILE_NOT_A_PICTURE', () => Promise.resolve(Buffer.alloc(0))],
  ['FILE_NOT_A_PICTURE', async () => (await aJpeg()).subarray(0, 900)],
])('%s leaves nothing', async (code, make) => {
  const temporary = await mkdtemp(join(tmpdir(), 'soomcare-hang-up-'));
  vi.stubEnv('TMPDIR', temporary);
  const [rows, stored] = [await world.countRows(), await world.stored()];
  const answer = await api
    .as(aMember())
    .post(path)
    .attach('file', await make(), 'photo.jpg')
    .expect(422);

  expect(answer.body).toMatchObject({ code });
  expect([await world.countRows(), await world.stored()]).toEqual([rows, stored]);
});

test('more than 10 MiB is 413', async () => {
  const answer = await api
    .as(aMember())
    .post(path)
    .attach('file', Buffer.alloc(10 * 1024 * 1024 + 1), 'photo.jpg')
    .expect(413);
  expect(answer.body).toMatchObject({ code: 'FILE_TOO_LARGE' });
});

test('two files, a field beside, another field’s name, or none at all are 400', async () => {
  const me = api.as(aMember());
  const picture = await aJpeg();
  const answers = [
    await me.post(path).attach('file', picture, 'a').attach('file', picture, 'b'),
    await me.post(path).field('note', 'x').attach('file', picture, 'a'),
    await me.post(path).attach('file', picture, 'a').field('note', 'x'),
    await me.post(path).attach('photo', picture, 'a'),
    await me.post(path).field('file', 'text'),
    await me.post(path).set('Content-Type', 'multipart/form-data').send('x'),
    await me.post(path).set('Content-Type', 'multipart/form-data; boundary=x').send('--x\r\nbroken'),
    await me
      .post(path)
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send('--x\r\nContent-Disposition form-data\r\n\r\nx\r\n--x--\r\n'),
    await me.post(path).set('Content-Type', 'multipart/form-data; boundary=x').send('--x\r\n: nameless\r\n'),
  ];

  expect(answers.map(({ status, body }) => [status, (body as { code: string }).code])).toEqual(
    answers.map(() => [400, 'UPLOAD_MALFORMED']),
  );
});

test('another type of body is 415', async () => {
  const answer = await api.as(aMember()).post(path).send({ file: 'x' }).expect(415);
  expect(answer.body).toMatchObject({ code: 'UPLOAD_EXPECTED' });
});

test('an unknown size or id is 400', async () => {
  const me = api.as(aMember());
  await me.get(`${path}/${newUuid()}?size=huge`).expect(400);
  await me.get(`${path}/1`).expect(400);
});

test('without a log-in nothing is taken or shown', async () => {
  await api.anyone().post(path).expect(401);
  await api.anyone().get(`${path}/${newUuid()}`).expect(401);
});

test('another member sees a file only as part of what they may see', async () => {
  const [me, reader, stranger] = [aMember(), aMember(), aMember()];
  const id = await world.upload(me, await aJpeg());
  await api.as(reader).get(`${path}/${id}`).expect(404);
  const subject = { kind: 'post', id: newUuid() };
  visible.add(`${reader.id} ${subject.id}`);

  await world.database().transaction((tx) => world.files().attachments.attach(me.id, [id], subject, tx));

  await api.as(reader).get(`${path}/${id}`).expect(200);
  await api.as(reader).get(`${path}/${id}?size=thumbnail`).expect(200);
  const refused = await api.as(stranger).get(`${path}/${id}`).expect(404);
  expect(refused.body).toMatchObject({ code: 'FILE_NOT_FOUND' });
  visible.clear();
  await api.as(reader).get(`${path}/${id}`).expect(404);
});

test('an upload whose sender hangs up leaves nothing', async () => {
  const temporary = await mkdtemp(join(tmpdir(), 'soomcare-hang-up-'));
  vi.stubEnv('TMPDIR', temporary);
  const [rows, stored] = [await world.countRows(), await world.stored()];
  const { port } = new URL(api.url);
  const me = aMember();
  const { header } = api.as(me).post(path) as unknown as { header: Record<string, string> };
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: ${header['Authorization']}\r\n` +
      'Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\n' +
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nhalf a picture',
  );
  await vi.waitFor(async () => expect(await readdir(temporary)).toHaveLength(1));
  expect(await world.countRows()).toBe(rows + 1);
  socket.destroy();

  await vi.waitFor(async () => expect(await world.countRows()).toBe(rows));
  expect(await world.stored()).toEqual(stored);
  expect(await readdir(temporary)).toEqual([]);
  vi.unstubAllEnvs();
  await rm(temporary, { recursive: true });
});

test('a store without direct uploads says where to upload instead', async () => {
  const answer = await api
    .as(aMember())
    .post(`${path}/presigned`)
    .send({ mediaType: 'image/png' })
    .expect(409);
  expect(answer.body).toMatchObject({ code: 'DIRECT_UPLOAD_OFF' });
});
