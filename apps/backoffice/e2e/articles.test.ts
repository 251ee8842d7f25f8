import { newUuid } from '@soomcare/database';
import { beforeAll, expect, test } from 'vitest';

import { type StaffCaller, useBackoffice } from './harness.ts';

const api = useBackoffice();
let writer: StaffCaller;
let reviewer: StaffCaller;

interface StaffArticle {
  readonly id: string;
  readonly version: number;
}

const aBody = (different: object = {}) => ({
  slug: `article-${newUuid()}`,
  language: 'ko',
  category: 'tests',
  title: '최대호기유량 재기',
  summary: '집에서 재는 방법',
  bodyMarkdown: '## 재는 방법\n\n서서 잽니다.<script>alert(1)</script>',
  sources: [{ title: 'WHO', url: 'https://www.who.int/', accessedOn: '2026-11-21' }],
  authorName: '숨케어 편집팀',
  reviewDueOn: '2099-12-31',
  ...different,
});

const create = async (different: object = {}) => {
  const created = await writer.caller.post('/v1/articles').send(aBody(different)).expect(201);
  return created.body as StaffArticle;
};

/** Changes it as this person, with the version that it has now. */
const act = async (who: StaffCaller, verb: 'submit' | 'publish', { id }: { id: string }, body?: object) => {
  const { headers } = await who.caller.get(`/v1/articles/${id}`).expect(200);
  return who.caller
    .post(`/v1/articles/${id}/${verb}`)
    .set('If-Match', headers['etag'] ?? '')
    .send(body);
};

const inReview = async (different: object = {}) => {
  const article = await create(different);
  expect((await act(writer, 'submit', article)).status).toBe(200);
  return article;
};

beforeAll(async () => {
  writer = await api.staffOf('content-editor', '편집자 이가람');
  reviewer = await api.staffOf('content-editor', '편집자 윤슬');
});

test('an article goes from draft through review to its readers, and each text is kept', async () => {
  const created = await writer.caller.post('/v1/articles').send(aBody()).expect(201);
  const { id } = created.body as StaffArticle;
  expect(created.headers['location']).toBe(`/v1/articles/${id}`);
  expect(created.body).toMatchObject({
    state: 'draft',
    medicalReview: null,
    bodyHtml: '<h2>재는 방법</h2>\n<p>서서 잽니다.</p>',
  });

  const edited = await writer.caller
    .patch(`/v1/articles/${id}`)
    .set('If-Match', created.headers['etag'] ?? '')
    .send({ title: '최대호기유량을 재는 법' })
    .expect(200);
  expect(edited.body).toMatchObject({ revision: 2, version: 2 });
  expect((await act(writer, 'submit', { id })).body).toMatchObject({ state: 'in-review' });
  const published = await act(reviewer, 'publish', { id }, {});
  expect(published.body).toMatchObject({
    state: 'published',
    publishAt: api.clock.now().toISOString(),
    isExpired: false,
  });

  const list = await writer.caller.get('/v1/articles?state=published').expect(200);
  expect(list.body).toMatchObject({ items: [{ id, title: '최대호기유량을 재는 법' }] });
  const dueBy = async (day: string) =>
    (await writer.caller.get(`/v1/articles?state=published&reviewDueBy=${day}`).expect(200)).body as object;
  expect(await dueBy('2099-12-30')).toMatchObject({ items: [] });
  expect(await dueBy('2099-12-31')).toMatchObject({ items: [{ id }] });
  await writer.caller.get('/v1/articles?reviewDueBy=soon').expect(400);
  const revisions = await reviewer.caller.get(`/v1/articles/${id}/revisions`).expect(200);
  expect(revisions.body).toMatchObject({
    items: [
      { number: 2, writtenBy: writer.id, publishedBy: reviewer.id },
      { number: 1, writtenBy: writer.id, publishedBy: null },
    ],
  });

  const withdrawn = await writer.caller.post(`/v1/articles/${id}/withdraw`).expect(200);
  expect(withdrawn.body).toMatchObject({ state: 'draft', publishAt: null });
  const again = await writer.caller.post(`/v1/articles/${id}/withdraw`).expect(409);
  expect(again.body).toMatchObject({ code: 'ARTICLE_NOT_PUBLISHED' });
});

test('nobody publishes what they wrote', async () => {
  const article = await inReview();

  const own = await act(writer, 'publish', article, {});

  expect([own.status, (own.body as { code: string }).code]).toEqual([403, 'ARTICLE_OWN_REVIEW']);
});

test('a publication can be scheduled, but not in the past nor beyond the review-due date', async () => {
  const later = new Date(api.clock.now().getTime() + 86_400_000).toISOString();
  const earlier = new Date(api.clock.now().getTime() - 1).toISOString();
  const overdue = await inReview({ reviewDueOn: '2026-01-01' });

  const past = await act(reviewer, 'publish', await inReview(), { publishAt: earlier });
  const stale = await act(reviewer, 'publish', overdue, {});
  const planned = await act(reviewer, 'publish', await inReview(), { publishAt: later });

  expect([past.status, past.body]).toMatchObject([422, { code: 'ARTICLE_PUBLISH_IN_PAST' }]);
  expect([stale.status, stale.body]).toMatchObject([422, { code: 'ARTICLE_REVIEW_OVERDUE' }]);
  expect([planned.status, planned.body]).toMatchObject([200, { publishAt: later }]);
});

test('a step that does not follow the one before is a conflict', async () => {
  const article = await create();
  expect((await act(reviewer, 'publish', article, {})).status).toBe(409);
  await act(writer, 'submit', article);
  expect((await act(writer, 'submit', article)).status).toBe(409);

  const taken = aBody();
  await writer.caller.post('/v1/articles').send(taken).expect(201);
  const twice = await writer.caller.post('/v1/articles').send(taken).expect(409);
  expect(twice.body).toMatchObject({ code: 'ARTICLE_EXISTS' });
});

test('whoever has not read the present version changes nothing', async () => {
  const { id } = await create();
  const { caller } = writer;
  const steps = [
    () => caller.patch(`/v1/articles/${id}`).send({ title: '다른 제목' }),
    () => caller.post(`/v1/articles/${id}/submit`),
    () => caller.post(`/v1/articles/${id}/publish`).send({}),
  ];

  for (const step of steps) {
    await step().expect(428);
    await step().set('If-Match', '"9"').expect(412);
  }
  expect((await caller.get(`/v1/articles/${id}`).expect(200)).body).toMatchObject({ version: 1 });
});

test('a text is previewed without being saved, and without what it must not hold', async () => {
  const preview = await writer.caller
    .post('/v1/article-previews')
    .send({ bodyMarkdown: '**굵게** <img src=x onerror=alert(1)>' })
    .expect(200);

  expect(preview.body).toEqual({ bodyHtml: '<p><strong>굵게</strong> </p>' });
});

test('an article that is not there is 404 whatever is tried', async () => {
  const path = `/v1/articles/${newUuid()}`;
  const { caller } = writer;

  await caller.get(path).expect(404);
  await caller.get(`${path}/revisions`).expect(404);
  await caller.patch(path).set('If-Match', '"1"').send({ title: '제목' }).expect(404);
  await caller.post(`${path}/submit`).set('If-Match', '"1"').expect(404);
  await caller.post(`${path}/publish`).set('If-Match', '"1"').send({}).expect(404);
  await caller.post(`${path}/withdraw`).expect(404);
});

test.each([
  ['no source', { sources: [] }],
  ['a source without TLS', { sources: [{ title: 'a', url: 'http://a.example', accessedOn: '2026-01-01' }] }],
  ['an unknown category', { category: 'weather' }],
  ['a slug with capitals', { slug: 'Peak-Flow' }],
  ['the same tag twice', { tags: ['천식', '천식'] }],
  ['an unknown key', { state: 'published' }],
])('an article with %s is 400', async (_what, different) => {
  await writer.caller.post('/v1/articles').send(aBody(different)).expect(400);
});

test('an edit of nothing is 400', async () => {
  const { id } = await create();
  await writer.caller.patch(`/v1/articles/${id}`).set('If-Match', '"1"').send({}).expect(400);
});

test('who edits no articles sees none', async () => {
  const { caller } = await api.staffOf('care');

  const answer = await caller.get('/v1/articles').expect(403);

  expect(answer.body).toMatchObject({ code: 'NOT_PERMITTED' });
});
