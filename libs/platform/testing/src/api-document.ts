import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildOpenApi, type ContractGroup, type OpenApiDocument } from '@soomcare/http';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';

import { CAPTURE_FOLDER } from './contract-capture.ts';

/**
 * Declares the test of an app's API document, which also leaves the document for the reporter: that adds what all
 * tests have received, and writes `apps/<app>/openapi.json` if every one passed.
 */
export const testApiDocument = (
  app: string,
  info: OpenApiDocument['info'],
  groups: () => readonly ContractGroup[],
) => {
  test('the API document is valid OpenAPI 3.1 and names every mounted operation', async () => {
    const document = buildOpenApi(info, groups());
    const { valid, errors } = await new Validator().validate({ ...document });
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);

    const operations = groups().flatMap(({ endpoints }) => endpoints);
    const described = Object.values(document.paths).flatMap((item) => Object.values(item));
    expect(described.length).toBe(operations.length);

    mkdirSync(CAPTURE_FOLDER, { recursive: true });
    writeFileSync(join(CAPTURE_FOLDER, `${app}.openapi.json`), JSON.stringify(document));
  });
};
