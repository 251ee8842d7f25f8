import { newUuid } from '@soomcare/database';
import { describe, expect, test } from 'vitest';

import { useFamily } from '../testing/family.ts';
import { type TestMember, useTestIdentity } from '../testing/test-identity.ts';
import { childView, guardiansView } from './family.schemas.ts';
import { MAX_CHILDREN } from './guardianship.service.ts';

const erased: string[] = [];
const world = useTestIdentity({
  erasers: [
    (memberId) => {
      erased.push(memberId);
      return Promise.resolve();
    },
  ],
});
const { add, inProfile } = useFamily(world);

const FATHER = 'father@example.com';
const NEVER_MAILED = 'n'.repeat(43);

const invite = ({ actor }: TestMember, childId: string, email = FATHER) =>
  world.api.as(actor).post(`/v1/me/children/${childId}/guardians`).send({ email });
const mailedToken = async (email = FATHER) =>
  /guardianship\?token=([\w-]+)/.exec((await world.mailTo(email)).text)?.[1];
const accept = ({ actor }: TestMember, token: string | undefined, isLegalGuardian = true) =>
  world.api.as(actor).post('/v1/me/guardianships').send({ token, isLegalGuardian });
const leave = ({ actor }: TestMember, childId: string) =>
  world.api.as(actor).delete(`/v1/me/children/${childId}`);

const invited = async () => {
  const mother = await world.aMember({ nickname: '엄마' });
  const father = await world.aMember({ nickname: '아빠', email: FATHER });
  const child = await add(mother);
  await invite(mother, child.id).expect(202);
  return { mother, father, child, token: await mailedToken() };
};
const together = async () => {
  const family = await invited();
  await accept(family.father, family.token).expect(201);
  return family;
};

describe('a second guardian', () => {
  test('keeps the same profile as the first, and both are shown', async () => {
    const { mother, father, child, token } = await invited();
    await inProfile(father, child.id).get('/v1/me').expect(404);
    const accepted = childView.parse((await accept(father, token).expect(201)).body);

    expect(accepted.id).toBe(child.id);
    await inProfile(father, child.id).patch('/v1/me').send({ nickname: '씨앗' }).expect(200);
    const read = await inProfile(mother, child.id).get('/v1/me').expect(200);
    expect(read.body).toMatchObject({ nickname: '씨앗' });
    const answer = await inProfile(mother, child.id).get('/v1/me/guardians').expect(200);
    const { items } = guardiansView.parse(answer.body);
    expect(items.map(({ nickname }) => nickname).toSorted()).toEqual(['아빠', '엄마']);
  });

  test('gets the reminders too', async () => {
    const { mother, father, child } = await together();
    for (const [parent, pushToken] of [
      [mother, 'token-mother'],
      [father, 'token-father'],
    ] as const) {
      const device = { name: '폰', platform: 'ios', pushToken };
      await world.api.as(parent.actor).put(`/v1/me/devices/${newUuid()}`).send(device).expect(200);
    }
    const targets = (await world.identity.pushTargets.pushTargetsOf([child.id])).get(child.id);

    expect(targets?.map(({ token }) => token).toSorted()).toEqual(['token-father', 'token-mother']);
  });

  test('is the last that there is room for', async () => {
    const { mother, father, child } = await together();
    for (const parent of [mother, father]) {
      expect((await invite(parent, child.id, 'third@example.com').expect(422)).body).toMatchObject({
        code: 'TOO_MANY_GUARDIANS',
      });
    }
  });

  test('who leaves is out at once and erases nothing; only the last one does', async () => {
    const { mother, father, child } = await together();
    erased.length = 0;
    await leave(mother, child.id).expect(204);

    expect(erased).toEqual([]);
    await inProfile(mother, child.id).get('/v1/me').expect(404);
    await leave(mother, child.id).expect(404);
    await leave(father, child.id).expect(204);
    expect(erased).toEqual([child.id]);
  });

  test('who has left can be invited back', async () => {
    const { mother, father, child } = await together();
    await leave(father, child.id).expect(204);
    await invite(mother, child.id).expect(202);
    await accept(father, await mailedToken()).expect(201);

    await inProfile(father, child.id).get('/v1/me').expect(200);
  });

  test('who withdraws leaves the profile to the other one', async () => {
    const { mother, father, child } = await together();
    erased.length = 0;
    await world.api.as(mother.actor).delete('/v1/me').expect(204);

    expect(erased).toEqual([mother.id]);
    await inProfile(father, child.id).get('/v1/me').expect(200);
  });

  test('both leaving at once erase the profile once', async () => {
    const { mother, father, child } = await together();
    erased.length = 0;
    const both = await Promise.all([leave(mother, child.id), leave(father, child.id)]);

    expect(both.map(({ status }) => status)).toEqual([204, 204]);
    expect(erased).toEqual([child.id]);
  });
});

describe('an invitation', () => {
  test('works once, for a day, and only by the newest link', async () => {
    const { mother, father, child, token } = await invited();
    await invite(mother, child.id).expect(202);
    const newest = await mailedToken();
    for (const each of [token, NEVER_MAILED]) {
      expect((await accept(father, each).expect(422)).body).toMatchObject({ code: 'INVITATION_NOT_VALID' });
    }
    const both = await Promise.all([accept(father, newest), accept(father, newest)]);

    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422]);
  });

  test('ends with the guardianship of whoever sent it', async () => {
    const { mother, father, child, token } = await invited();
    await leave(mother, child.id).expect(204);

    await accept(father, token).expect(422);
  });

  test('ends after a day', async () => {
    const { father, token } = await invited();
    world.clock.advance({ hours: 24 });
    const { accessToken } = await world.logIn(father.email);

    await accept({ ...father, actor: await world.actorOf(accessToken) }, token).expect(422);
  });

  test('does not make the inviter a second guardian', async () => {
    const { mother, token } = await invited();
    await accept(mother, token).expect(422);
  });

  test('is for an adult who declares to be a legal guardian, and has room for a child', async () => {
    const { father, token } = await invited();
    const minor = await world.aMember({ birthDate: '2007-11-22' });
    await accept(father, token, false).expect(400);
    expect((await accept(minor, token).expect(422)).body).toMatchObject({ code: 'GUARDIAN_TOO_YOUNG' });
    for (let count = 0; count < MAX_CHILDREN; count += 1) await add(father);

    expect((await accept(father, token).expect(422)).body).toMatchObject({ code: 'TOO_MANY_CHILDREN' });
  });

  test('is sent by a guardian of the child only, after a recent log-in, and before the hand-over', async () => {
    const { mother, father, child } = await invited();
    const own = await add(mother, { birthDate: '2012-11-22' });
    for (const each of [child.id, newUuid()]) {
      expect((await invite(father, each).expect(404)).body).toMatchObject({ code: 'CHILD_NOT_FOUND' });
    }
    await invite(mother, child.id, 'none').expect(400);
    world.clock.advance({ days: 1 });
    for (const call of [invite(mother, child.id), accept(father, NEVER_MAILED)]) {
      expect((await call.expect(403)).body).toMatchObject({ code: 'RECENT_LOG_IN_REQUIRED' });
    }

    const { accessToken } = await world.logIn(mother.email);
    const again = { ...mother, actor: await world.actorOf(accessToken) };
    expect((await invite(again, own.id).expect(422)).body).toMatchObject({ code: 'CHILD_TOO_OLD' });
  });

  test('tells the invited nothing about the child', async () => {
    const { child } = await invited();
    const { subject, text } = await world.mailTo(FATHER);

    expect(`${subject} ${text}`).not.toContain(child.nickname);
    expect(text).toContain('엄마');
  });
});
