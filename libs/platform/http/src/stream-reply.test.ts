import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { createLogger, createMetrics } from '@soomcare/observability';
import supertest from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

import { anyone } from './access.ts';
import { createHttpApp } from './app.ts';
import { endpoint } from './endpoint.ts';
import { mount } from './mount.ts';
import { buildOpenApi } from './openapi.ts';
import { type HttpServer, serve } from './server.ts';
import { StreamReply } from './stream-reply.ts';

const PICTURE = Buffer.from('a picture');
let opened = 0;

const pictureOf = (source: () => Readable) =>
  new StreamReply({
    mediaType: 'image/jpeg',
    bytes: PICTURE.length,
    tag: '"picture"',
    fileName: 'picture.jpg',
    open() {
      opened += 1;
      return Promise.resolve(source());
    },
  });

/** Far more than a socket takes by itself, and never all. */
const endless = new Readable({
  read() {
    this.push(Buffer.alloc(64 * 1024));
  },
});

const failing = function* () {
  yield PICTURE.subarray(0, 3);
  throw new Error('the disk is gone');
};

const common = { tag: 'Pictures', summary: 'A picture', access: anyone('test') };
const endpoints = [
  endpoint(
    {
      ...common,
      method: 'get',
      path: '/picture',
      operationId: 'getPicture',
      file: 'image/jpeg',
      conditional: true,
    },
    () => Promise.resolve(pictureOf(() => Readable.from([PICTURE.subarray(0, 4), PICTURE.subarray(4)]))),
  ),
  endpoint(
    { ...common, method: 'get', path: '/broken-picture', operationId: 'getBroken', file: 'image/jpeg' },
    () => Promise.resolve(pictureOf(() => Readable.from(failing()))),
  ),
  endpoint(
    { ...common, method: 'get', path: '/endless-picture', operationId: 'getEndless', file: 'image/jpeg' },
    () =>
      Promise.resolve(new StreamReply({ ...pictureOf(() => endless).file, bytes: Number.MAX_SAFE_INTEGER })),
  ),
  endpoint(
    {
      ...common,
      method: 'post',
      path: '/pictures',
      operationId: 'createPicture',
      upload: true,
      status: 201,
      response: z.object({ contentType: z.string(), bytes: z.int() }),
    },
    async ({ call: { upload } }) => ({
      contentType: upload.contentType,
      bytes: (await buffer(upload.content)).length,
    }),
  ),
];

const unlimited = { consume: () => Promise.resolve(), reset: () => Promise.resolve() };
const logger = createLogger({ level: 'silent', name: 'test' });
let server: HttpServer;

beforeAll(async () => {
  const listener = createHttpApp({
    logger,
    metrics: createMetrics(),
    corsOrigins: [],
    trustProxyHops: 0,
    routers: [{ prefix: '', router: mount(endpoints, { rateLimiter: unlimited, now: () => new Date() }) }],
  });
  server = await serve({ listener, port: 0, logger, onDrain: () => undefined, drainMs: 0 });
});

afterAll(() => server.stop());

const agent = () => supertest(`http://127.0.0.1:${server.port}`);

test('a file goes out with its length, name and tag', async () => {
  const answer = await agent().get('/picture').expect(200);

  expect(answer.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'content-length': String(PICTURE.length),
    'content-disposition': 'attachment; filename="picture.jpg"',
    'cache-control': 'private, no-cache',
    'x-content-type-options': 'nosniff',
    etag: '"picture"',
  });
  expect(answer.body).toEqual(PICTURE);
});

test('a file that the caller has is 304, and is not opened', async () => {
  opened = 0;
  await agent().get('/picture').set('If-None-Match', '"picture"').expect(304);

  expect(opened).toBe(0);
});

test('a file that breaks off is never taken for a whole one', async () => {
  await expect(async () => agent().get('/broken-picture')).rejects.toThrow('aborted');
});

test('a caller who leaves closes the file, and is nobody’s error', async () => {
  const logged: unknown[] = [];
  logger.error = (...line: unknown[]) => void logged.push(line);
  const closed = new Promise((resolve) => endless.once('close', resolve));
  const answer = await fetch(`http://127.0.0.1:${server.port}/endless-picture`);
  await answer.body?.cancel();

  await closed;
  await agent().get('/picture').expect(200);
  expect(logged).toEqual([]);
});

test('an upload reaches its handler as it is, larger than JSON may be', async () => {
  const sent = Buffer.alloc(300_000);
  const answer = await agent().post('/pictures').attach('file', sent, 'x.jpg').expect(201);

  expect(answer.body).toMatchObject({
    contentType: expect.stringMatching(/^multipart\/form-data; b/) as unknown,
  });
  expect((answer.body as { bytes: number }).bytes).toBeGreaterThan(sent.length);
});

test('the document names the file that goes out and the one that comes in', () => {
  const { paths } = buildOpenApi({ title: 't', version: '1', description: 'd' }, [{ prefix: '', endpoints }]);
  const file = { type: 'string', format: 'binary' };

  expect(paths['/picture']?.['get']).toMatchObject({
    responses: { 200: { content: { 'image/jpeg': { schema: file } } } },
  });
  expect(paths['/pictures']?.['post']).toMatchObject({
    requestBody: { content: { 'multipart/form-data': { schema: { properties: { file } } } } },
  });
});
