import { describe, expect, test } from 'vitest';

import { useTestIdentity } from '../testing/test-identity.ts';

const world = useTestIdentity();
type Actor = Parameters<typeof world.api.as>[0];

const device = (different: Record<string, unknown> = {}) => ({
  name: '민지의 iPhone',
  platform: 'ios',
  ...different,
});
const register = (actor: Actor, id: string, body: object = device()) =>
  world.api.as(actor).put(`/v1/me/devices/${id}`).send(body);
const remove = (actor: Actor, id: string) => world.api.as(actor).delete(`/v1/me/devices/${id}`);
const owners = async () =>
  world
    .database()
    .rows<{ name: string }>('SELECT name FROM devices WHERE push_token_index IS NOT NULL ORDER BY name');

describe('a device', () => {
  test('is registered, replaced under the same id, and forgotten', async () => {
    const { actor } = await world.aMember();
    const id = crypto.randomUUID();
    const first = await register(actor, id, device({ pushToken: 'token-1' })).expect(200);
    expect(first.body).toMatchObject({ id, name: '민지의 iPhone', platform: 'ios', receivesPush: true });
    world.clock.advance({ minutes: 1 });
    const second = await register(actor, id.toUpperCase(), device({ name: '새 이름' })).expect(200);
    expect(second.body).toMatchObject({
      id,
      name: '새 이름',
      receivesPush: false,
      createdAt: '2026-11-21T03:00:00.000Z',
    });

    expect(await world.countRows('devices')).toBe(1);
    await remove(actor, id).expect(204);
    expect(await world.countRows('devices')).toBe(0);
  });

  test('keeps its push token sealed and never shows it', async () => {
    const { actor } = await world.aMember();
    const answer = await register(actor, crypto.randomUUID(), device({ pushToken: 'token-secret' })).expect(
      200,
    );
    const [row] = await world
      .database()
      .rows<{ sealed: Buffer }>('SELECT sealed_push_token AS sealed FROM devices');

    expect(answer.text).not.toContain('token-secret');
    expect(row?.sealed.includes('token-secret')).toBe(false);
  });

  test('takes a push token of 4,096 characters', async () => {
    const { actor } = await world.aMember();
    await register(actor, crypto.randomUUID(), device({ pushToken: 'x'.repeat(4096) })).expect(200);
    await register(actor, crypto.randomUUID(), device({ pushToken: 'x'.repeat(4097) })).expect(400);
  });

  test('that registers a push token takes it from every other device, also of another member', async () => {
    const { actor } = await world.aMember();
    const stranger = await world.aMember();
    await register(actor, crypto.randomUUID(), device({ name: '1', pushToken: 'shared' })).expect(200);
    await register(actor, crypto.randomUUID(), device({ name: '2', pushToken: 'shared' })).expect(200);
    expect(await owners()).toEqual([{ name: '2' }]);

    await register(stranger.actor, crypto.randomUUID(), device({ name: '3', pushToken: 'shared' })).expect(
      200,
    );
    expect(await owners()).toEqual([{ name: '3' }]);
  });

  test('of two members on one phone is a row for each', async () => {
    const { actor } = await world.aMember();
    const stranger = await world.aMember();
    const id = crypto.randomUUID();
    await register(actor, id).expect(200);
    await register(stranger.actor, id, device({ name: '다른 사람' })).expect(200);

    expect(await world.countRows('devices')).toBe(2);
    await remove(stranger.actor, id).expect(204);
    await remove(actor, id).expect(204);
  });

  test('of somebody else is not found', async () => {
    const { actor } = await world.aMember();
    const stranger = await world.aMember();
    const id = crypto.randomUUID();
    await register(stranger.actor, id).expect(200);
    const answer = await remove(actor, id).expect(404);

    expect(answer.body).toMatchObject({ code: 'DEVICE_NOT_FOUND' });
    expect(await world.countRows('devices')).toBe(1);
  });

  test('is one of twenty at most; one that is known can still be renewed', async () => {
    const { actor } = await world.aMember();
    const ids = Array.from({ length: 20 }, () => crypto.randomUUID());
    for (const id of ids) await register(actor, id).expect(200);
    const answer = await register(actor, crypto.randomUUID()).expect(422);

    expect(answer.body).toMatchObject({ code: 'TOO_MANY_DEVICES' });
    await register(actor, ids[0] ?? '').expect(200);
  });

  test.each([
    ['an unknown platform', device({ platform: 'symbian' })],
    ['a name of 61 characters', device({ name: '가'.repeat(61) })],
    ['a push token with a line break', device({ pushToken: 'a\nb' })],
  ])('with %s is refused', async (_name, body) => {
    const { actor } = await world.aMember();
    await register(actor, crypto.randomUUID(), body).expect(400);
  });

  test('is registered once when the app asks five times at once', async () => {
    const { actor } = await world.aMember();
    const id = crypto.randomUUID();
    await Promise.all(
      Array.from({ length: 5 }, () => register(actor, id, device({ pushToken: 't' })).expect(200)),
    );

    expect(await world.countRows('devices')).toBe(1);
  });
});
