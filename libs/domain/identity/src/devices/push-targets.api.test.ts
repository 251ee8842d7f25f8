import { newUuid } from '@soomcare/database';
import { describe, expect, test } from 'vitest';

import { PASSWORD, useTestIdentity } from '../testing/test-identity.ts';

const world = useTestIdentity();
type TestMember = Awaited<ReturnType<typeof world.aMember>>;

const targets = () => world.identity.pushTargets;
const register = async (
  { actor }: Pick<TestMember, 'actor'>,
  platform: string,
  pushToken?: string,
  id: string = newUuid(),
) => {
  const body = { name: '폰', platform, pushToken };
  await world.api.as(actor).put(`/v1/me/devices/${id}`).send(body).expect(200);
  return id;
};

test('push targets are the devices with a token, each in its member’s language and zone', async () => {
  const minji = await world.aMember();
  const john = await world.aMember({ language: 'en', timeZone: 'Europe/London' });
  const [phone, browser, tablet] = [
    await register(minji, 'ios', 'token-phone'),
    await register(minji, 'web', '{"endpoint":1}'),
    await register(john, 'android', 'token-tablet'),
  ];
  await register(john, 'ios');

  const found = await targets().pushTargetsOf([minji.id, john.id, minji.id, newUuid()]);

  const korean = { language: 'ko', timeZone: 'Asia/Seoul' };
  expect([...found.keys()].sort()).toEqual([minji.id, john.id].sort());
  expect(found.get(minji.id)).toHaveLength(2);
  expect(found.get(minji.id)).toEqual(
    expect.arrayContaining([
      { deviceId: phone, kind: 'fcm', token: 'token-phone', ...korean },
      { deviceId: browser, kind: 'web', token: '{"endpoint":1}', ...korean },
    ]),
  );
  expect(found.get(john.id)).toEqual([
    { deviceId: tablet, kind: 'fcm', token: 'token-tablet', language: 'en', timeZone: 'Europe/London' },
  ]);
});

test('a member’s language is known without a device', async () => {
  const minji = await world.aMember();
  const john = await world.aMember({ language: 'en' });

  const languages = await targets().languagesOf([john.id, minji.id, newUuid()]);

  expect(Object.fromEntries(languages)).toEqual({ [john.id]: 'en', [minji.id]: 'ko' });
});

test('a locked account gets no pushes', async () => {
  const member = await world.aMember();
  await register(member, 'ios', 'token-1');
  await world.database().run(`UPDATE members SET status = 'locked'`);

  expect((await targets().pushTargetsOf([member.id])).size).toBe(0);
});

describe('a device that is logged out', () => {
  const pushedTo = async (memberId: string) =>
    ((await targets().pushTargetsOf([memberId])).get(memberId) ?? []).map(({ token }) => token).sort();

  /** Logs in on a device and registers it for pushes. */
  const useDevice = async ({ email }: TestMember, name: string, id: string = newUuid()) => {
    const tokens = await world.logIn(email, undefined, { id, name, platform: 'ios' });
    const device = { id, tokens, actor: await world.actorOf(tokens.accessToken) };
    await register(device, 'ios', name, id);
    return device;
  };

  test('gets no pushes until it logs in and registers again; the others do', async () => {
    const minji = await world.aMember();
    const phone = await useDevice(minji, 'phone');
    await useDevice(minji, 'tablet');

    await world.api.as(phone.actor).delete('/v1/auth/sessions/current').expect(204);
    expect(await pushedTo(minji.id)).toEqual(['tablet']);

    await useDevice(minji, 'phone', phone.id);
    expect(await pushedTo(minji.id)).toEqual(['phone', 'tablet']);
  });

  test('from another device gets none once it has no other log-in', async () => {
    const minji = await world.aMember();
    const first = await useDevice(minji, 'tablet');
    const second = await useDevice(minji, 'tablet', first.id);
    const end = ({ tokens }: typeof first) =>
      world.api.as(minji.actor).delete(`/v1/auth/sessions/${tokens.sessionId}`).expect(204);

    await end(first);
    expect(await pushedTo(minji.id)).toEqual(['tablet']);

    await end(second);
    expect(await pushedTo(minji.id)).toEqual([]);
  });

  test('with all others leaves none, known to a session or not, and nobody else’s', async () => {
    const [minji, stranger] = [await world.aMember(), await world.aMember()];
    await useDevice(minji, 'phone');
    await register(minji, 'ios', 'unnamed');
    await useDevice(stranger, 'theirs');

    await world.api.as(minji.actor).delete('/v1/auth/sessions').expect(204);

    expect(await pushedTo(minji.id)).toEqual([]);
    expect(await pushedTo(stranger.id)).toEqual(['theirs']);
  });

  test('gets none though an older log-in of it has run out and was never ended', async () => {
    const minji = await world.aMember();
    const { id } = await useDevice(minji, 'phone');
    world.clock.advance({ hours: 31 * 24 });
    const again = await useDevice(minji, 'phone', id);

    await world.api.as(again.actor).delete('/v1/auth/sessions/current').expect(204);

    expect(await pushedTo(minji.id)).toEqual([]);
  });

  test('by two log-outs at the same time gets none', async () => {
    const minji = await world.aMember();
    const first = await useDevice(minji, 'phone');
    const second = await useDevice(minji, 'phone', first.id);

    await Promise.all(
      [first, second].map(({ actor }) => world.api.as(actor).delete('/v1/auth/sessions/current').expect(204)),
    );

    expect(await pushedTo(minji.id)).toEqual([]);
  });

  test('by a new password gets none; the one that changed it does', async () => {
    const minji = await world.aMember();
    const phone = await useDevice(minji, 'phone');
    await useDevice(minji, 'lost');

    const body = { currentPassword: PASSWORD, newPassword: 'another walk in clear air' };
    await world.api.as(phone.actor).put('/v1/me/password').send(body).expect(204);

    expect(await pushedTo(minji.id)).toEqual(['phone']);
  });

  test('by a stolen token still gets its reminders', async () => {
    const minji = await world.aMember();
    const { tokens } = await useDevice(minji, 'phone');
    await world.refresh(tokens.refreshToken);
    world.clock.advance({ minutes: 1 });

    await world.api.anyone().post('/v1/auth/tokens').send({ refreshToken: tokens.refreshToken }).expect(401);

    expect(await pushedTo(minji.id)).toEqual(['phone']);
  });
});

test('whoever took the consent to health data back gets no pushes until they give it again', async () => {
  const member = await world.aMember({ consents: ['service', 'health-data'] });
  await register(member, 'ios', 'token-1');
  const say = (granted: boolean) =>
    world.api.as(member.actor).put('/v1/me/consents/health-data').send({ granted, version: '1' }).expect(200);

  await say(false);
  expect((await targets().pushTargetsOf([member.id])).size).toBe(0);

  await say(true);
  expect((await targets().pushTargetsOf([member.id])).size).toBe(1);
});

test('a token that does not open keeps no other device’s pushes back', async () => {
  const [one, other] = [await world.aMember(), await world.aMember()];
  await register(one, 'ios', 'token-1');
  await register(other, 'ios', 'token-2');
  await world
    .database()
    .run(`UPDATE devices SET sealed_push_token = 'x' WHERE member_id = UNHEX(?)`, [
      one.id.replaceAll('-', ''),
    ]);

  expect([...(await targets().pushTargetsOf([one.id, other.id])).keys()]).toEqual([other.id]);
});

test('a dead token is forgotten, one that was registered since is kept', async () => {
  const member = await world.aMember();
  const device = await register(member, 'ios', 'token-new');

  await targets().forgetPushToken(member.id, device, 'token-old');
  expect((await targets().pushTargetsOf([member.id])).size).toBe(1);

  await targets().forgetPushToken(member.id, device, 'token-new');
  expect((await targets().pushTargetsOf([member.id])).size).toBe(0);
});
