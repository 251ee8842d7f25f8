import { expect, test } from 'vitest';

import { parseArticleSearch } from './article-search.ts';
import { isReviewDue, standingOf } from './article-standing.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const published = { state: 'published', publishAt: '2026-01-01T00:00:00Z', isExpired: false } as const;

test('a published article may still wait for its day, or be past it', () => {
  expect(standingOf(published, now)).toBe('published');
  expect(standingOf({ ...published, publishAt: '2026-12-01T00:00:00Z' }, now)).toBe('scheduled');
  expect(standingOf({ ...published, isExpired: true }, now)).toBe('expired');
  expect(standingOf({ ...published, state: 'in-review', isExpired: true }, now)).toBe('in-review');
});

test('a review is due from a month before its day', () => {
  expect(isReviewDue('2026-12-21', '2026-11-21')).toBe(true);
  expect(isReviewDue('2026-12-22', '2026-11-21')).toBe(false);
  expect(isReviewDue('2026-01-01', '2026-11-21')).toBe(true);
});

test('the list’s address keeps known filters only', () => {
  expect(parseArticleSearch({ state: 'in-review', language: 'en', review: 'due' })).toEqual({
    state: 'in-review',
    language: 'en',
    review: 'due',
  });
  expect(parseArticleSearch({ state: 'expired', language: 'fr', review: 'soon' })).toEqual({});
});
