import { contentTables, readArticleFile } from '@soomcare/content';
import { newUuid } from '@soomcare/database';
import { useTestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { loadArticles, readArticles } from './load-articles.ts';

const database = useTestDatabase({ entities: contentTables });

const articles = (await readArticles()).map(readArticleFile);
const slugsIn = (language: string) =>
  articles.filter((article) => article.language === language).map(({ slug }) => slug);

/** An amount of a medicine, in either language. */
const DOSE =
  /\d+\s*(mg|mcg|µg|㎍|ml|밀리그램|퍼프|puffs?|inhalations?|흡입|번 흡입|회 분무|알|정)(?![가-힣])/i;
const FEWEST_WORDS = 250;

test('there are twelve articles, each in Korean and in English', () => {
  const korean = slugsIn('ko');

  expect(new Set(korean).size).toBe(12);
  expect(slugsIn('en')).toEqual(korean);
});

test('an article has the same place and the same sources in both languages', () => {
  const factsIn = (wanted: string) =>
    articles
      .filter(({ language }) => language === wanted)
      .map(({ slug, category, sources, reviewDueOn }) => ({ slug, category, sources, reviewDueOn }));

  expect(factsIn('en')).toEqual(factsIn('ko'));
});

test.each(articles.map((article) => [`${article.slug} in ${article.language}`, article] as const))(
  '%s is long enough, names its sources, gives no dose, and says when to call 119',
  (_name, { bodyMarkdown, sources, medicalReview }) => {
    expect(bodyMarkdown.split(/\s+/).length).toBeGreaterThanOrEqual(FEWEST_WORDS);
    expect(sources.length).toBeGreaterThanOrEqual(2);
    expect(bodyMarkdown).not.toMatch(DOSE);
    expect(bodyMarkdown).toContain('119');
    expect(medicalReview).toBeNull();
  },
);

test('what counts as a dose is found', () => {
  for (const text of ['take 2 puffs', '4 mg', '2퍼프 흡입', '100 µg']) expect(text).toMatch(DOSE);
});

test('the articles are published once', async () => {
  const deps = { database: database(), now: () => new Date('2026-11-21T03:00:00.000Z'), newId: newUuid };

  expect(await loadArticles(deps)).toBe(24);
  expect(await loadArticles(deps)).toBe(0);
});
