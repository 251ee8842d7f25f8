import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { loadConfig } from './load-config.ts';

const aKey = (): string => randomBytes(32).toString('base64url');

const basics = {
  SOOMCARE_ENV: 'production',
  DATABASE_URL: 'mysql://soom:secret@127.0.0.1:3306/soomcare',
  REDIS_URL: 'redis://127.0.0.1:6379',
  ACCESS_TOKEN_KEYS: `k1:${aKey()}`,
  FIELD_ENCRYPTION_KEYS: `1:${aKey()}`,
  INDEX_KEY: aKey(),
  PASSWORD_PEPPER: aKey(),
  MAIL_URL: 'smtp://mail.example:587',
  PUBLIC_URL: 'https://api.soomcare.example',
};
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
