import { newUuid } from '@soomcare/database';
import { beforeEach, expect, test } from 'vitest';

import { anArticle, START, useContentApi } from '../testing/content-api.ts';
import { articleDocuments } from './article-documents.ts';

const { aReader, clock, content, database, messages, publish } = useContentApi();
const DAY_MS = 24 * 60 * 60 * 1000;

beforeEach(async () => {
  clock.set(new Date(START));
  messages.length = 0;
  await database().run('DELETE FROM article_revisions');
  await database().run('DELETE FROM articles');
  await database().run('DELETE FROM search_documents');
});

const found = async (q: string) => {
  const answer = await aReader()
    .get(`/v1/search?q=${encodeURIComponent(q)}`)
    .expect(200);
  const { items } = answer.body as { items: { kind: string; title: string }[] };
  return items.map(({ kind, title }) => `${kind} ${title}`);
};
/** As the relay does. */
const deliver = async ({ topic, payload }: (typeof messages)[number]) => {
  const handlers: Readonly<Record<string, (payload: unknown) => Promise<void>>> = content().outboxHandlers;
  await handlers[topic]?.(payload);
};
/** Another text for an article, written, submitted and published by different people. */
const republish = async (id: string, title: string, publishAt?: string) => {
  const { editing } = content();
  const { version } = await editing.edit(id, { title }, { staffId: newUuid(), expectedVersion: null });
  await editing.submit(id, { staffId: newUuid(), expectedVersion: version });
  await editing.publish(id, publishAt ? { publishAt } : {}, { staffId: newUuid(), expectedVersion: null });
};

test('an article is found once it is published, by the text that readers see, and not once it is withdrawn', async () => {
  const { editing } = content();
  await editing.create(newUuid(), anArticle({ title: '꽃가루 초안' }));
  expect(await found('꽃가루')).toEqual([]);

  const { id } = await publish({ title: '꽃가루 처음' });
  await editing.edit(id, { title: '꽃가루 다음' }, { staffId: newUuid(), expectedVersion: null });
  expect(await found('꽃가루')).toEqual(['article 꽃가루 처음']);

  await editing.withdraw(id, newUuid());
  expect(await found('꽃가루')).toEqual([]);

  await republish(id, '꽃가루 다시');
  expect(await found('꽃가루')).toEqual(['article 꽃가루 다시']);
});

test('a publication that is rolled back is not found', async () => {
  const { id } = await content().editing.create(newUuid(), anArticle({ title: '꽃가루' }));
  await content().editing.submit(id, { staffId: newUuid(), expectedVersion: null });
  const late = { staffId: newUuid(), expectedVersion: 1 };

  await expect(content().editing.publish(id, {}, late)).rejects.toMatchObject({ status: 412 });
  expect(await found('꽃가루')).toEqual([]);
});

test('a scheduled text is found at its time, in place of the one before', async () => {
  const { id } = await publish({ title: '꽃가루 지금' });
  const publishAt = new Date(clock.now().getTime() + DAY_MS);
  await republish(id, '꽃가루 내일', publishAt.toISOString());
  const [message] = messages;
  expect(messages).toHaveLength(1);
  expect(message?.delaySeconds).toBe(DAY_MS / 1000);
  expect(await found('꽃가루')).toEqual(['article 꽃가루 지금']);

  clock.set(publishAt);
  if (message) await deliver(message);

  expect(await found('꽃가루')).toEqual(['article 꽃가루 내일']);
  expect(messages).toHaveLength(1);
});

test('a message that comes early or after a withdrawal changes nothing, and asks to come again if need be', async () => {
  const publishAt = new Date(clock.now().getTime() + DAY_MS);
  const { id } = await publish({ title: '꽃가루 내일' }, { publishAt: publishAt.toISOString() });
  const [message] = messages;
  if (message) await deliver(message);
  expect(await found('꽃가루')).toEqual([]);
  expect(messages).toHaveLength(2);

  await content().editing.withdraw(id, newUuid());
  clock.set(publishAt);
  for (const each of [...messages]) await deliver(each);

  expect(await found('꽃가루')).toEqual([]);
  expect(messages).toHaveLength(2);
});

test('what expires is found after what has not, and before it is put in order as well', async () => {
  await publish({ title: '꽃가루 옛글', reviewDueOn: '2026-03-20' });
  clock.advance({ hours: -1 });
  await publish({ title: '꽃가루 새글', reviewDueOn: '2026-12-31' });
  expect(await found('꽃가루')).toEqual(['article 꽃가루 옛글', 'article 꽃가루 새글']);

  clock.set(new Date('2026-03-20T14:59:59Z'));
  expect(await content().housekeeping()).toBe(0);
  clock.set(new Date('2026-03-20T15:00:00Z'));
  expect(await content().housekeeping()).toBe(1);

  expect(await found('꽃가루')).toEqual(['article 꽃가루 새글', 'article 꽃가루 옛글']);
});

test('all that readers see, and nothing else, is there to build search anew', async () => {
  await publish({ title: '하나' });
  await publish({ title: '둘' }, { publishAt: new Date(clock.now().getTime() + DAY_MS).toISOString() });
  const { id } = await publish({ title: '셋' });
  await content().editing.withdraw(id, newUuid());

  const titles: string[] = [];
  for await (const some of articleDocuments({ database: database(), now: clock.now }))
    titles.push(...some.map(({ title }) => title));

  expect(titles).toEqual(['하나']);
});
