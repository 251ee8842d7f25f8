import { expect, test } from 'vitest';

import { parseQuerySearch, parseSynonymSearch } from './desk-search.ts';

test('the synonyms’ address keeps the word that is looked for', () => {
  expect(parseSynonymSearch({ q: ' 인헬러 ', cursor: 'a', page: 2 })).toEqual({
    q: '인헬러',
    cursor: 'a',
    page: 2,
  });
  expect(parseSynonymSearch({ q: '   ' })).toEqual({});
  expect(parseSynonymSearch({ q: 7 })).toEqual({});
});

test('the query log’s address keeps order and days where they are not the usual ones', () => {
  expect(parseQuerySearch({ order: 'misses', days: '7' })).toEqual({ order: 'misses', days: '7' });
  expect(parseQuerySearch({ order: 'searches', days: '30' })).toEqual({});
  expect(parseQuerySearch({ days: 365 })).toEqual({});
});
