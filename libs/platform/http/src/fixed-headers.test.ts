import cors from 'cors';
import express, { type RequestHandler } from 'express';
import helmet from 'helmet';
import supertest from 'supertest';
import { expect, test } from 'vitest';

import { fixedHeaders } from './fixed-headers.ts';

const page = 'https://app.soomcare.example';
const middlewares = [helmet(), cors({ origin: [page], exposedHeaders: ['ETag'], maxAge: 600 })];

const answerOf = async (
  handlers: readonly RequestHandler[],
  method: 'get' | 'options',
  headers: Record<string, string>,
) => {
  const app = express();
  app.disable('x-powered-by');
  app.use(...handlers);
  app.use((_request, response) => void response.status(200).end('ok'));
  const { status, headers: sent } = await supertest(app)[method]('/').set(headers);
  const { date: _date, ...rest } = sent;
  return { status, headers: rest };
};

test.each([
  ['no page', 'get', {}],
  ['a page of ours', 'get', { Origin: page }],
  ['a foreign page', 'get', { Origin: 'https://evil.example' }],
  ['a preflight', 'options', { Origin: page, 'Access-Control-Request-Method': 'POST' }],
  ['OPTIONS without a page', 'options', {}],
] as const)(
  '%s is answered with the headers of the middlewares themselves',
  async (_who, method, headers) => {
    const fixed = await answerOf([fixedHeaders(middlewares)], method, headers);

    expect(fixed).toEqual(await answerOf(middlewares, method, headers));
    expect(fixed.headers).toHaveProperty('content-security-policy');
  },
);
