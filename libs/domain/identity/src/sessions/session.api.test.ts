import { newUuid, uuidToBinary } from '@soomcare/database';
import { describe, expect, test } from 'vitest';

import { useTestIdentity, visibleIn } from '../testing/test-identity.ts';
import { sessionsView } from './session.schemas.ts';
import { MAX_LIVE_SESSIONS } from './session.service.ts';

const world = useTestIdentity();
const isLive = async (accessToken: string) => (await world.identity.verifyAccessToken(accessToken)) !== null;
const listed = async (actor: Parameters<typeof world.api.as>[0]) =>
  sessionsView.parse((await world.api.as(actor).get('/v1/auth/sessions').expect(200)).body).items;

describe('the list of sessions', () => {
  test('shows my own, the one that asks flagged, with the names of the devices', async () => {
    const { actor, email, tokens } = await world.aMember();
    await world.aMember();
    world.clock.advance({ minutes: 1 });
    const device = { id: newUuid(), name: '민지의 iPad', platform: 'ios' };
    const tablet = await world.logIn(email, undefined, device);

    const items = await listed(actor);
    expect(
      items.map(({ id, current, deviceName, devicePlatform }) => ({
        id,
        current,
        deviceName,
        devicePlatform,
      })),
    ).toEqual([
      { id: tablet.sessionId, current: false, deviceName: '민지의 iPad', devicePlatform: 'ios' },
      { id: tokens.sessionId, current: true, deviceName: null, devicePlatform: null },
    ]);
  });

  test('does not grow beyond its bound: the one seen longest ago makes room', async () => {
    const { actor, email, tokens } = await world.aMember();
    world.clock.advance({ seconds: 1 });
    for (let count = 0; count < MAX_LIVE_SESSIONS; count += 1) await world.logIn(email);

    const items = await listed(actor);
    expect(items).toHaveLength(MAX_LIVE_SESSIONS);
    expect(items.some(({ id }) => id === tokens.sessionId)).toBe(false);
  });
});

describe('ending sessions', () => {
  test('logging out ends this session at once and no other', async () => {
    const { actor, email, tokens } = await world.aMember();
    const other = await world.logIn(email);
    await world.api.as(actor).delete('/v1/auth/sessions/current').expect(204);

    expect(await isLive(tokens.accessToken)).toBe(false);
    expect(await isLive(other.accessToken)).toBe(true);
    await world.api.anyone().post('/v1/auth/tokens').send({ refreshToken: tokens.refreshToken }).expect(401);
  });

  test('logging out everywhere ends every session, and nobody else’s', async () => {
    const { actor, email, tokens } = await world.aMember();
    const other = await world.logIn(email);
    const stranger = await world.aMember();
    await world.api.as(actor).delete('/v1/auth/sessions').expect(204);

    expect(await isLive(tokens.accessToken)).toBe(false);
    expect(await isLive(other.accessToken)).toBe(false);
    expect(await isLive(stranger.tokens.accessToken)).toBe(true);
    expect(await listed(actor)).toEqual([]);
  });

  test('one of mine can be ended from another device', async () => {
    const { actor, email } = await world.aMember();
    const lost = await world.logIn(email);
    await world.actorOf(lost.accessToken);
    await world.api.as(actor).delete(`/v1/auth/sessions/${lost.sessionId.toUpperCase()}`).expect(204);

    expect(await isLive(lost.accessToken)).toBe(false);
    await world.api.as(actor).delete(`/v1/auth/sessions/${lost.sessionId}`).expect(404);
  });

  test('somebody else’s session is not found, like one that does not exist', async () => {
    const { actor } = await world.aMember();
    const stranger = await world.aMember();
    const theirs = await world.api
      .as(actor)
      .delete(`/v1/auth/sessions/${stranger.tokens.sessionId}`)
      .expect(404);
    const none = await world.api.as(actor).delete(`/v1/auth/sessions/${newUuid()}`).expect(404);

    expect(visibleIn(theirs)).toEqual(visibleIn(none));
    expect(theirs.body).toMatchObject({ code: 'SESSION_NOT_FOUND' });
    expect(await isLive(stranger.tokens.accessToken)).toBe(true);
  });

  test('an id that is none is a bad request', async () => {
    const { actor } = await world.aMember();
    await world.api.as(actor).delete('/v1/auth/sessions/1').expect(400);
  });
});

test('a member who is locked has no live session any more and cannot refresh', async () => {
  const { id, email } = await world.aMember();
  const tokens = await world.logIn(email);
  await world.database().run("UPDATE members SET status = 'locked' WHERE id = ?", [uuidToBinary(id)]);

  expect(await isLive(tokens.accessToken)).toBe(false);
  await world.api.anyone().post('/v1/auth/tokens').send({ refreshToken: tokens.refreshToken }).expect(401);
});
