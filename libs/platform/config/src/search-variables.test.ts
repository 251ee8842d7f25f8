import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { loadConfig } from './load-config.ts';
import { basics } from './testing/basics.ts';

const OPENSEARCH_URL = 'https://soom:hidden@search.example:9200';
const opensearchOf = (env: Record<string, string>) => loadConfig({ ...basics, ...env }).opensearch;

test('MySQL searches unless OpenSearch is chosen, even where its address is known', () => {
  expect(opensearchOf({})).toBeUndefined();
  expect(opensearchOf({ OPENSEARCH_URL })).toBeUndefined();
  expect(opensearchOf({ SEARCH_ENGINE: 'mysql', OPENSEARCH_URL })).toBeUndefined();
});

test('one switch turns OpenSearch on, and its password is not printed', () => {
  const opensearch = opensearchOf({ SEARCH_ENGINE: 'opensearch', OPENSEARCH_URL });

  expect(opensearch?.url).toBe(OPENSEARCH_URL);
  expect(`${JSON.stringify(opensearch)} ${inspect(opensearch)}`).not.toContain('hidden');
});

test.each<[string, Record<string, string>]>([
  ['SEARCH_ENGINE', { SEARCH_ENGINE: 'elastic' }],
  ['OPENSEARCH_URL', { SEARCH_ENGINE: 'opensearch' }],
  ['OPENSEARCH_URL', { SEARCH_ENGINE: 'opensearch', OPENSEARCH_URL: 'search.example:9200' }],
  ['OPENSEARCH_URL', { OPENSEARCH_URL: 'https://search.example/path' }],
])('%s is refused of %j', (variable, env) => {
  expect(() => opensearchOf(env)).toThrow(variable);
});
