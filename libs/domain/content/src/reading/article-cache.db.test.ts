import { newUuid } from '@soomcare/database';
import { useTestCache } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { type ArticleCacheDeps, createArticleCache, type Loaded } from './article-cache.ts';
import type { LiveArticle } from './live-article.repository.ts';

const cache = useTestCache();

const anArticle = (title: string): LiveArticle => ({
  id: newUuid(),
  slug: 'peak-flow',
  language: 'ko',
  languages: ['ko'],
  category: 'tests',
  title,
  summary: '요약',
  tags: [],
  medicalReview: null,
  reviewDueOn: '2027-01-01',
  publishedAt: '2026-01-01T00:00:00.000Z',
  authorName: '숨케어 편집팀',
  bodyHtml: '<p>본문</p>',
  sources: [],
  revision: 1,
});

/** A source of articles that counts how often it was asked, and waits where it is told to. */
const aSource = (staysMs: number | null = null) => {
  let title = 'first';
  let loads = 0;
  let gate: Promise<void> = Promise.resolve();

  return {
    loads: () => loads,
    change(to: string) {
      title = to;
    },
    /** What is read from now on arrives when the function that this gives is called. */
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
    async load(): Promise<Loaded> {
      loads += 1;
      const article = anArticle(title);
      await gate;
      return { article, staysMs };
    },
  };
};

const aCache = (different: Partial<ArticleCacheDeps> = {}) =>
  createArticleCache({ cache: cache(), ...different });
const aSlug = () => `slug-${newUuid()}`;
const ttlOf = (slug: string) => cache().redis.pttl(cache().key('article', 1, 'ko', slug));

test('a text is loaded once, by whichever process, until it is purged', async () => {
  const [one, other, source, slug] = [aCache(), aCache(), aSource(), aSlug()];

  await one.read(slug, 'ko', source.load);
  source.change('second');
  expect(await other.read(slug, 'ko', source.load)).toMatchObject({ title: 'first' });
  expect(source.loads()).toBe(1);

  await other.purge(slug);
  expect(await one.read(slug, 'ko', source.load)).toMatchObject({ title: 'second' });
  expect(source.loads()).toBe(2);
});

test('a hundred readers of a text that is not there make one load', async () => {
  const [articles, source, slug] = [aCache(), aSource(), aSlug()];
  const release = source.hold();

  const reads = Array.from({ length: 100 }, () => articles.read(slug, 'ko', source.load));
  await expect.poll(source.loads).toBe(1);
  release();

  expect(new Set((await Promise.all(reads)).map((article) => article?.title))).toEqual(new Set(['first']));
  expect(source.loads()).toBe(1);
});

test('what was read before a publication is not kept after it', async () => {
  const [slow, quick, source, slug] = [aCache(), aCache(), aSource(), aSlug()];
  const release = source.hold();
  const overtaken = slow.read(slug, 'ko', source.load);
  await expect.poll(source.loads).toBe(1);

  source.change('second');
  await quick.purge(slug);
  release();
  await overtaken;

  expect(await quick.read(slug, 'ko', source.load)).toMatchObject({ title: 'second' });
});

test('texts that are loaded together run out apart, after a minute and a half at the latest', async () => {
  const slugs = [aSlug(), aSlug()];
  for (const [index, slug] of slugs.entries()) {
    await aCache({ random: () => index * 0.99 }).read(slug, 'ko', aSource().load);
  }

  const [first = 0, second = 0] = await Promise.all(slugs.map(ttlOf));

  expect(first).toBeGreaterThan(50_000);
  expect(first).toBeLessThanOrEqual(60_000);
  expect(second).toBeGreaterThan(80_000);
  expect(second).toBeLessThanOrEqual(90_000);
});

test('a text is kept no longer than until the next one is due', async () => {
  const slug = aSlug();

  await aCache().read(slug, 'ko', aSource(20_000).load);

  expect(await ttlOf(slug)).toBeLessThanOrEqual(20_000);
  expect(await ttlOf(slug)).toBeGreaterThan(10_000);
});

test('languages are kept apart and purged together', async () => {
  const [articles, source, slug] = [aCache(), aSource(), aSlug()];
  await articles.read(slug, 'ko', source.load);
  await articles.read(slug, 'en', source.load);
  expect(source.loads()).toBe(2);

  await articles.purge(slug);

  await articles.read(slug, 'ko', source.load);
  await articles.read(slug, 'en', source.load);
  expect(source.loads()).toBe(4);
});

test('what is not there is not kept, and a failed load is told and forgotten', async () => {
  const [articles, source, slug] = [aCache(), aSource(), aSlug()];

  expect(await articles.read(slug, 'ko', () => Promise.resolve(null))).toBeNull();
  await expect(articles.read(slug, 'ko', () => Promise.reject(new Error('no database')))).rejects.toThrow(
    'no database',
  );
  expect(await articles.read(slug, 'ko', source.load)).toMatchObject({ title: 'first' });
});

test('without Redis every read loads, and a purge does not fail', async () => {
  const [source, slug] = [aSource(), aSlug()];
  const closed = cache().redis.duplicate({ lazyConnect: true });
  closed.disconnect();
  const broken = createArticleCache({ cache: { ...cache(), isUp: () => false, redis: closed } });

  await broken.read(slug, 'ko', source.load);
  await broken.read(slug, 'ko', source.load);
  await broken.purge(slug);

  expect(source.loads()).toBe(2);
});
