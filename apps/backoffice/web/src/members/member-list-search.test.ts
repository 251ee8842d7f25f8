import { expect, test } from 'vitest';

import { hasFilters, parseMemberListSearch, withFilters } from './member-list-search.ts';

test('an address keeps what makes sense and drops the rest', () => {
  expect(
    parseMemberListSearch({
      status: 'locked',
      joinedFrom: '2026-01-01',
      joinedTo: 'yesterday',
      cursor: 'abc',
      page: 3,
      email: 'a@example.com',
    }),
  ).toEqual({ status: 'locked', joinedFrom: '2026-01-01', cursor: 'abc', page: 3 });
  expect(parseMemberListSearch({ status: 'deleted', cursor: 7, page: 1 })).toEqual({});
});

test('a changed filter begins at the first page', () => {
  const third = { status: 'active', joinedTo: '2026-02-01', cursor: 'abc', page: 3 } as const;

  expect(withFilters(third, { status: undefined })).toEqual({ joinedTo: '2026-02-01' });
  expect(hasFilters({ cursor: 'abc', page: 3 })).toBe(false);
  expect(hasFilters(third)).toBe(true);
});
