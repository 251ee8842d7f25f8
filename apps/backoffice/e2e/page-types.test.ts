import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { expect, test } from 'vitest';

import { buildOpenApi } from '@soomcare/http';

import { documentInfo } from '../src/document.ts';
import { useBackoffice } from './harness.ts';

const backoffice = useBackoffice();

/** When a contract changes: `npm test -- apps/backoffice/e2e/page-types.test.ts -u` writes them anew. */
test('the types that the page talks through are those of today’s contract', async () => {
  const document = buildOpenApi(documentInfo, backoffice.groups());
  const types = await openapiTS(JSON.stringify(document));

  await expect(`${COMMENT_HEADER}${astToString(types)}`).toMatchFileSnapshot('../web/src/api/schema.d.ts');
});
