import { expect, test } from 'vitest';

import { renderMarkdown } from '../articles/render-markdown.ts';
import { documentOf, documentVersion } from './article-document.ts';
import type { FoundArticle } from './found-article.repository.ts';

const anArticle = (different: Partial<FoundArticle> = {}): FoundArticle => ({
  ...{ id: '01920000-0000-7000-8000-000000000001', language: 'ko', version: 3, revision: 2 },
  ...{ title: '최대호기유량 재기', summary: '집에서 재는 방법', tags: ['최대호기유량'] },
  bodyHtml: renderMarkdown('## 재는 방법\n\n서서 **잽니다**: 3 < 4 & "5".\n\n- 한 번\n- 두 번'),
  publishedAt: new Date('2026-03-01T00:00:00Z'),
  reviewDueOn: '2026-12-31',
  ...different,
});

test('an article is found by its words, for members, without its markup', () => {
  const { body, ...document } = documentOf(anArticle(), '2026-03-10');

  expect(document).toMatchObject({ kind: 'article', visibility: 'members', memberId: null, language: 'ko' });
  expect(document.date).toEqual(new Date('2026-03-01T00:00:00Z'));
  expect(body.split(/\s+/)).toEqual(
    '집에서 재는 방법 재는 방법 서서 잽니다: 3 < 4 & "5". 한 번 두 번'.split(' '),
  );
});

test('it sinks on the day after its review was due, not earlier', () => {
  expect(documentOf(anArticle(), '2026-12-31').date).toEqual(new Date('2026-03-01T00:00:00Z'));
  expect(documentOf(anArticle(), '2027-01-01').date).toEqual(new Date(0));
});

test('whatever changes for readers raises the version', () => {
  const inOrder = [
    documentVersion(1, 0, false),
    documentVersion(1, 1, false),
    documentVersion(1, 1, true),
    documentVersion(1, 2, false),
    documentVersion(2, 0, false),
    documentVersion(2, 2, false),
  ];

  expect(inOrder.toSorted((a, b) => a - b)).toEqual(inOrder);
  expect(new Set(inOrder).size).toBe(inOrder.length);
});
