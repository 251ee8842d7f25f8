import { newUuid, uuidToBinary } from '@soomcare/database';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { consentsView } from '../consents/consent.schemas.ts';
import { useFamily } from '../testing/family.ts';
import { type TestMember, useTestIdentity } from '../testing/test-identity.ts';
import { childrenView, guardiansView } from './family.schemas.ts';
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

const { post, add, inProfile } = useFamily(world);
const list = async ({ actor }: TestMember) =>
  childrenView.parse((await world.api.as(actor).get('/v1/me/children').expect(200)).body).items;

const nameOf = (body: unknown) => z.object({ nickname: z.string() }).parse(body).nickname;

describe('a child’s profile', () => {
  test('is made by a guardian, is found in their list, and is a profile of its own', async () => {
    const guardian = await world.aMember();
    const child = await add(guardian);

    expect(child).toMatchObject({
      nickname: '새싹',
      guardedSince: '2026-11-21T03:00:00.000Z',
      handOverFrom: '2031-05-05',
      readOnlyFrom: '2031-08-03',
    });
    expect(await list(guardian)).toEqual([child]);
    const read = await inProfile(guardian, child.id).get('/v1/me').expect(200);
    expect(read.body).toMatchObject({ id: child.id, nickname: '새싹', email: null });
    expect(nameOf((await world.api.as(guardian.actor).get('/v1/me').expect(200)).body)).toBe('민지');
  });

  test('is told to the guardian by mail', async () => {
    const guardian = await world.aMember();
    await add(guardian);

    expect((await world.mailTo(guardian.email)).text).toContain('새싹');
  });

  test('sent again with its id is the same child; the id of somebody else is refused', async () => {
    const [guardian, stranger] = [await world.aMember(), await world.aMember()];
    const { id } = await add(guardian, { id: newUuid() });

    expect((await add(guardian, { id })).id).toBe(id);
    expect(await list(guardian)).toHaveLength(1);
    expect((await post(stranger, { id }).expect(422)).body).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await list(stranger)).toEqual([]);
  });

  test.each([
    [{ birthDate: '2012-11-21' }, 'CHILD_TOO_OLD'],
    [{ birthDate: '2026-11-22' }, 'BIRTH_DATE_IN_FUTURE'],
    [{ consents: [] }, 'SERVICE_CONSENT_REQUIRED'],
    [{ consents: [{ type: 'service', version: '99' }] }, 'CONSENT_VERSION_UNKNOWN'],
  ])('with %j is refused', async (different, code) => {
    const guardian = await world.aMember();
    expect((await post(guardian, different).expect(422)).body).toMatchObject({ code });
    expect(await list(guardian)).toEqual([]);
  });

  test('needs the declaration of a legal guardian, who is an adult', async () => {
    const [guardian, minor] = [await world.aMember(), await world.aMember({ birthDate: '2007-11-22' })];
    await post(guardian, { isLegalGuardian: false }).expect(400);
    expect((await post(minor).expect(422)).body).toMatchObject({ code: 'GUARDIAN_TOO_YOUNG' });
  });

  test('is one of a few', async () => {
    const guardian = await world.aMember();
    for (let count = 0; count < MAX_CHILDREN; count += 1) await add(guardian);

    expect((await post(guardian).expect(422)).body).toMatchObject({ code: 'TOO_MANY_CHILDREN' });
  });

  test('is made and erased only after a recent log-in', async () => {
    const guardian = await world.aMember();
    const { id } = await add(guardian);
    world.clock.advance({ minutes: 16 });

    for (const call of [post(guardian), world.api.as(guardian.actor).delete(`/v1/me/children/${id}`)]) {
      expect((await call.expect(403)).body).toMatchObject({ code: 'RECENT_LOG_IN_REQUIRED' });
    }
  });

  test('is edited by the guardian, with a birth date that no sign-up could have', async () => {
    const guardian = await world.aMember();
    const { id } = await add(guardian);
    const edit = { nickname: '씨앗', birthDate: '2018-05-05', diagnosis: 'asthma' };
    await inProfile(guardian, id).patch('/v1/me').send(edit).expect(200);

    expect((await inProfile(guardian, id).get('/v1/me').expect(200)).body).toMatchObject(edit);
    expect(await list(guardian)).toMatchObject([{ nickname: '씨앗', birthDate: '2018-05-05' }]);
  });

  test('has consents of its own, and the ledger says that a guardian gave them', async () => {
    const guardian = await world.aMember();
    const { id } = await add(guardian, { consents: [{ type: 'service', version: '1' }] });
    await inProfile(guardian, id)
      .put('/v1/me/consents/health-data')
      .send({ granted: true, version: '1' })
      .expect(200);
    const answer = await inProfile(guardian, id).get('/v1/me/consents').expect(200);
    const own = await world.api.as(guardian.actor).get('/v1/me/consents').expect(200);

    const { current, history } = consentsView.parse(answer.body);
    expect(current.filter(({ granted }) => granted).map(({ type }) => type)).toEqual([
      'service',
      'health-data',
    ]);
    expect(history.map(({ byGuardian }) => byGuardian)).toEqual([true, true]);
    expect(consentsView.parse(own.body).history.some(({ byGuardian }) => byGuardian)).toBe(false);
  });

  test('shows who keeps it, and when they last opened it', async () => {
    const guardian = await world.aMember();
    const { id } = await add(guardian);
    await inProfile(guardian, id).get('/v1/me').expect(200);
    world.clock.advance({ days: 2 });
    const answer = await inProfile(guardian, id).get('/v1/me/guardians').expect(200);

    expect(guardiansView.parse(answer.body).items).toEqual([
      { nickname: '민지', startedAt: '2026-11-21T03:00:00.000Z', endedAt: null, lastActedOn: '2026-11-23' },
    ]);
    const own = await world.api.as(guardian.actor).get('/v1/me/guardians').expect(200);
    expect(own.body).toEqual({ items: [] });
  });
});

describe('somebody else’s child', () => {
  test('is no profile of mine, and cannot be told from one that never was', async () => {
    const [guardian, stranger] = [await world.aMember(), await world.aMember()];
    const { id } = await add(guardian);
    const plain = (body: object) => ({ ...body, requestId: null });

    for (const named of [id, guardian.id, newUuid()]) {
      const answer = await inProfile(stranger, named).get('/v1/me').expect(404);
      expect(plain(answer.body as object)).toMatchObject({ code: 'PROFILE_NOT_FOUND', requestId: null });
    }
    expect(await list(stranger)).toEqual([]);
  });

  test('is neither erased nor handed over by me', async () => {
    const [guardian, stranger] = [await world.aMember(), await world.aMember()];
    const { id } = await add(guardian);
    const as = world.api.as(stranger.actor);

    for (const each of [id, newUuid(), stranger.id]) {
      const removal = await as.delete(`/v1/me/children/${each}`).expect(404);
      const start = as.post(`/v1/me/children/${each}/hand-over`).send({ email: 'x@example.com' });
      expect(removal.body).toMatchObject({ code: 'CHILD_NOT_FOUND' });
      expect((await start.expect(404)).body).toMatchObject({ code: 'CHILD_NOT_FOUND' });
    }
    expect(await list(guardian)).toHaveLength(1);
  });

  test('an id that is none is a bad request', async () => {
    const { actor } = await world.aMember();
    await world.api.as(actor).delete('/v1/me/children/none').expect(400);
  });
});

describe('in a child’s profile', () => {
  test('what is about the own account is refused', async () => {
    const guardian = await world.aMember();
    const { id } = await add(guardian);
    const profile = inProfile(guardian, id);

    for (const call of [
      profile.delete('/v1/me'),
      profile.get('/v1/auth/sessions'),
      profile.delete('/v1/auth/sessions'),
      profile.get('/v1/me/identities'),
      profile.get('/v1/me/children'),
      profile.put('/v1/me/password').send({}),
      profile.put(`/v1/me/devices/${newUuid()}`).send({}),
    ]) {
      expect((await call.expect(403)).body).toMatchObject({ code: 'PROFILE_REFUSED' });
    }
    expect(await list(guardian)).toHaveLength(1);
    await inProfile(guardian, id).get('/v1/me').expect(200);
  });

  test('pushes come to the guardian’s devices and name the child; a dead token is forgotten', async () => {
    const guardian = await world.aMember({ language: 'en' });
    const { id } = await add(guardian);
    const deviceId = newUuid();
    const device = { name: '폰', platform: 'ios', pushToken: 'token-1' };
    await world.api.as(guardian.actor).put(`/v1/me/devices/${deviceId}`).send(device).expect(200);
    const { pushTargetsOf, forgetPushToken } = world.identity.pushTargets;
    const target = { deviceId, kind: 'fcm', token: 'token-1', language: 'en', timeZone: 'Asia/Seoul' };

    const targets = await pushTargetsOf([id, guardian.id]);
    expect(targets.get(id)).toEqual([{ ...target, childNickname: '새싹' }]);
    expect(targets.get(guardian.id)).toEqual([target]);
    await forgetPushToken(id, deviceId, 'token-1');
    expect((await pushTargetsOf([id, guardian.id])).size).toBe(0);
  });
});

describe('erasing', () => {
  const rowsOf = async (id: string) => {
    const [row] = await world.database().rows<{ total: number }>(
      `SELECT (SELECT COUNT(*) FROM members WHERE id = ?) + (SELECT COUNT(*) FROM consents WHERE member_id = ?) +
              (SELECT COUNT(*) FROM guardians WHERE ? IN (member_id, guardian_id)) AS total`,
      [uuidToBinary(id), uuidToBinary(id), uuidToBinary(id)],
    );
    return row?.total;
  };

  test('a child’s profile leaves nothing of it, and all of its sister', async () => {
    const guardian = await world.aMember();
    const [one, other] = [await add(guardian), await add(guardian, { nickname: '언니' })];
    erased.length = 0;
    await world.api.as(guardian.actor).delete(`/v1/me/children/${one.id}`).expect(204);

    expect(erased).toEqual([one.id]);
    expect(await rowsOf(one.id)).toBe(0);
    expect(await list(guardian)).toMatchObject([{ id: other.id }]);
    await inProfile(guardian, one.id).get('/v1/me').expect(404);
    await world.api.as(guardian.actor).delete(`/v1/me/children/${one.id}`).expect(404);
  });

  test('the guardian’s account erases the profiles that only they could open', async () => {
    const guardian = await world.aMember();
    const { id } = await add(guardian);
    const stranger = await world.aMember();
    const others = await add(stranger);
    erased.length = 0;
    await world.api.as(guardian.actor).delete('/v1/me').expect(204);

    expect(erased.toSorted()).toEqual([id, guardian.id].toSorted());
    expect([await rowsOf(id), await rowsOf(guardian.id)]).toEqual([0, 0]);
    expect(await list(stranger)).toMatchObject([{ id: others.id }]);
  });
});
