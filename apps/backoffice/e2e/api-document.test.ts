import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildOpenApi } from '@soomcare/http';
import { CAPTURE_FOLDER } from '@soomcare/testing';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';

import { documentInfo } from '../src/document.ts';
import { useBackoffice } from './harness.ts';

const api = useBackoffice();

test('the API document is valid OpenAPI 3.1 and names every mounted operation', async () => {
  const document = buildOpenApi(documentInfo, api.groups());
  const { valid, errors } = await new Validator().validate({ ...document });
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);

  const operations = api.groups().flatMap(({ endpoints }) => endpoints);
  const described = Object.values(document.paths).flatMap((item) => Object.values(item));
  expect(described.length).toBe(operations.length);

  // The reporter adds what all tests have seen, and writes apps/backoffice/openapi.json if every one passed.
  mkdirSync(CAPTURE_FOLDER, { recursive: true });
  writeFileSync(join(CAPTURE_FOLDER, 'backoffice.openapi.json'), JSON.stringify(document));
});

test('the health of the back-office is told to load balancers, and that it is stopping', async () => {
  await api.anyone().get('/health/live').expect(200);
  await api.anyone().get('/health/ready').expect(200);
  api.drain();
  await api.anyone().get('/health/ready').expect(503);
});
