import { expect, test } from 'vitest';

import { formatDistance } from './ages.ts';

const now = Date.parse('2026-11-21T12:00:00Z');

test('a distance in time is told in the largest unit that is not zero', () => {
  expect(formatDistance('ko', '2026-11-21T11:45:00Z', now)).toBe('15분 전');
  expect(formatDistance('en', '2026-11-21T14:30:00Z', now)).toBe('in 2 hours');
  expect(formatDistance('en', '2026-11-18T11:00:00Z', now)).toBe('3 days ago');
  expect(formatDistance('ko', '2026-11-22T13:00:00Z', now)).toBe('1일 후');
  expect(formatDistance('ko', '2026-11-21T12:00:10Z', now)).toBe('지금');
});
