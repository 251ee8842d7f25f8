import { expect, test } from 'vitest';

import type { Article } from '../api/api.ts';
import { type ArticleDraft, changesOf, draftOf, emptyDraft, faultsOf, valuesOf } from './article-values.ts';

const whole: ArticleDraft = {
  ...emptyDraft(),
  slug: 'peak-flow',
  title: ' 최대호기유량 ',
  summary: '집에서 재는 법',
  bodyMarkdown: '## 재는 법',
  tags: '검사, 집, 검사',
  sources: [{ title: 'WHO', url: 'https://www.who.int/', accessedOn: '2026-11-21' }],
  authorName: '숨케어 편집팀',
  reviewDueOn: '2027-11-21',
};

test('what somebody typed becomes what the server takes', () => {
  expect(valuesOf(whole)).toMatchObject({ title: '최대호기유량', tags: ['검사', '집'], medicalReview: null });
  expect(valuesOf({ ...whole, reviewerName: '김 교수', reviewedOn: '2026-11-01' }).medicalReview).toEqual({
    name: '김 교수',
    reviewedOn: '2026-11-01',
  });
  expect(valuesOf({ ...whole, tags: ' , ' }).tags).toEqual([]);
});

test('every fault is told at once, and a whole draft has none', () => {
  expect([...faultsOf(whole)]).toEqual([]);
  expect([...faultsOf(emptyDraft())].sort()).toEqual([
    'authorName',
    'bodyMarkdown',
    'reviewDueOn',
    'slug',
    'sources',
    'summary',
    'title',
  ]);
  expect([...faultsOf({ ...whole, reviewerName: '김 교수' })]).toEqual(['reviewedOn']);
  expect([...faultsOf({ ...whole, slug: 'Peak Flow' })]).toEqual(['slug']);
  const plain = { title: 'a', url: 'http://a.example', accessedOn: '2026-01-01' };
  expect([...faultsOf({ ...whole, sources: [plain] })]).toEqual(['sources']);
});

test('an edit sends what differs, so that a changed text loses a review that nobody renewed', () => {
  const article: Article = {
    ...valuesOf(whole),
    medicalReview: { name: '김 교수', reviewedOn: '2026-11-01' },
    id: '0193',
    slug: 'peak-flow',
    language: 'ko',
    state: 'published',
    revision: 2,
    publishAt: null,
    isExpired: false,
    version: 4,
    updatedAt: '2026-11-21T00:00:00Z',
    createdAt: '2026-11-21T00:00:00Z',
    bodyHtml: '',
  };
  const draft = draftOf(article);

  expect(changesOf(article, draft)).toEqual({});
  expect(changesOf(article, { ...draft, title: '다른 제목' })).toEqual({ title: '다른 제목' });
  expect(changesOf(article, { ...draft, reviewerName: '' })).toEqual({ medicalReview: null });
});
