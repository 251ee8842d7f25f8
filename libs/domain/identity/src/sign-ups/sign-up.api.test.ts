import { describe, expect, test } from 'vitest';

import { tokensView } from '../sessions/session.schemas.ts';
import { aSignUp, useTestIdentity } from '../testing/test-identity.ts';

const world = useTestIdentity();
const EMAIL = 'minji@example.com';

const start = (different: Record<string, unknown> = {}) =>
  world.api.anyone().post('/v1/auth/sign-ups').send(aSignUp(different));
const confirm = (body: object) => world.api.anyone().post('/v1/auth/sign-ups/confirm').send(body);

const mailedSecrets = async (email = EMAIL) => {
  const { text } = await world.mailTo(email);
  return { token: /token=([\w-]+)/.exec(text)?.[1] ?? '', code: /\b\d{6}\b/.exec(text)?.[0] ?? '' };
};
const wrongCode = (code: string) => (code === '000000' ? '000001' : '000000');

describe('a sign-up', () => {
  test('is confirmed by the mailed link, and the new member is logged in and can be read back', async () => {
    const answer = await start().expect(202);
    expect(answer.body).toEqual({ linkExpiresIn: 3600, codeExpiresIn: 600 });
    const { token } = await mailedSecrets();

    const tokens = tokensView.parse((await confirm({ token }).expect(201)).body);
    const me = await world.api
      .as(await world.actorOf(tokens.accessToken))
      .get('/v1/me')
      .expect(200);
    expect(me.body).toMatchObject({
      email: EMAIL,
      nickname: '숨쉬는민지',
      birthDate: '1990-04-12',
      version: 1,
    });
  });

  test('is confirmed by address and code as well', async () => {
    await start().expect(202);
    const { code } = await mailedSecrets();

    await confirm({
      email: 'MINJI@example.com',
      code,
      device: { id: crypto.randomUUID(), name: 'iPhone', platform: 'ios' },
    }).expect(201);
    await world.logIn(EMAIL);
  });

  test('leaves no member before it is confirmed, and no address or password in clear', async () => {
    await start().expect(202);

    expect(await world.countRows('members')).toBe(0);
    const rows = await world
      .database()
      .rows<{ details: Buffer }>('SELECT sealed_details AS details FROM sign_ups');
    expect(rows[0]?.details.includes(EMAIL)).toBe(false);
    expect(rows[0]?.details.includes('argon2id')).toBe(false);
  });

  test('records the consents that were given, with the version and hash of their texts', async () => {
    await start().expect(202);
    const { token } = await mailedSecrets();
    const tokens = tokensView.parse((await confirm({ token }).expect(201)).body);

    const actor = await world.actorOf(tokens.accessToken);
    expect(actor.consents).toEqual(['health-data', 'service']);
    const ledger = await world.api.as(actor).get('/v1/me/consents').expect(200);
    const texts = await world.api.anyone().get('/v1/consent-texts').expect(200);
    expect(ledger.body).toMatchObject({
      history: [
        { version: '1', granted: true },
        { version: '1', granted: true },
      ],
    });
    expect(JSON.stringify(texts.body)).toContain(
      (ledger.body as { history: { sha256: string }[] }).history[0]?.sha256,
    );
  });

  test('needs no optional consent', async () => {
    await start({ consents: [{ type: 'service', version: '1' }] }).expect(202);
    const { token } = await mailedSecrets();

    const tokens = tokensView.parse((await confirm({ token }).expect(201)).body);
    expect((await world.actorOf(tokens.accessToken)).consents).toEqual(['service']);
  });

  test('speaks the language that was chosen, and the link leads to our own address', async () => {
    await start({ language: 'en' }).set('Host', 'evil.example').expect(202);
    const mail = await world.mailTo(EMAIL);

    expect(mail.subject).toBe('Please confirm your Soomcare account');
    expect(mail.text).toMatch(/https:\/\/soomcare\.example\/sign-up\?token=[\w-]{43}\n/);
    expect(mail.text).not.toContain('evil.example');
  });
});

describe('a sign-up is refused', () => {
  test.each([
    ['under fourteen', { birthDate: '2012-11-22' }, 'GUARDIAN_NEEDED'],
    ['thirteen, nine days before the birthday', { birthDate: '2012-11-30' }, 'GUARDIAN_NEEDED'],
    ['born in the future', { birthDate: '2027-01-01' }, 'BIRTH_DATE_IN_FUTURE'],
    ['without the service consent', { consents: [] }, 'SERVICE_CONSENT_REQUIRED'],
    [
      'with a text that we do not have',
      { consents: [{ type: 'service', version: '99' }] },
      'CONSENT_VERSION_UNKNOWN',
    ],
    ['with a common password', { password: 'password1234' }, 'PASSWORD_TOO_COMMON'],
    ['with the own address as password', { password: EMAIL }, 'PASSWORD_TOO_COMMON'],
  ])('%s, and nothing is stored or sent', async (_name, different, code) => {
    const answer = await start(different).expect(422);
    expect(answer.body).toMatchObject({ code });

    expect(await world.countRows('sign_ups')).toBe(0);
    expect(await world.countRows('outbox_messages')).toBe(0);
    expect(world.hashes.computed).toBe(0);
  });

  test('on 28 February for somebody born on the 29th, but not on 1 March', async () => {
    world.clock.set('2026-02-28T14:59:59.000Z');
    await start({ birthDate: '2012-02-29' }).expect(422);
    world.clock.set('2026-02-28T15:00:00.000Z');
    await start({ birthDate: '2012-02-29' }).expect(202);
  });

  test.each([
    ['a short password', { password: 'ninechars' }],
    ['a nickname of control characters', { nickname: 'a\u0007b' }],
    ['a nickname of 21 characters', { nickname: '가'.repeat(21) }],
    ['no e-mail address', { email: 'minji' }],
    ['a day that does not exist', { birthDate: '1990-02-30' }],
    ['an unknown time zone', { timeZone: 'Asia/Atlantis' }],
    ['an unknown language', { language: 'fr' }],
    [
      'one consent twice',
      {
        consents: [
          { type: 'service', version: '1' },
          { type: 'service', version: '1' },
        ],
      },
    ],
  ])('with %s', async (_name, different) => {
    await start(different).expect(400);
  });
});

describe('the link and the code', () => {
  test('work once', async () => {
    await start().expect(202);
    const { token, code } = await mailedSecrets();
    await confirm({ token }).expect(201);

    const again = await confirm({ token }).expect(422);
    const byCode = await confirm({ email: EMAIL, code }).expect(422);
    expect(again.body).toMatchObject({ code: 'SIGN_UP_NOT_CONFIRMED' });
    expect({ ...byCode.body, requestId: '' }).toEqual({ ...again.body, requestId: '' });
  });

  test('two confirmations at once make one member', async () => {
    await start().expect(202);
    const { token, code } = await mailedSecrets();
    const bodies = [{ token }, { token }, { email: EMAIL, code }, { token }];

    const statuses = (await Promise.all(bodies.map((body) => confirm(body)))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 422, 422, 422]);
    expect(await world.countRows('members')).toBe(1);
  });

  test('of two pending sign-ups make one member, and the first confirmation voids the other', async () => {
    await start().expect(202);
    const first = await mailedSecrets();
    world.clock.advance({ seconds: 1 });
    await start({ nickname: '다른사람' }).expect(202);
    const second = await mailedSecrets();

    const answers = await Promise.all([confirm({ token: first.token }), confirm({ token: second.token })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(await world.countRows('members')).toBe(1);
    expect(await world.countRows('sign_ups')).toBe(0);
  });

  test('end with their time: the code after 10 minutes, the link after 60', async () => {
    await start().expect(202);
    const { token, code } = await mailedSecrets();

    world.clock.advance({ minutes: 10 });
    await confirm({ email: EMAIL, code }).expect(422);
    world.clock.advance({ minutes: 49, seconds: 59 });
    await confirm({ token }).expect(201);
  });

  test('a link is refused after 60 minutes', async () => {
    await start().expect(202);
    const { token } = await mailedSecrets();
    world.clock.advance({ minutes: 60 });

    await confirm({ token }).expect(422);
  });

  test('after five wrong codes the right one is refused too, the link is not', async () => {
    await start().expect(202);
    const { token, code } = await mailedSecrets();
    for (let tried = 0; tried < 5; tried += 1)
      await confirm({ email: EMAIL, code: wrongCode(code) }).expect(422);

    await confirm({ email: EMAIL, code }).expect(422);
    await confirm({ token }).expect(201);
  });

  test('twenty codes guessed at once are five guesses', async () => {
    await start().expect(202);
    const { code } = await mailedSecrets();
    const guesses = Array.from({ length: 20 }, () =>
      confirm({ email: EMAIL, code: wrongCode(code) }).expect(422),
    );
    await Promise.all(guesses);

    expect(await world.database().rows('SELECT code_attempts AS attempts FROM sign_ups')).toEqual([
      { attempts: 5 },
    ]);
  });

  test('a link that was never mailed is refused like any other', async () => {
    const answer = await confirm({ token: 'A'.repeat(43) }).expect(422);
    expect(answer.body).toMatchObject({ code: 'SIGN_UP_NOT_CONFIRMED' });
  });
});
