import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { anArticle, useContentApi } from '../testing/content-api.ts';
import type { ArticleCardView } from './article-view.schemas.ts';

const { aReader, anyone, clock, content, publish } = useContentApi();

interface Page {
  readonly items: readonly ArticleCardView[];
  readonly nextCursor: string | null;
}

const listed = async (query: string) => {
  const answer = await aReader().get(`/v1/articles?${query}`).expect(200);
  return (answer.body as Page).items.map(({ slug }) => slug);
};

test('categories are a tree in the caller’s language', async () => {
  const me = aReader();
  const korean = await me.get('/v1/article-categories').expect(200);
  const english = await me.get('/v1/article-categories').set('Accept-Language', 'en').expect(200);

  expect(korean.body).toMatchObject({
    items: expect.arrayContaining([{ slug: 'inhalers', parent: 'treatment', name: '흡입기' }]) as unknown,
  });
  expect(english.body).toMatchObject({
    items: expect.arrayContaining([{ slug: 'inhalers', parent: 'treatment', name: 'Inhalers' }]) as unknown,
  });
  await me
    .get('/v1/article-categories')
    .set('If-None-Match', korean.headers['etag'] ?? '')
    .expect(304);
  await me.get('/v1/article-categories?all=1').expect(400);
  await anyone().get('/v1/article-categories').expect(401);
});

test('a published article is read with its sources, and says that nobody has medically reviewed it', async () => {
  const { id, slug } = await publish({ slug: 'measuring' });

  const read = await aReader().get('/v1/articles/measuring').expect(200);

  expect(read.body).toEqual({
    id,
    slug,
    language: 'ko',
    languages: ['ko'],
    category: 'tests',
    title: '최대호기유량 재기',
    summary: '집에서 재는 방법',
    tags: ['최대호기유량'],
    state: 'published',
    medicalReview: null,
    publishedAt: clock.now().toISOString(),
    authorName: '숨케어 편집팀',
    bodyHtml: '<h2>재는 방법</h2>\n<p>서서 잽니다.</p>',
    sources: [{ title: 'NHS: Peak flow test', url: 'https://www.nhs.uk/', accessedOn: '2026-03-01' }],
    reviewDueOn: '2026-12-31',
    revision: 1,
  });
});

test('an unchanged article, list and list of related ones are 304', async () => {
  await publish({ slug: 'unchanged' });
  const me = aReader();

  for (const path of ['/v1/articles/unchanged', '/v1/articles', '/v1/articles/unchanged/related']) {
    const { headers } = await me.get(path).expect(200);
    await me
      .get(path)
      .set('If-None-Match', headers['etag'] ?? '')
      .expect(304);
  }
});

test('a draft and what is in review is seen by nobody', async () => {
  const { editing } = content();
  const staffId = newUuid();
  const { id, version } = await editing.create(staffId, anArticle({ slug: 'a-draft' }));
  await aReader().get('/v1/articles/a-draft').expect(404);
  await editing.submit(id, { staffId, expectedVersion: version });

  const answer = await aReader().get('/v1/articles/a-draft').expect(404);

  expect(answer.body).toMatchObject({ code: 'ARTICLE_NOT_FOUND' });
  expect(await listed('limit=100')).not.toContain('a-draft');
  await aReader().get('/v1/articles/a-draft/related').expect(404);
});

test('an article appears at its scheduled instant, not a millisecond before', async () => {
  const publishAt = new Date(clock.now().getTime() + 60_000).toISOString();
  await publish({ slug: 'scheduled' }, { publishAt });

  clock.advance({ milliseconds: 59_999 });
  await aReader().get('/v1/articles/scheduled').expect(404);
  clock.advance({ milliseconds: 1 });
  const read = await aReader().get('/v1/articles/scheduled').expect(200);

  expect(read.body).toMatchObject({ publishedAt: publishAt });
});

test('an article is read in the language asked for, or else in the one that there is', async () => {
  await publish({ slug: 'two-languages', title: '두 언어' });
  await publish({ slug: 'two-languages', language: 'en', title: 'Two languages' });
  await publish({ slug: 'korean-only', title: '한국어만' });
  const me = aReader();

  const titles = await Promise.all(
    ['two-languages', 'two-languages?language=en', 'korean-only?language=en'].map(async (path) => {
      const answer = await me.get(`/v1/articles/${path}`).expect(200);
      return (answer.body as { title: string }).title;
    }),
  );
  const byHeader = await me.get('/v1/articles/two-languages').set('Accept-Language', 'en').expect(200);

  expect(titles).toEqual(['두 언어', 'Two languages', '한국어만']);
  expect(byHeader.body).toMatchObject({ title: 'Two languages', languages: ['en', 'ko'] });
  expect(await listed('language=en&limit=100')).toEqual(['two-languages']);
});

test('a category is listed with what lies below it', async () => {
  await publish({ slug: 'in-treatment', category: 'treatment' });
  await publish({ slug: 'in-inhalers', category: 'inhalers' });
  await publish({ slug: 'in-emergency', category: 'emergency' });

  expect((await listed('category=treatment')).toSorted()).toEqual(['in-inhalers', 'in-treatment']);
  expect(await listed('category=inhalers')).toEqual(['in-inhalers']);
});

test('an article expires at the end of its review-due day in Seoul; then it is marked and sinks', async () => {
  clock.set('2026-06-30T14:59:59.000Z');
  await publish({ slug: 'older', category: 'self-care' });
  clock.advance({ milliseconds: 1 });
  await publish({ slug: 'due', category: 'self-care', reviewDueOn: '2026-07-01' });
  clock.set('2026-07-01T14:59:59.999Z');
  const stateOfDue = async () => {
    const answer = await aReader().get('/v1/articles/due').expect(200);
    return (answer.body as { state: string }).state;
  };
  expect([await stateOfDue(), ...(await listed('category=self-care'))]).toEqual([
    'published',
    'due',
    'older',
  ]);

  clock.advance({ milliseconds: 1 });

  expect([await stateOfDue(), ...(await listed('category=self-care'))]).toEqual(['expired', 'older', 'due']);
});

test('pages hold each article once, also when articles expire and appear between them', async () => {
  clock.set('2026-08-01T14:00:00.000Z');
  for (const slug of ['one', 'two', 'three', 'four', 'five']) {
    await publish({ slug, category: 'triggers', reviewDueOn: slug === 'four' ? '2026-08-02' : '2026-12-31' });
    if (slug !== 'two') clock.advance({ seconds: 1 });
  }
  const me = aReader();
  const walked: string[] = [];
  let cursor: string | null = '';

  while (cursor !== null) {
    const after: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page = (await me.get(`/v1/articles?category=triggers&limit=2${after}`).expect(200)).body as Page;
    walked.push(...page.items.map(({ slug }) => slug));
    cursor = page.nextCursor;
    clock.advance({ days: 2 });
    await publish({ category: 'triggers' });
  }

  expect(walked).toHaveLength(5);
  expect(walked.slice(0, 2)).toEqual(['five', 'four']);
  expect(new Set(walked)).toEqual(new Set(['one', 'two', 'three', 'four', 'five']));
});

test('a cursor made up to look ahead shows nothing that is scheduled', async () => {
  const publishAt = new Date(clock.now().getTime() + 86_400_000).toISOString();
  await publish({}, { publishAt });
  const place = { asOf: publishAt, isExpired: 0, publishedAt: publishAt, id: newUuid() };
  const cursor = Buffer.from(JSON.stringify(place)).toString('base64url');

  const answer = await aReader().get(`/v1/articles?cursor=${cursor}`).expect(400);

  expect(answer.body).toMatchObject({ code: 'BAD_CURSOR' });
});

test('related articles share tags or the category, in the same language', async () => {
  await publish({ slug: 'centre', category: 'emergency', tags: ['발작', '응급실'] });
  await publish({ slug: 'near', category: 'medicines', tags: ['발작', '응급실'], title: '가까움' });
  await publish({ slug: 'english', language: 'en', category: 'emergency', tags: ['발작'] });
  await publish({ slug: 'far', category: 'medicines', tags: ['꽃가루'] });

  const answer = await aReader().get('/v1/articles/centre/related').expect(200);

  const slugs = (answer.body as Page).items.map(({ slug }) => slug);
  expect(slugs).toContain('near');
  expect(slugs).not.toEqual(expect.arrayContaining(['centre']));
  expect(slugs).not.toContain('english');
  expect(slugs).not.toContain('far');
});

test.each([
  ['an unknown category', '/v1/articles?category=weather'],
  ['an unknown language', '/v1/articles?language=ja'],
  ['a limit of 101', '/v1/articles?limit=101'],
  ['a cursor that we never gave', '/v1/articles?cursor=abc'],
  ['a slug that is none', '/v1/articles/Peak_Flow'],
  ['an unknown key', '/v1/articles/peak-flow?draft=1'],
  ['an unknown key', '/v1/articles/peak-flow/related?limit=9'],
])('%s is 400', async (_what, path) => {
  await aReader().get(path).expect(400);
});

test('an article is read by the id that a search gives, in its own language, and not before it is published', async () => {
  const slug = `both-${newUuid()}`;
  await publish({ slug, title: '한국어' });
  const { id } = await publish({ slug, language: 'en', title: 'English' });
  const draft = await content().editing.create(newUuid(), anArticle());

  const read = await aReader().get(`/v1/articles/${id}`).expect(200);

  expect(read.body).toMatchObject({ slug, language: 'en', title: 'English' });
  await aReader().get(`/v1/articles/${draft.id}`).expect(404);
  await aReader().get(`/v1/articles/${newUuid()}`).expect(404);
});

test('nobody without a log-in reads', async () => {
  for (const path of ['/v1/articles', '/v1/articles/measuring', '/v1/articles/measuring/related']) {
    await anyone().get(path).expect(401);
  }
});
