import { newUuid } from '@soomcare/database';
import { anActor, createFakeClock, useTestApi, useTestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { createInbox, type Inbox } from './inbox.ts';
import { notificationTable } from './notification.entity.ts';

const START = '2026-03-10T03:00:00.000Z';
const path = '/v1/notifications';

const database = useTestDatabase({ entities: [notificationTable] });
const clock = createFakeClock(START);
let inbox: Inbox;
const api = useTestApi(() => {
  inbox = createInbox({ database: database(), now: clock.now });
  return { endpoints: inbox.memberRoutes, now: clock.now };
});

const aMember = () => anActor({ authenticatedAt: clock.now() });
const told = (memberId: string, different: { id?: string; title?: string } = {}) => ({
  memberId,
  id: newUuid(),
  kind: 'dose',
  title: '복약 시간이에요',
  body: '심비코트 2회',
  ...different,
});

test('what a member was told is read newest first, page by page, each once', async () => {
  const me = aMember();
  const titles = ['first', 'second', 'third', 'fourth', 'fifth'];
  for (const title of titles) {
    await inbox.add([told(me.id, { title })]);
    if (title !== 'third') clock.advance({ seconds: 1 });
  }

  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const after: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page = await api.as(me).get(`${path}?limit=2${after}`).expect(200);
    const body = page.body as { items: { title: string }[]; nextCursor: string | null; unreadCount: number };
    seen.push(...body.items.map(({ title }) => title));
    expect(body.unreadCount).toBe(5);
    cursor = body.nextCursor;
  }

  expect(seen).toHaveLength(5);
  expect(new Set(seen)).toEqual(new Set(titles));
  expect(seen[0]).toBe('fifth');
  expect(seen.at(-1)).toBe('first');
});

test('the same told twice is there once, with its first words', async () => {
  const me = aMember();
  const first = told(me.id);

  await inbox.add([first]);
  await inbox.add([{ ...first, title: 'again' }, told(me.id, { title: 'another' })]);

  const answer = await api.as(me).get(path).expect(200);
  const titles = (answer.body as { items: { title: string }[] }).items.map(({ title }) => title);
  expect(titles.toSorted()).toEqual(['another', '복약 시간이에요']);
});

test('some are marked as read by their ids, all without ids, somebody else’s never', async () => {
  const [me, other] = [aMember(), aMember()];
  const [mine, mineToo, theirs] = [told(me.id), told(me.id), told(other.id)];
  await inbox.add([mine, mineToo, theirs]);

  await api
    .as(me)
    .put(`${path}/read`)
    .send({ ids: [mine.id, theirs.id] })
    .expect(204);
  const half = await api.as(me).get(path).expect(200);
  expect(half.body).toMatchObject({ unreadCount: 1 });

  await api.as(me).put(`${path}/read`).send({}).expect(204);
  const all = await api.as(me).get(path).expect(200);
  expect(all.body).toMatchObject({
    unreadCount: 0,
    items: [{ readAt: clock.now().toISOString() }, { readAt: clock.now().toISOString() }],
  });
  expect((await api.as(other).get(path).expect(200)).body).toMatchObject({ unreadCount: 1 });
});

test('an unchanged inbox is 304', async () => {
  const me = api.as(aMember());
  const { headers } = await me.get(path).expect(200);

  await me
    .get(path)
    .set('If-None-Match', headers['etag'] ?? '')
    .expect(304);
});

test.each([
  ['a limit of 0', `${path}?limit=0`],
  ['a cursor of another list', `${path}?cursor=e30`],
  ['an unknown parameter', `${path}?unread=true`],
])('%s is 400', async (_what, address) => {
  await api.as(aMember()).get(address).expect(400);
});

test.each([
  ['no id', { ids: [] }],
  ['a text that is no UUID', { ids: ['1'] }],
  ['an unknown key', { all: true }],
])('marking with %s is 400', async (_what, body) => {
  await api.as(aMember()).put(`${path}/read`).send(body).expect(400);
});

test('without a log-in nothing is shown or marked', async () => {
  await api.anyone().get(path).expect(401);
  await api.anyone().put(`${path}/read`).send({}).expect(401);
});

test('after 90 days a notification is removed, not a day earlier', async () => {
  const me = aMember();
  await inbox.add([told(me.id)]);

  clock.advance({ days: 90 });
  await inbox.housekeeping();
  expect((await api.as(me).get(path).expect(200)).body).toMatchObject({ items: [{ kind: 'dose' }] });

  clock.advance({ seconds: 1 });
  await inbox.housekeeping();
  expect((await api.as(me).get(path).expect(200)).body).toMatchObject({ items: [] });
});

test('withdrawal destroys one member’s notifications and nobody else’s', async () => {
  const [me, other] = [aMember(), aMember()];
  await inbox.add([told(me.id), told(other.id)]);

  await database().transaction((tx) => inbox.eraseMember(me.id, tx));

  expect((await api.as(me).get(path).expect(200)).body).toMatchObject({ items: [] });
  expect((await api.as(other).get(path).expect(200)).body).toMatchObject({ unreadCount: 1 });
});
