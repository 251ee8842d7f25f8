import { expect, test } from 'vitest';

import { readArticleFile } from './article-file.ts';

const file = `---
slug: what-is-asthma
language: ko
category: asthma-basics
title: 천식이란
summary: 숨길의 오랜 염증
authorName: 숨케어 편집팀
reviewDueOn: 2027-05-31
tags:
  - 천식
  - 염증
sources:
  - WHO: Asthma | https://www.who.int/news-room/fact-sheets/detail/asthma | 2026-11-21
---

## 숨길

천식은…
`;

test('a file gives an article as the API takes it, not medically reviewed', () => {
  expect(readArticleFile(file)).toEqual({
    slug: 'what-is-asthma',
    language: 'ko',
    category: 'asthma-basics',
    title: '천식이란',
    summary: '숨길의 오랜 염증',
    authorName: '숨케어 편집팀',
    reviewDueOn: '2027-05-31',
    tags: ['천식', '염증'],
    sources: [
      {
        title: 'WHO: Asthma',
        url: 'https://www.who.int/news-room/fact-sheets/detail/asthma',
        accessedOn: '2026-11-21',
      },
    ],
    medicalReview: null,
    bodyMarkdown: '## 숨길\n\n천식은…',
  });
});

test('line ends of Windows make no difference', () => {
  expect(readArticleFile(file.replaceAll('\n', '\r\n'))).toEqual(readArticleFile(file));
});

test.each([
  ['no head', '## 숨길'],
  ['a line that is none of a head', file.replace('language: ko', 'language ko')],
  ['an unknown key', file.replace('language: ko', 'language: ko\nmood: calm')],
  ['an unknown category', file.replace('asthma-basics', 'weather')],
  ['no source', file.replace(/ {2}- WHO.*\n/, '')],
  ['a source without a date', file.replace(' | 2026-11-21', '')],
  ['a source without TLS', file.replace('https:', 'http:')],
])('a file with %s is refused', (_what, text) => {
  expect(() => readArticleFile(text)).toThrow();
});
