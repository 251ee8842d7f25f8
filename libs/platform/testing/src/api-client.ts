import { randomUUID } from 'node:crypto';

import type { ContractGroup, Method } from '@soomcare/http';
import supertest, { type Test } from 'supertest';

import { createCaptures } from './contract-capture.ts';
import { createContractCheck, type Received } from './contract-check.ts';

/** Sends requests as somebody; each is a supertest `Test` whose answer is held against its contract. */
export type Caller = Record<Method | 'head', (path: string) => Test>;

export interface ApiClient {
  /** With this access token. */
  bearer(token: string): Caller;
  /** With these headers, e.g. the cookie of a staff session and its CSRF token. */
  with(headers: Readonly<Record<string, string>>): Caller;
  /** With no log-in. */
  anyone(): Caller;
  /** Leaves what was seen for the API document; call once when the file's tests are over. */
  saveCaptures(): void;
}

const received = (response: supertest.Response, test: Test): Received => ({
  method: test.method,
  path: new URL(test.url).pathname,
  status: response.status,
  contentType: response.headers['content-type'],
  headers: response.headers,
  body: response.body as unknown,
  text: response.text ?? '',
});

const problemAsJson = (test: Test) => test.buffer(true);

/** A client for a running server; every answer that breaks its contract fails the test that asked. */
export const createApiClient = (url: string, groups: readonly ContractGroup[]): ApiClient => {
  const check = createContractCheck(groups);
  const captures = createCaptures();

  const watch = (test: Test): Test =>
    problemAsJson(test).expect((response) => {
      const operationId = check(received(response, test));
      if (operationId === null) return;

      const { _data: requestBody } = test as unknown as { _data?: unknown };
      captures.add({
        operationId,
        status: response.status,
        ...(typeof requestBody === 'object' ? { requestBody } : {}),
        ...(response.text ? { responseBody: response.body as unknown } : {}),
      });
    });

  const caller = (headers: Readonly<Record<string, string>>): Caller => {
    const agent = supertest(url);
    const send = (method: Method | 'head') => (path: string) => watch(agent[method](path).set(headers));
    return {
      get: send('get'),
      head: send('head'),
      post: send('post'),
      put: send('put'),
      patch: send('patch'),
      delete: send('delete'),
    };
  };

  return {
    bearer: (token) => caller({ Authorization: `Bearer ${token}` }),
    with: caller,
    anyone: () => caller({}),
    saveCaptures: () => captures.save(randomUUID()),
  };
};
