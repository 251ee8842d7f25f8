import { seedArticles } from '@soomcare/content';
import { newUuid } from '@soomcare/database';
import { beforeAll, expect, test } from 'vitest';

import { useApi } from './harness.ts';

const api = useApi();

const file = (slug: string, title: string) => `---
slug: ${slug}
language: ko
category: inhalers
title: ${title}
summary: 요약
authorName: 숨케어 편집팀
reviewDueOn: 2099-12-31
tags:
  - 흡입기
sources:
  - WHO | https://www.who.int/ | 2026-11-21
---

## ${title}

본문
`;

beforeAll(async () => {
  const deps = { database: api.database(), now: api.clock.now, newId: newUuid };
  await seedArticles(deps, [file('inhaler', '흡입기'), file('spacer', '스페이서')]);
});

const countMarks = async () => {
  const [row] = await api.database().rows<{ count: number }>('SELECT COUNT(*) AS count FROM article_marks');
  return row?.count ?? 0;
};

test('a member finds an article by its category, reads it, keeps it, and leaves nothing behind', async () => {
  const { caller } = await api.signUp({ consents: ['service'] });
  const tree = await caller.get('/v1/article-categories').expect(200);
  expect(tree.body).toMatchObject({
    items: expect.arrayContaining([{ slug: 'inhalers', parent: 'treatment', name: '흡입기' }]) as unknown,
  });

  const list = await caller.get('/v1/articles?category=treatment').expect(200);
  const { items } = list.body as { items: { id: string; slug: string }[] };
  expect(items.map(({ slug }) => slug).toSorted()).toEqual(['inhaler', 'spacer']);
  const read = await caller.get('/v1/articles/inhaler').expect(200);
  expect(read.body).toMatchObject({ state: 'published', medicalReview: null, languages: ['ko'] });
  await caller
    .get('/v1/articles/inhaler')
    .set('If-None-Match', read.headers['etag'] ?? '')
    .expect(304);
  const related = await caller.get('/v1/articles/inhaler/related').expect(200);
  expect(related.body).toMatchObject({ items: [{ slug: 'spacer' }] });

  const { id } = read.body as { id: string };
  await caller.put(`/v1/articles/${id}/bookmark`).expect(204);
  await caller.put(`/v1/articles/${id}/progress`).send({ percentRead: 60 }).expect(204);
  const kept = await caller.get('/v1/article-bookmarks').expect(200);
  expect(kept.body).toMatchObject({ items: [{ article: { slug: 'inhaler' }, percentRead: 60 }] });
  expect(await countMarks()).toBe(1);

  await caller.delete('/v1/me').expect(204);
  expect(await countMarks()).toBe(0);
});

test('articles are for members', async () => {
  await api.anyone().get('/v1/articles').expect(401);
  await api.anyone().get('/v1/articles/inhaler').expect(401);
});
