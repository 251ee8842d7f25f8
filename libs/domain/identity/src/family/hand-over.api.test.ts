import { describe, expect, test } from 'vitest';

import { consentsView } from '../consents/consent.schemas.ts';
import { tokensView } from '../sessions/session.schemas.ts';
import { useFamily } from '../testing/family.ts';
import { PASSWORD, type TestMember, useTestIdentity } from '../testing/test-identity.ts';
import { guardiansView } from './family.schemas.ts';
import type { HandOverNotice } from './hand-over-notices.ts';

const world = useTestIdentity();
const { add, inProfile } = useFamily(world);

const ADDRESS = 'saessak@example.com';
const OWN_CONSENTS = [{ type: 'service', version: '1' }];
const NEVER_MAILED = 'n'.repeat(43);

/** The last day before the birthday on which the profile can be handed over. */
const aChildOfThirteen = async () => {
  const guardian = await world.aMember();
  return { guardian, child: await add(guardian, { birthDate: '2012-11-22' }) };
};

const start = ({ actor }: TestMember, childId: string, email = ADDRESS) =>
  world.api.as(actor).post(`/v1/me/children/${childId}/hand-over`).send({ email });
const confirm = (different: Record<string, unknown>) =>
  world.api
    .anyone()
    .post('/v1/auth/hand-overs/confirm')
    .send({ password: PASSWORD, consents: OWN_CONSENTS, ...different });
const mailedToken = async (email = ADDRESS) =>
  /hand-over\?token=([\w-]+)/.exec((await world.mailTo(email)).text)?.[1];

const loggedInAgain = async (guardian: TestMember) => {
  const { accessToken } = await world.logIn(guardian.email);
  return { ...guardian, actor: await world.actorOf(accessToken) };
};

/** On the birthday, with a fresh log-in, up to the mail. */
const started = async () => {
  const { guardian, child } = await aChildOfThirteen();
  world.clock.advance({ days: 1 });
  const again = await loggedInAgain(guardian);
  await start(again, child.id).expect(202);
  return { guardian: again, child, token: await mailedToken() };
};

describe('a hand-over', () => {
  test('makes the profile the child’s own account, and ends the guardian’s access on the next call', async () => {
    const { guardian, child, token } = await started();
    await inProfile(guardian, child.id).get('/v1/me').expect(200);
    const tokens = tokensView.parse((await confirm({ token }).expect(201)).body);

    const me = world.api.as(await world.actorOf(tokens.accessToken));
    expect((await me.get('/v1/me').expect(200)).body).toMatchObject({ id: child.id, email: ADDRESS });
    await inProfile(guardian, child.id).get('/v1/me').expect(404);
    await world.logIn(ADDRESS);
    const { items } = guardiansView.parse((await me.get('/v1/me/guardians').expect(200)).body);
    expect(items).toMatchObject([{ nickname: '민지', endedAt: '2026-11-22T03:00:00.000Z' }]);
    const children = await world.api.as(guardian.actor).get('/v1/me/children').expect(200);
    expect(children.body).toEqual({ items: [] });
  });

  test('asks the child for consents of their own: what the guardian gave ends', async () => {
    const { token } = await started();
    const { accessToken } = tokensView.parse((await confirm({ token }).expect(201)).body);
    const actor = await world.actorOf(accessToken);
    const ledger = await world.api.as(actor).get('/v1/me/consents').expect(200);

    expect(actor.consents).toEqual(['service']);
    const { history } = consentsView.parse(ledger.body);
    expect(history.map(({ type, granted, byGuardian }) => [type, granted, byGuardian])).toEqual(
      expect.arrayContaining([
        ['service', true, true],
        ['health-data', true, true],
        ['service', true, false],
        ['health-data', false, false],
      ]),
    );
    expect(history).toHaveLength(4);
  });

  test('is not possible before the fourteenth birthday in Seoul', async () => {
    const { guardian, child } = await aChildOfThirteen();
    const answer = await start(guardian, child.id).expect(422);

    expect(answer.body).toMatchObject({ code: 'HAND_OVER_TOO_EARLY' });
    expect(await world.countRows('family_links')).toBe(0);
  });

  test('needs a recent log-in of the guardian, and an address', async () => {
    const { guardian, child } = await aChildOfThirteen();
    await start(guardian, child.id, 'none').expect(400);
    world.clock.advance({ days: 1 });

    expect((await start(guardian, child.id).expect(403)).body).toMatchObject({
      code: 'RECENT_LOG_IN_REQUIRED',
    });
  });

  test('works once, for a day, and only by the newest link', async () => {
    const { guardian, child, token } = await started();
    await start(guardian, child.id).expect(202);
    const newest = await mailedToken();
    for (const each of [token, NEVER_MAILED]) {
      expect((await confirm({ token: each }).expect(422)).body).toMatchObject({
        code: 'HAND_OVER_NOT_CONFIRMED',
      });
    }
    world.clock.advance({ hours: 24 });
    await confirm({ token: newest }).expect(422);
    world.clock.advance({ seconds: -1 });
    const both = await Promise.all([confirm({ token: newest }), confirm({ token: newest })]);

    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422]);
  });

  test.each([
    [{ password: 'password123' }, 'PASSWORD_TOO_COMMON'],
    [{ consents: [] }, 'SERVICE_CONSENT_REQUIRED'],
    [{ consents: [{ type: 'service', version: '99' }] }, 'CONSENT_VERSION_UNKNOWN'],
  ])('with %j changes nothing and can be tried again', async (different, code) => {
    const { token } = await started();
    expect((await confirm({ token, ...different }).expect(422)).body).toMatchObject({ code });

    await confirm({ token }).expect(201);
  });

  test('to an address that has an account tells its owner only, and cannot be finished', async () => {
    const { guardian, child } = await started();
    const owner = await world.aMember();
    const answer = await start(guardian, child.id, owner.email).expect(202);

    expect(answer.body).toEqual({ linkExpiresIn: 86_400 });
    expect((await world.mailTo(owner.email)).subject).toBe('이미 숨케어 회원입니다');
    await inProfile(guardian, child.id).get('/v1/me').expect(200);
  });

  test('to an address that is taken meanwhile is not confirmed', async () => {
    const { guardian, child, token } = await started();
    await world.aMember({ email: ADDRESS });

    expect((await confirm({ token }).expect(422)).body).toMatchObject({ code: 'HAND_OVER_NOT_CONFIRMED' });
    await inProfile(guardian, child.id).get('/v1/me').expect(200);
  });

  test('that nobody follows is forgotten after a day', async () => {
    await started();
    world.clock.advance({ hours: 24 });
    const job = world.identity.housekeeping.find(({ name }) => name === 'identity.expired-family-links');

    expect(await job?.run()).toBe(1);
    expect(await world.countRows('family_links')).toBe(0);
  });
});

describe('from the fourteenth birthday on', () => {
  const told: HandOverNotice[] = [];
  const tell = (notices: readonly HandOverNotice[]) => {
    told.push(...notices);
    return Promise.resolve();
  };

  test('the guardian is told once, of this child only', async () => {
    const { guardian } = await aChildOfThirteen();
    await add(guardian, { birthDate: '2012-11-23' });
    told.length = 0;
    expect(await world.identity.tellHandOvers(tell)).toBe(0);
    world.clock.advance({ days: 1 });

    expect(await world.identity.tellHandOvers(tell)).toBe(1);
    expect(await world.identity.tellHandOvers(tell)).toBe(0);
    expect(told).toMatchObject([{ memberId: guardian.id, kind: 'hand-over' }]);
    expect(told[0]?.body).toContain('새싹');
    expect(told[0]?.title.length).toBeLessThanOrEqual(100);
  });

  test('a crash between telling and noting it tells the same again', async () => {
    await aChildOfThirteen();
    world.clock.advance({ days: 1 });
    told.length = 0;
    const crash = async (notices: readonly HandOverNotice[]) => {
      await tell(notices);
      throw new Error('killed');
    };
    await expect(world.identity.tellHandOvers(crash)).rejects.toThrow('killed');
    await world.identity.tellHandOvers(tell);

    expect(new Set(told.map(({ id }) => id)).size).toBe(1);
    expect(told).toHaveLength(2);
  });

  test('the guardian still writes for ninety days, and then only reads', async () => {
    const { guardian, child } = await aChildOfThirteen();
    world.clock.advance({ days: 90 });
    const profile = inProfile(guardian, child.id);
    await profile.patch('/v1/me').send({ nickname: '나무' }).expect(200);
    world.clock.advance({ days: 1 });

    expect((await profile.patch('/v1/me').send({ nickname: '숲' }).expect(403)).body).toMatchObject({
      code: 'PROFILE_READ_ONLY',
    });
    expect((await profile.get('/v1/me').expect(200)).body).toMatchObject({ nickname: '나무' });
  });
});

describe('a birth date that a guardian moves', () => {
  const move = (guardian: TestMember, childId: string, birthDate: string) =>
    inProfile(guardian, childId).patch('/v1/me').send({ birthDate });

  test('may be corrected to a later day for thirty days, and to an earlier one always', async () => {
    const guardian = await world.aMember();
    const { id } = await add(guardian, { birthDate: '2018-01-01' });

    world.clock.advance({ days: 30, milliseconds: -1 });
    await move(await loggedInAgain(guardian), id, '2018-05-05').expect(200);
    world.clock.advance({ milliseconds: 1 });
    const later = await loggedInAgain(guardian);

    const refused = await move(later, id, '2018-05-06').expect(422);
    expect(refused.body).toMatchObject({ code: 'BIRTH_DATE_SETTLED' });
    await move(later, id, '2018-05-05').expect(200);
    await move(later, id, '2018-05-04').expect(200);
  });

  test('does not postpone the hand-over of a child who could take over', async () => {
    const { guardian, child } = await aChildOfThirteen();
    world.clock.advance({ days: 1 });
    const today = await loggedInAgain(guardian);

    expect((await move(today, child.id, '2012-11-23').expect(422)).body).toMatchObject({
      code: 'BIRTH_DATE_SETTLED',
    });
    expect((await inProfile(today, child.id).get('/v1/me').expect(200)).body).toMatchObject({
      birthDate: '2012-11-22',
    });
  });
});
