import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { useContentApi } from '../testing/content-api.ts';
import { seedArticles } from './seed-articles.ts';

const { aReader, clock, content, database } = useContentApi();

const file = (slug: string, title: string) => `---
slug: ${slug}
language: ko
category: symptoms
title: ${title}
summary: 요약
authorName: 숨케어 편집팀
reviewDueOn: 2026-12-31
sources:
  - WHO | https://www.who.int/ | 2026-03-01
---

본문
`;

const seed = (...files: string[]) =>
  seedArticles({ database: database(), now: clock.now, newId: newUuid }, files);

test('articles are published once; one that has been edited since stays as it is', async () => {
  expect(await seed(file('one', '하나'), file('two', '둘'))).toBe(2);
  const first = await aReader().get('/v1/articles/one').expect(200);
  expect(first.body).toMatchObject({ title: '하나', medicalReview: null });
  const { editing } = content();
  const { id } = first.body as { id: string };
  const staffId = newUuid();
  const { version } = await editing.edit(id, { title: '고친 하나' }, { staffId, expectedVersion: 1 });
  await editing.submit(id, { staffId, expectedVersion: version });
  await editing.publish(id, {}, { staffId: newUuid(), expectedVersion: null });

  expect(await seed(file('one', '하나'), file('two', '둘'), file('three', '셋'))).toBe(1);

  const again = await aReader().get('/v1/articles/one').expect(200);
  expect(again.body).toMatchObject({ title: '고친 하나' });
});

test('two seeds at one time publish each article once', async () => {
  const files = Array.from({ length: 5 }, (_, index) => file(`both-${index}`, '둘 다'));

  const added = await Promise.all([seed(...files), seed(...files)]);

  expect(added[0] + added[1]).toBe(5);
});
