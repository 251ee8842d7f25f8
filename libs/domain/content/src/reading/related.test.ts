import { expect, test } from 'vitest';

import type { ArticleCard } from './live-article.sql.ts';
import { relatedTo } from './related.ts';

const card = (slug: string, category: ArticleCard['category'], tags: string[]): ArticleCard => ({
  id: slug,
  slug,
  language: 'ko',
  category,
  title: slug,
  summary: slug,
  tags,
  medicalReview: null,
  reviewDueOn: '2027-01-01',
  publishedAt: '2026-01-01T00:00:00.000Z',
});

const peakFlow = card('peak-flow', 'tests', ['최대호기유량', '자기 관리', '구역']);
const slugs = (others: ArticleCard[]) => relatedTo(peakFlow, others).map(({ slug }) => slug);

test('shared tags count, the same category counts as two of them, and what shares nothing is left out', () => {
  expect(
    slugs([
      card('one-tag', 'triggers', ['자기 관리']),
      card('nothing', 'triggers', ['꽃가루']),
      card('category', 'tests', []),
      card('three-tags', 'self-care', ['구역', '자기 관리', '최대호기유량']),
    ]),
  ).toEqual(['three-tags', 'category', 'one-tag']);
});

test('it is not related to itself, equals keep their order, and there are four at most', () => {
  const equals = ['a', 'b', 'c', 'd', 'e'].map((slug) => card(slug, 'tests', []));

  expect(slugs([peakFlow, ...equals])).toEqual(['a', 'b', 'c', 'd']);
});
