import { beforeEach, describe, expect, test } from 'vitest';

import { useTestIdentity } from '../testing/test-identity.ts';
import { tokensView } from '../sessions/session.schemas.ts';
import { type CalledBack, useRealProvider } from './testing/real-provider.ts';
import { type BegunAttempt, REDIRECT_URL, socialFlow } from './testing/social-flow.ts';

const real = useRealProvider();
const world = useTestIdentity({
  social: () => ({ redirectUrl: REDIRECT_URL, allowLoopback: true, providers: { google: real.settings() } }),
});
const flow = socialFlow(world);

// The provider signs by the real clock.
beforeEach(() => world.clock.set(new Date()));

/** The person logs in at the provider; what comes back to the app. */
const visit = async (attempt: BegunAttempt, subject: string, url = attempt.authorizationUrl) => {
  const back = await real.logIn(url, subject);
  if (!back) throw new Error('the provider showed an error page');
  return back;
};
const answerOf = ({ code, iss }: CalledBack) => ({ code, iss });

/** Through the whole flow, as far as it goes. */
const logIn = async (subject: string, different: object = {}) => {
  const attempt = await flow.begin();
  const back = await visit(attempt, subject);
  expect(back['state']).toBe(attempt.state);
  return { attempt, answer: await flow.finish(attempt, { ...answerOf(back), ...different }) };
};

const aSocialMember = async (subject: string) => {
  const { attempt } = await logIn(subject);
  const answer = await flow.signUp(attempt).expect(201);
  const tokens = tokensView.parse(answer.body);
  return { tokens, actor: await world.actorOf(tokens.accessToken) };
};

describe('somebody new', () => {
  test('is told to sign up, does so with the secret they hold, and logs in by the provider from then on', async () => {
    const { attempt, answer } = await logIn('new-person');
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'SOCIAL_SIGN_UP_NEEDED' });
    expect(await world.countRows('members')).toBe(0);

    const signedUp = await flow.signUp(attempt).expect(201);
    const actor = await world.actorOf(tokensView.parse(signedUp.body).accessToken);
    const me = await world.api.as(actor).get('/v1/me').expect(200);
    expect(me.body).toMatchObject({ id: actor.id, nickname: '숨이', email: null, birthDate: '1990-04-12' });
    const consents = await world.api.as(actor).get('/v1/me/consents').expect(200);
    expect((consents.body as { history: object[] }).history).toMatchObject([
      { type: 'service', granted: true },
    ]);

    const again = await logIn('new-person', {
      device: { id: crypto.randomUUID(), name: 'iPhone', platform: 'ios' },
    });
    expect(again.answer.status).toBe(201);
    const { accessToken } = tokensView.parse(again.answer.body);
    expect((await world.actorOf(accessToken)).id).toBe(actor.id);
    expect(await world.countRows('members')).toBe(1);
    expect(await world.countRows('social_attempts')).toBe(0);
  });

  test('signs up once: the same secret again opens nothing', async () => {
    const { attempt } = await logIn('once');
    await flow.signUp(attempt).expect(201);
    const again = await flow.signUp(attempt).expect(422);

    expect(again.body).toMatchObject({ code: 'SOCIAL_SIGN_UP_EXPIRED' });
    expect(await world.countRows('members')).toBe(1);
  });

  test('who begins twice becomes one member', async () => {
    const [first, second] = [await logIn('twice'), await logIn('twice')];
    const answers = await Promise.all([first, second].map(async ({ attempt }) => flow.signUp(attempt)));

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(await world.countRows('members')).toBe(1);
    expect(await world.countRows('consents')).toBe(1);
  });

  test.each([
    ['one second before thirty minutes have passed', { minutes: 29, seconds: 59 }, 201],
    ['after thirty minutes', { minutes: 30 }, 422],
  ])('%s the sign-up is answered rightly', async (_name, span, status) => {
    const { attempt } = await logIn('slow');
    world.clock.advance(span);

    await flow.signUp(attempt).expect(status);
  });

  test('cannot sign up with an attempt that no provider has answered', async () => {
    const answer = await flow.signUp(await flow.begin()).expect(422);

    expect(answer.body).toMatchObject({ code: 'SOCIAL_SIGN_UP_EXPIRED' });
    expect(await world.countRows('members')).toBe(0);
  });

  test.each([
    ['younger than fourteen', { birthDate: '2015-01-01' }, 'GUARDIAN_NEEDED'],
    ['born in the future', { birthDate: '2999-01-01' }, 'BIRTH_DATE_IN_FUTURE'],
    ['without the service consent', { consents: [] }, 'SERVICE_CONSENT_REQUIRED'],
    [
      'with an old consent text',
      { consents: [{ type: 'service', version: '0' }] },
      'CONSENT_VERSION_UNKNOWN',
    ],
  ])('%s is refused and may try again', async (_name, different, code) => {
    const { attempt } = await logIn('young');
    const answer = await flow.signUp(attempt, different).expect(422);
    expect(answer.body).toMatchObject({ code });
    expect(await world.countRows('members')).toBe(0);

    await flow.signUp(attempt).expect(201);
  });

  test.each([
    ['without a nickname', { nickname: undefined }],
    ['with an address of their own', { email: 'minji@example.com' }],
    ['with a secret of another shape', { attemptSecret: 'short' }],
  ])('a body %s is a bad request', async (_name, different) => {
    const answer = await flow.signUp(await flow.begin(), different).expect(400);
    expect(answer.body).toMatchObject({ code: 'INVALID_REQUEST' });
  });
});

describe('somebody known', () => {
  test('is told apart by every letter of the subject', async () => {
    await aSocialMember('Minji');

    expect((await logIn('minji')).answer.status).toBe(422);
    expect((await logIn('Minji')).answer.status).toBe(201);
  });

  test('is not found by an address that a member with a password has', async () => {
    await world.aMember({ email: 'minji@example.com' });

    expect((await logIn('minji@example.com')).answer.status).toBe(422);
    expect(await world.countRows('sessions')).toBe(1);
  });

  test('is not let in while locked', async () => {
    await aSocialMember('locked');
    await world.database().run("UPDATE members SET status = 'locked'");
    const { answer } = await logIn('locked');

    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ code: 'SOCIAL_LOG_IN_FAILED' });
  });

  test('can refresh, and a used refresh token ends the session without a mail to nobody', async () => {
    const { tokens } = await aSocialMember('refreshing');
    await world.refresh(tokens.refreshToken);
    world.clock.advance({ seconds: 11 });
    await world.api.anyone().post('/v1/auth/tokens').send({ refreshToken: tokens.refreshToken }).expect(401);
    await world.deliver();

    expect(world.mailer.sent).toEqual([]);
  });

  test('withdraws without a mail, and is somebody new afterwards', async () => {
    const { actor } = await aSocialMember('leaving');
    await world.api.as(actor).delete('/v1/me').expect(204);
    await world.deliver();

    expect(world.mailer.sent).toEqual([]);
    expect(await world.countRows('credentials')).toBe(0);
    expect((await logIn('leaving')).answer.status).toBe(422);
  });
});

describe('against the real provider', () => {
  test('a code is good once: what was used, or is used in another attempt, is refused', async () => {
    await aSocialMember('replayed');
    const attempt = await flow.begin();
    const back = answerOf(await visit(attempt, 'replayed'));
    await flow.finish(attempt, back).expect(201);

    await flow.finish(attempt, back).expect(401);
    await flow.finish(await flow.begin(), back).expect(401);
  });

  test('a stolen code does not fit the thief’s attempt (PKCE)', async () => {
    await aSocialMember('robbed');
    const owners = await flow.begin();
    const stolen = answerOf(await visit(owners, 'robbed'));
    await flow.finish(await flow.begin(), stolen).expect(401);

    expect(await world.countRows('sessions')).toBe(1);
    await flow.finish(owners, stolen).expect(201);
  });

  test.each([
    [
      'without a challenge',
      (url: URL) =>
        ['code_challenge', 'code_challenge_method'].forEach((name) => url.searchParams.delete(name)),
    ],
    ['with a plain challenge', (url: URL) => url.searchParams.set('code_challenge_method', 'plain')],
    ['with a challenge of the thief’s', (url: URL) => url.searchParams.set('code_challenge', 'A'.repeat(43))],
    ['without the nonce', (url: URL) => url.searchParams.delete('nonce')],
    ['with another nonce', (url: URL) => url.searchParams.set('nonce', 'another')],
  ])('an address that was changed on its way (%s) brings back nothing that opens', async (_name, change) => {
    await aSocialMember('downgraded');
    const attempt = await flow.begin();
    const url = new URL(attempt.authorizationUrl);
    change(url);
    const back = await real.logIn(url.href, 'downgraded');
    await flow
      .finish(attempt, { code: back?.['code'] ?? 'none', iss: back?.['iss'] ?? real.settings().issuer })
      .expect(401);
  });

  test('another redirect address is not served by the provider', async () => {
    const { authorizationUrl } = await flow.begin();
    const url = new URL(authorizationUrl);
    url.searchParams.set('redirect_uri', `${REDIRECT_URL}/google/`);

    expect(await real.logIn(url.href, 'anybody')).toBeNull();
  });

  test('the address asks for a code, with PKCE S256, and for nothing about the person', async () => {
    const { authorizationUrl, state } = await flow.begin();

    expect(Object.fromEntries(new URL(authorizationUrl).searchParams)).toEqual({
      response_type: 'code',
      client_id: 'soomcare',
      redirect_uri: 'https://app.soomcare.example/log-in/google',
      scope: 'openid',
      state,
      nonce: expect.stringMatching(/^[\w-]{43}$/) as string,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
      code_challenge_method: 'S256',
    });
  });

  test('neither state, secret, nonce nor verifier can be read in the database', async () => {
    const attempt = await flow.begin();
    const [row] = await world.database().rows<Record<string, unknown>>('SELECT * FROM social_attempts');
    const stored = Object.values(row ?? {}).map((value) =>
      Buffer.isBuffer(value) ? value.toString('latin1') : String(value),
    );

    for (const secret of [attempt.state, attempt.attemptSecret, attempt.nonce]) {
      expect(stored.join()).not.toContain(secret);
    }
  });
});

describe('a provider that is off', () => {
  test('is not begun, not answered and not linked', async () => {
    const off = { code: 'SOCIAL_PROVIDER_OFF', detail: 'apple' };
    const begun = await world.api
      .anyone()
      .post('/v1/auth/social-attempts')
      .send({ provider: 'apple' })
      .expect(422);
    expect(begun.body).toMatchObject(off);

    const attempt = await flow.begin();
    const answered = await flow.finish(attempt, { provider: 'apple' }).expect(422);
    expect(answered.body).toMatchObject(off);

    const { actor } = await world.aMember();
    const body = flow.bodyOf(attempt, { provider: 'apple' });
    const linked = await world.api.as(actor).post('/v1/me/identities').send(body).expect(422);
    expect(linked.body).toMatchObject(off);
  });

  test.each([['facebook'], ['password'], ['']])('"%s" is none', async (provider) => {
    await world.api.anyone().post('/v1/auth/social-attempts').send({ provider }).expect(400);
    await flow.finish(await flow.begin(), { provider }).expect(400);
  });
});
