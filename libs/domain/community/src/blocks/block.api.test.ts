import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { useSafetyApi } from '../testing/safety-api.ts';

const api = useSafetyApi();

const feedOf = async ({ caller }: ReturnType<typeof api.aPerson>) => {
  const feed = await caller.get('/v1/posts').expect(200);
  return (feed.body as { items: { id: string }[] }).items.map(({ id }) => id);
};

test('a block hides each from the other, until it is taken back', async () => {
  const [one, other, third] = [api.aPerson(), api.aPerson(), api.aPerson()];
  const [ofOne, ofOther] = [await api.post(one), await api.post(other)];

  await one.caller.put(`/v1/blocks/${other.id}`).expect(204);
  expect(await feedOf(one)).not.toContain(ofOther);
  expect(await feedOf(other)).not.toContain(ofOne);
  expect(await feedOf(third)).toEqual(expect.arrayContaining([ofOne, ofOther]));
  await one.caller.get(`/v1/posts/${ofOther}`).expect(404);
  await other.caller.get(`/v1/posts/${ofOne}`).expect(404);

  await one.caller.delete(`/v1/blocks/${other.id}`).expect(204);
  expect(await feedOf(one)).toContain(ofOther);
  expect(await feedOf(other)).toContain(ofOne);
});

test.each(['blocks', 'mutes'])('what I had marked of somebody in my %s is out of my sight', async (list) => {
  const [one, other] = [api.aPerson(), api.aPerson()];
  const post = await api.post(other);
  await one.caller.put(`/v1/posts/${post}/like`).expect(204);
  await one.caller.put(`/v1/posts/${post}/bookmark`).expect(204);
  const bookmarks = async () =>
    ((await one.caller.get('/v1/post-bookmarks').expect(200)).body as { items: unknown[] }).items;
  expect(await bookmarks()).toHaveLength(1);

  await one.caller.put(`/v1/${list}/${other.id}`).expect(204);
  expect(await bookmarks()).toEqual([]);
  await one.caller.put(`/v1/posts/${post}/like`).expect(404);
  await one.caller.get(`/v1/posts/${post}/comments`).expect(404);
});

test('a mute hides one way, and the muted one sees no difference', async () => {
  const [one, other] = [api.aPerson(), api.aPerson()];
  const [ofOne, ofOther] = [await api.post(one), await api.post(other)];

  await one.caller.put(`/v1/mutes/${other.id}`).expect(204);
  expect(await feedOf(one)).not.toContain(ofOther);
  expect(await feedOf(other)).toContain(ofOne);
  expect(await api.safety().rules.hiddenAuthorsFor(other.id)).toEqual([]);

  await one.caller.delete(`/v1/mutes/${other.id}`).expect(204);
  expect(await feedOf(one)).toContain(ofOther);
});

test('only who is blocked stands on my list, page by page, the last first', async () => {
  const [one, muted] = [api.aPerson(), api.aPerson()];
  const others = [api.aPerson(), api.aPerson(), api.aPerson()];
  for (const { id } of others) {
    api.clock.advance({ seconds: 1 });
    await one.caller.put(`/v1/blocks/${id}`).expect(204);
    await one.caller.put(`/v1/blocks/${id}`).expect(204);
  }
  await one.caller.put(`/v1/mutes/${muted.id}`).expect(204);
  interface Page {
    readonly items: { memberId: string }[];
    readonly nextCursor: string | null;
  }

  const first = (await one.caller.get('/v1/blocks?limit=2').expect(200)).body as Page;
  const second = (await one.caller.get(`/v1/blocks?limit=2&cursor=${first.nextCursor}`).expect(200))
    .body as Page;
  expect([...first.items, ...second.items].map(({ memberId }) => memberId)).toEqual(
    others.map(({ id }) => id).toReversed(),
  );
  expect(second.nextCursor).toBeNull();
  const mutes = (await one.caller.get('/v1/mutes').expect(200)).body as Page;
  expect(mutes.items).toMatchObject([{ memberId: muted.id }]);
  expect(((await others[0]?.caller.get('/v1/blocks'))?.body as Page).items).toEqual([]);
});

test('nobody blocks or mutes themselves, or somebody who is not there', async () => {
  const { id, caller } = api.aPerson();
  for (const path of ['/v1/blocks', '/v1/mutes']) {
    expect((await caller.put(`${path}/${id}`).expect(422)).body).toMatchObject({ code: 'OWN_BLOCK' });
    await caller.put(`${path}/${newUuid()}`).expect(404);
    await caller.put(`${path}/nobody`).expect(400);
    await caller.delete(`${path}/nobody`).expect(400);
    await caller.get(`${path}?limit=0`).expect(400);
    await api.anyone().get(path).expect(401);
    await api.anyone().put(`${path}/${id}`).expect(401);
    await api.anyone().delete(`${path}/${id}`).expect(401);
  }
});

test('with a member go their blocks and those against them', async () => {
  const [one, other] = [api.aPerson(), api.aPerson()];
  await one.caller.put(`/v1/blocks/${other.id}`).expect(204);
  await other.caller.put(`/v1/mutes/${one.id}`).expect(204);

  await api.database().transaction((tx) => api.safety().eraseMember(one.id, tx));
  expect(await api.safety().rules.hiddenAuthorsFor(other.id)).toEqual([]);
  expect(await api.safety().rules.hiddenAuthorsFor(one.id)).toEqual([]);
});
