import { expect, test } from 'vitest';
import { openSearchEngine } from './search-engine.js';

test.each([
  ['nothing is switched', {}],
  ['MySQL searches', { SEARCH_ENGINE: 'mysql' }],
  ['there is one', { SEARCH_ENGINE: 'opensearch', OPENSEARCH_URL: 'http://127.0.0.1:9200' }],
])('no OpenSearch is started where %s', async (_why, given) => {
  expect(await openSearchEngine(given)).toBeNull();
});
