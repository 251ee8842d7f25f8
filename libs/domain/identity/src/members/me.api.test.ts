import { uuidToBinary } from '@soomcare/database';
import { describe, expect, test } from 'vitest';

import { useTestIdentity } from '../testing/test-identity.ts';

const world = useTestIdentity();
type Actor = Parameters<typeof world.api.as>[0];

const patch = (actor: Actor, body: object, version = 1) =>
  world.api.as(actor).patch('/v1/me').set('If-Match', `"${version}"`).send(body);

const everything = {
  nickname: '바람',
  birthDate: '1985-12-31',
  language: 'en',
  timeZone: 'America/New_York',
  name: '이민지',
  phone: '+821012345678',
  sex: 'female',
  heightCm: 163,
  weightKg: 54.3,
  smoking: 'never',
  diagnosis: 'asthma',
  diagnosedOn: '2019-03-02',
  doctor: { name: '김수민', clinic: '숨내과의원', phone: '0212345678' },
  emergencyContact: { name: '이정호', relationship: '배우자', phone: '+821087654321' },
};
const cleared = Object.fromEntries(
  [
    'name',
    'phone',
    'sex',
    'heightCm',
    'weightKg',
    'smoking',
    'diagnosis',
    'diagnosedOn',
    'doctor',
    'emergencyContact',
  ].map((field) => [field, null]),
);

describe('my profile', () => {
  test('is what I made it, and is read back with its version', async () => {
    const { actor, id, email } = await world.aMember();
    world.clock.advance({ minutes: 1 });
    const changed = await patch(actor, everything).expect(200);
    const read = await world.api.as(actor).get('/v1/me').expect(200);

    expect(read.body).toEqual({
      ...everything,
      id,
      email,
      version: 2,
      createdAt: '2026-11-21T03:00:00.000Z',
      updatedAt: '2026-11-21T03:01:00.000Z',
    });
    expect(changed.body).toEqual(read.body);
    expect(changed.headers['etag']).toBe('"2"');
    expect(read.headers['etag']).toBe('"2"');
  });

  test('is not sent again to who has it', async () => {
    const { actor } = await world.aMember();
    await world.api.as(actor).get('/v1/me').set('If-None-Match', '"1"').expect(304);
  });

  test('keeps what a change leaves out, and null clears', async () => {
    const { actor } = await world.aMember();
    await patch(actor, everything).expect(200);
    const one = await patch(actor, { nickname: '구름' }, 2).expect(200);
    expect(one.body).toMatchObject({ ...everything, nickname: '구름' });

    const none = await patch(actor, cleared, 3).expect(200);
    expect(none.body).toMatchObject({ ...cleared, nickname: '구름', birthDate: everything.birthDate });
  });

  test('shows nobody else’s', async () => {
    const { actor, email } = await world.aMember();
    const stranger = await world.aMember();
    await patch(stranger.actor, everything).expect(200);

    expect((await world.api.as(actor).get('/v1/me').expect(200)).body).toMatchObject({ email, name: null });
  });

  test('is sealed where it names or reaches a person', async () => {
    const { actor, id, email } = await world.aMember();
    await patch(actor, everything).expect(200);
    const [row] = await world
      .database()
      .rows<object>('SELECT * FROM members WHERE id = ?', [uuidToBinary(id)]);
    const stored = Object.values(row ?? {}).map((value) =>
      Buffer.isBuffer(value) ? value.toString() : String(value),
    );

    for (const secret of [
      email,
      '이민지',
      '821012345678',
      '김수민',
      '숨내과의원',
      '이정호',
      '821087654321',
    ]) {
      expect(stored.some((text) => text.includes(secret))).toBe(false);
    }
  });

  test('a new time zone holds for the session that is under way', async () => {
    const { actor, tokens } = await world.aMember();
    await patch(actor, { timeZone: 'europe/berlin' }).expect(200);

    expect(await world.actorOf(tokens.accessToken)).toMatchObject({ timeZone: 'Europe/Berlin' });
  });
});

describe('a change of the profile', () => {
  test('without If-Match is refused with 428', async () => {
    const { actor } = await world.aMember();
    await world.api.as(actor).patch('/v1/me').send({ nickname: '구름' }).expect(428);
  });

  test('of an older version is refused with 412, and of two at once one holds', async () => {
    const { actor } = await world.aMember();
    const answers = await Promise.all([patch(actor, { nickname: '하나' }), patch(actor, { nickname: '둘' })]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    await patch(actor, { nickname: '셋' }, 1).expect(412);
  });

  test.each([
    ['under fourteen', { birthDate: '2013-01-01' }, 'GUARDIAN_NEEDED'],
    ['born in the future', { birthDate: '2027-01-01' }, 'BIRTH_DATE_IN_FUTURE'],
    ['diagnosed in the future', { diagnosedOn: '2026-11-22' }, 'DIAGNOSED_IN_FUTURE'],
  ])('%s is refused', async (_name, body, code) => {
    const { actor } = await world.aMember();
    const answer = await patch(actor, body).expect(422);

    expect(answer.body).toMatchObject({ code });
  });

  test('with health data needs the consent to keep it; clearing does not', async () => {
    const { actor } = await world.aMember({ consents: ['service'] });
    const answer = await patch(actor, { diagnosis: 'asthma' }).expect(403);

    expect(answer.body).toMatchObject({ code: 'CONSENT_REQUIRED', detail: 'health-data' });
    await patch(actor, { diagnosis: null, nickname: '구름' }).expect(200);
  });

  test.each([
    ['the address', { email: 'other@example.com' }],
    ['the version', { version: 9 }],
    ['the id', { id: '0198f0a0-0000-7000-8000-000000000000' }],
    ['a height in metres', { heightCm: 1.63 }],
    ['a nickname of spaces', { nickname: '   ' }],
    ['a zone that is an offset', { timeZone: '+09:00' }],
    ['a phone that is text', { phone: 'call me' }],
    ['a contact without a phone', { emergencyContact: { name: '이정호' } }],
    ['a doctor with a key of its own', { doctor: { name: '김', licence: '1' } }],
  ])('cannot set %s', async (_name, body) => {
    const { actor } = await world.aMember();
    await patch(actor, body).expect(400);
  });
});
