import { expect, test } from 'vitest';

import { oneOf, parsePageSearch } from './page-search.ts';

test('a place in a list is kept only where it can be one', () => {
  expect(parsePageSearch({ cursor: 'abc', page: 2, other: 1 })).toEqual({ cursor: 'abc', page: 2 });
  expect(parsePageSearch({ cursor: '', page: 1 })).toEqual({});
  expect(parsePageSearch({ cursor: 7, page: 2.5 })).toEqual({});
});

test('a word is taken only from those that are known', () => {
  expect(oneOf(['open', 'decided'], 'open')).toBe('open');
  expect(oneOf(['open', 'decided'], 'shut')).toBeUndefined();
});
