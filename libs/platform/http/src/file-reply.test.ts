import { createLogger, createMetrics } from '@soomcare/observability';
import supertest from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

import { anyone } from './access.ts';
import { createHttpApp } from './app.ts';
import { endpoint } from './endpoint.ts';
import { FileReply } from './file-reply.ts';
import { mount } from './mount.ts';
import { buildOpenApi } from './openapi.ts';
import { type HttpServer, serve } from './server.ts';

const endpoints = [
  endpoint(
    {
      tag: 'Papers',
      summary: 'A paper',
      method: 'get',
      path: '/paper',
      operationId: 'getPaper',
      access: anyone('test'),
      response: z.object({ text: z.string() }),
      alternatives: ['text/csv', 'application/pdf'],
      conditional: true,
    },
    ({ call: { mediaType } }) =>
      Promise.resolve(
        mediaType === 'application/json'
          ? { text: '종이' }
          : new FileReply(mediaType, Buffer.from('종이'), 'paper.csv'),
      ),
  ),
];

const unlimited = { consume: () => Promise.resolve(), reset: () => Promise.resolve() };
let server: HttpServer;

beforeAll(async () => {
  const logger = createLogger({ level: 'silent', name: 'test' });
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

const paper = (accept: string) =>
  supertest(`http://127.0.0.1:${server.port}`).get('/paper').set('Accept', accept).buffer(true);

test.each(['*/*', 'application/*', 'application/json', 'application/json, text/csv'])(
  '“%s” gets JSON',
  async (accept) => {
    const answer = await paper(accept).expect(200, { text: '종이' });
    expect(answer.headers['vary']).toContain('Accept');
  },
);

test('the form that is preferred comes as a file with its name', async () => {
  const answer = await paper('text/csv, application/json;q=0.5').expect(200);

  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-length': '6',
    'content-disposition': 'attachment; filename="paper.csv"',
  });
  expect(answer.headers['vary']).toContain('Accept');
  expect(answer.text).toBe('종이');
});

test('a file that the caller has is 304', async () => {
  const { headers } = await paper('text/csv').expect(200);
  await paper('text/csv')
    .set('If-None-Match', headers['etag'] ?? '')
    .expect(304);
});

test('a form that is not offered is 406', async () => {
  const answer = await paper('image/png').expect(406);
  expect(answer.body).toMatchObject({ code: 'NOT_ACCEPTABLE' });
});

test('the document names every form, and the refusal', () => {
  const { paths } = buildOpenApi({ title: 't', version: '1', description: 'd' }, [{ prefix: '', endpoints }]);
  const responses = paths['/paper']?.['get']?.['responses'] as Record<string, { content: object }>;

  expect(Object.keys(responses['200']?.content ?? {})).toEqual([
    'application/json',
    'text/csv',
    'application/pdf',
  ]);
  expect(responses['406']).toBeDefined();
});
