import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { anArticle, useContentApi } from '../testing/content-api.ts';
import type { PublishArticle } from './article-edit.schemas.ts';

const { aReader, clock, content, publish } = useContentApi();

const editing = () => content().editing;
const by = (staffId: string, expectedVersion: number | null = null) => ({ staffId, expectedVersion });
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code,
  );

/** In review, written and submitted by one editor. */
const inReview = async (writer: string, different: Parameters<typeof anArticle>[0] = {}) => {
  const { id } = await editing().create(writer, anArticle(different));
  return editing().submit(id, by(writer));
};
const publishBy = (id: string, staffId: string, publication: PublishArticle = {}) =>
  editing().publish(id, publication, by(staffId));
const titleRead = async (slug: string) => {
  const read = await aReader().get(`/v1/articles/${slug}`).expect(200);
  return (read.body as { title: string }).title;
};

test('nobody publishes what they wrote, not even if somebody else wrote the last word', async () => {
  const [writer, other, third] = [newUuid(), newUuid(), newUuid()];
  const { id } = await inReview(writer);
  expect(await codeOf(publishBy(id, writer))).toBe('ARTICLE_OWN_REVIEW');

  await editing().edit(id, { title: '한 글자 고침' }, by(other));
  await editing().submit(id, by(other));

  expect(await codeOf(publishBy(id, writer))).toBe('ARTICLE_OWN_REVIEW');
  expect(await codeOf(publishBy(id, other))).toBe('ARTICLE_OWN_REVIEW');
  expect(await publishBy(id, third)).toMatchObject({ state: 'published', title: '한 글자 고침' });
});

test('whoever wrote an earlier, published text may publish the next one of somebody else', async () => {
  const [first, second] = [newUuid(), newUuid()];
  const { id } = await inReview(first);
  await publishBy(id, second);
  await editing().edit(id, { title: '다음 글' }, by(second));
  await editing().submit(id, by(second));

  expect(await publishBy(id, first)).toMatchObject({ state: 'published' });
});

test('readers keep the published text while the next one is written, and see that one when it is published', async () => {
  const { id, slug } = await publish({ title: '처음' });
  expect(await titleRead(slug)).toBe('처음');
  const [writer, other] = [newUuid(), newUuid()];

  await editing().edit(id, { title: '나중' }, by(writer));
  expect(await titleRead(slug)).toBe('처음');
  await editing().submit(id, by(writer));
  expect(await titleRead(slug)).toBe('처음');

  await publishBy(id, other);
  expect(await titleRead(slug)).toBe('나중');
});

test('a scheduled text replaces the present one at its time, although that one is cached', async () => {
  const { id, slug } = await publish({ title: '지금' });
  const [writer, other] = [newUuid(), newUuid()];
  await editing().edit(id, { title: '내일' }, by(writer));
  await editing().submit(id, by(writer));
  const publishAt = new Date(clock.now().getTime() + 1).toISOString();
  await publishBy(id, other, { publishAt });
  expect(await titleRead(slug)).toBe('지금');

  clock.advance({ milliseconds: 1 });

  await expect.poll(() => titleRead(slug)).toBe('내일');
});

test('a text that is published earlier takes the place of one that was scheduled for later', async () => {
  const [writer, other] = [newUuid(), newUuid()];
  const { id, slug } = await inReview(writer, { title: '예약됨' });
  const publishAt = new Date(clock.now().getTime() + 86_400_000).toISOString();
  await publishBy(id, other, { publishAt });
  await editing().edit(id, { title: '먼저' }, by(writer));
  await editing().submit(id, by(writer));
  await publishBy(id, other);

  clock.advance({ days: 2 });

  expect(await titleRead(slug)).toBe('먼저');
});

test('a withdrawn article is gone at once with its schedule, and its writer cannot bring it back alone', async () => {
  const [writer, other] = [newUuid(), newUuid()];
  const { id, slug } = await inReview(writer);
  await publishBy(id, other);
  await titleRead(slug);

  expect(await editing().withdraw(id, writer)).toMatchObject({ state: 'draft', publishAt: null });

  await aReader().get(`/v1/articles/${slug}`).expect(404);
  expect(await codeOf(editing().withdraw(id, other))).toBe('ARTICLE_NOT_PUBLISHED');
  await editing().submit(id, by(writer));
  expect(await codeOf(publishBy(id, writer))).toBe('ARTICLE_OWN_REVIEW');
  await publishBy(id, other);
  expect(await titleRead(slug)).toBe('최대호기유량 재기');
});

test('a withdrawal succeeds whoever edits at the same time', async () => {
  const { id, slug } = await publish();
  const save = (title: string) => codeOf(editing().edit(id, { title }, by(newUuid())));

  const [withdrawn] = await Promise.all([
    codeOf(editing().withdraw(id, newUuid())),
    ...['하나', '둘', '셋'].map(save),
  ]);

  expect(withdrawn).toBe('done');
  await aReader().get(`/v1/articles/${slug}`).expect(404);
});

test('withdrawing what readers see leaves a draft of the next text in review', async () => {
  const writer = newUuid();
  const { id, slug } = await publish();
  await editing().edit(id, { title: '다음' }, by(writer));
  await editing().submit(id, by(writer));

  expect(await editing().withdraw(id, newUuid())).toMatchObject({ state: 'in-review', title: '다음' });

  await aReader().get(`/v1/articles/${slug}`).expect(404);
});

test('a medical review is lost with another text, kept with another tag, and given anew', async () => {
  const staffId = newUuid();
  const medicalReview = { name: '김의사', reviewedOn: '2026-03-09' };
  const { id } = await editing().create(staffId, anArticle({ medicalReview }));

  const tagged = await editing().edit(id, { tags: ['폐기능'] }, by(staffId));
  const rewritten = await editing().edit(id, { bodyMarkdown: '앉아서 잽니다.' }, by(staffId));
  const reviewed = await editing().edit(
    id,
    { bodyMarkdown: '서서 잽니다.', medicalReview: { ...medicalReview, reviewedOn: '2026-03-10' } },
    by(staffId),
  );

  expect(tagged.medicalReview).toEqual(medicalReview);
  expect(rewritten.medicalReview).toBeNull();
  expect(reviewed.medicalReview).toEqual({ name: '김의사', reviewedOn: '2026-03-10' });
});

test('every text that was saved can be read again, the newest first', async () => {
  const staffId = newUuid();
  const { id } = await editing().create(staffId, anArticle({ title: '1' }));
  for (const title of ['2', '3']) await editing().edit(id, { title }, by(staffId));

  const first = await editing().listRevisions(id, { limit: 2 });
  const second = await editing().listRevisions(id, { limit: 2, cursor: first.nextCursor ?? '' });

  expect([...first.items, ...second.items]).toMatchObject([
    { number: 3, title: '3', writtenBy: staffId },
    { number: 2, title: '2' },
    { number: 1, title: '1', publishAt: null },
  ]);
  expect(second.nextCursor).toBeNull();
});

test('of two editors who read the same version, one saves and the other is told', async () => {
  const { id, version } = await editing().create(newUuid(), anArticle());
  const save = (title: string) => codeOf(editing().edit(id, { title }, by(newUuid(), version)));

  const outcomes = await Promise.all([save('하나'), save('둘')]);

  expect(outcomes.toSorted()).toEqual(['VERSION_MISMATCH', 'done']);
});

test('one slug has one article in each language', async () => {
  const article = anArticle();
  await editing().create(newUuid(), article);

  expect(await codeOf(editing().create(newUuid(), article))).toBe('ARTICLE_EXISTS');
  expect(await codeOf(editing().create(newUuid(), { ...article, language: 'en' }))).toBe('done');
});

test('only a draft is submitted, only what is in review is published', async () => {
  const [writer, other] = [newUuid(), newUuid()];
  const { id } = await editing().create(writer, anArticle());
  expect(await codeOf(publishBy(id, other))).toBe('ARTICLE_NOT_IN_REVIEW');

  await editing().submit(id, by(writer));
  expect(await codeOf(editing().submit(id, by(writer)))).toBe('ARTICLE_NOT_DRAFT');

  await publishBy(id, other);
  expect(await codeOf(publishBy(id, other))).toBe('ARTICLE_NOT_IN_REVIEW');
});

test('nothing is published in the past, nor what is overdue for review on its first day', async () => {
  const [writer, other] = [newUuid(), newUuid()];
  const today = clock.now().toISOString().slice(0, 10);
  const overdue = await inReview(writer, { reviewDueOn: today });
  const late = await inReview(writer);
  const publishAt = new Date(clock.now().getTime() - 1).toISOString();

  expect(await codeOf(publishBy(overdue.id, other))).toBe('ARTICLE_REVIEW_OVERDUE');
  expect(await codeOf(publishBy(late.id, other, { publishAt }))).toBe('ARTICLE_PUBLISH_IN_PAST');
});

test('the list for editors has every state, the last changed first, page by page', async () => {
  clock.advance({ days: 1 });
  const titles = ['가', '나', '다'];
  for (const title of titles) {
    await editing().create(newUuid(), anArticle({ title, language: 'en' }));
    clock.advance({ seconds: 1 });
  }

  const first = await editing().list({ language: 'en', state: 'draft', limit: 2 });
  const second = await editing().list({
    language: 'en',
    state: 'draft',
    limit: 2,
    cursor: first.nextCursor ?? '',
  });

  expect(first.items.map(({ title }) => title)).toEqual(['다', '나']);
  expect(second.items[0]).toMatchObject({ title: '가', isExpired: false, publishAt: null });
});
