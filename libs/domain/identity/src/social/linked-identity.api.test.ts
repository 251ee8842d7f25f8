import { describe, expect, test } from 'vitest';

import { tokensView } from '../sessions/session.schemas.ts';
import { type TestMember, useTestIdentity } from '../testing/test-identity.ts';
import { CLIENT_ID, type Received, useLyingProvider } from './testing/lying-provider.ts';
import { type BegunAttempt, REDIRECT_URL, socialFlow } from './testing/social-flow.ts';

const liar = useLyingProvider();
const world = useTestIdentity({
  social: () => ({
    redirectUrl: REDIRECT_URL,
    allowLoopback: true,
    providers: {
      google: liar.settings(),
      naver: liar.settings({
        proof: { kind: 'profile', profileEndpoint: `${liar.url}/profile` },
        scope: null,
      }),
    },
  }),
});
const flow = socialFlow(world);

/** From now on the providers say that this is who logged in. */
const personIs = (subject: string, { nonce }: BegunAttempt) => {
  const seconds = Math.floor(world.clock.now().getTime() / 1000);
  const claims = { iss: liar.url, aud: CLIENT_ID, sub: subject, nonce, iat: seconds, exp: seconds + 300 };
  liar.on('/token', async () => ({
    body: { access_token: 'opaque', token_type: 'bearer', id_token: await liar.sign(claims) },
  }));
  liar.on('/profile', ({ authorization }: Received) =>
    authorization === 'Bearer opaque'
      ? { body: { resultcode: '00', message: 'success', response: { id: subject, email: 'a@example.com' } } }
      : { status: 401, body: { resultcode: '024' } },
  );
};

const link = async (
  { actor }: Pick<TestMember, 'actor'>,
  subject: string,
  provider: 'google' | 'naver' = 'google',
) => {
  const attempt = await flow.begin(provider);
  personIs(subject, attempt);
  return world.api.as(actor).post('/v1/me/identities').send(flow.bodyOf(attempt));
};

const logIn = async (subject: string, provider: 'google' | 'naver' = 'google') => {
  const attempt = await flow.begin(provider);
  personIs(subject, attempt);
  const answer = await flow.finish(attempt);
  return { attempt, answer };
};

const aSocialMember = async (subject: string) => {
  const { attempt } = await logIn(subject);
  const answer = await flow.signUp(attempt).expect(201);
  return { actor: await world.actorOf(tokensView.parse(answer.body).accessToken) };
};

const identitiesOf = async ({ actor }: Pick<TestMember, 'actor'>) => {
  const answer = await world.api.as(actor).get('/v1/me/identities').expect(200);
  return answer.body as { items: { provider: string; linkedAt: string }[]; hasPassword: boolean };
};

describe('linking', () => {
  test('opens the same account by the provider, and the owner is told by mail', async () => {
    const member = await world.aMember();
    const linked = await link(member, 'mine');
    expect(linked.status).toBe(201);
    expect(linked.body).toEqual({ provider: 'google', linkedAt: '2026-11-21T03:00:00.000Z' });
    expect(await identitiesOf(member)).toEqual({ items: [linked.body], hasPassword: true });

    const { answer } = await logIn('mine');
    expect((await world.actorOf(tokensView.parse(answer.body).accessToken)).id).toBe(member.id);
    const mail = await world.mailTo(member.email);
    expect(mail.subject).toBe('숨케어 로그인 방법이 추가되었습니다');
    expect(mail.text).toContain('구글');
  });

  test('works by Naver’s profile as well, and keeps none of what else it tells', async () => {
    const member = await world.aMember();
    expect((await link(member, 'naver-id', 'naver')).status).toBe(201);

    const { answer } = await logIn('naver-id', 'naver');
    expect(answer.status).toBe(201);
    expect((await identitiesOf(member)).items).toMatchObject([{ provider: 'naver' }]);
  });

  test('the same account again changes nothing', async () => {
    const member = await world.aMember();
    const first = await link(member, 'mine');
    const second = await link(member, 'mine');

    expect(second.status).toBe(201);
    expect(second.body).toEqual(first.body);
  });

  test('another account of the same provider has to wait until the first one is removed', async () => {
    const member = await world.aMember();
    await link(member, 'mine');
    const second = await link(member, 'mine-too');

    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({ code: 'PROVIDER_ALREADY_LINKED' });
  });

  test('somebody else’s account is not taken over', async () => {
    const owner = await aSocialMember('theirs');
    const thief = await world.aMember();
    const answer = await link(thief, 'theirs');

    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'IDENTITY_TAKEN' });
    expect((await identitiesOf(owner)).items).toHaveLength(1);
    expect((await identitiesOf(thief)).items).toEqual([]);
  });

  test('two members who link one account at once: one of them gets it', async () => {
    const members = [await world.aMember(), await world.aMember()];
    const attempts = [await flow.begin('naver'), await flow.begin('naver')];
    personIs('wanted', attempts[0] ?? (await flow.begin()));
    const answers = await Promise.all(
      members.map(async ({ actor }, index) =>
        world.api
          .as(actor)
          .post('/v1/me/identities')
          .send(flow.bodyOf(attempts[index] ?? (await flow.begin()))),
      ),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await world.countRows("credentials WHERE subject = 'wanted'")).toBe(1);
  });

  test('one member who links two accounts of a provider at once gets one', async () => {
    const { actor } = await world.aMember();
    const attempts = [await flow.begin(), await flow.begin()];
    const subjects = new Map(attempts.map(({ challenge }, index) => [challenge, `account-${index}`]));
    liar.on('/token', async ({ form }) => {
      const { createHash } = await import('node:crypto');
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      const seconds = Math.floor(world.clock.now().getTime() / 1000);
      const id_token = await liar.sign({
        iss: liar.url,
        aud: CLIENT_ID,
        sub: subjects.get(challenge) ?? '',
        nonce: attempts.find((each) => each.challenge === challenge)?.nonce ?? '',
        iat: seconds,
        exp: seconds + 300,
      });
      return { body: { access_token: 'opaque', token_type: 'bearer', id_token } };
    });
    const answers = await Promise.all(
      attempts.map(async (attempt) =>
        world.api.as(actor).post('/v1/me/identities').send(flow.bodyOf(attempt)),
      ),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await identitiesOf({ actor })).items).toHaveLength(1);
  });

  test('a lie links nothing, and does not look like a lost log-in', async () => {
    const member = await world.aMember();
    const attempt = await flow.begin();
    personIs('mine', { ...attempt, nonce: 'another' });
    const answer = await world.api
      .as(member.actor)
      .post('/v1/me/identities')
      .send(flow.bodyOf(attempt))
      .expect(422);

    expect(answer.body).toMatchObject({ code: 'SOCIAL_LINK_FAILED' });
    expect((await identitiesOf(member)).items).toEqual([]);
  });

  test('a provider that fails links nothing', async () => {
    const { actor } = await world.aMember();
    const attempt = await flow.begin();
    liar.on('/token', () => ({ status: 503, body: {} }));

    await world.api.as(actor).post('/v1/me/identities').send(flow.bodyOf(attempt)).expect(502);
  });

  test('an attempt that began a link does not become a sign-up', async () => {
    const { actor } = await world.aMember();
    const attempt = await flow.begin();
    personIs('mine', attempt);
    await world.api.as(actor).post('/v1/me/identities').send(flow.bodyOf(attempt)).expect(201);

    await flow.signUp(attempt).expect(422);
  });

  test('needs a log-in of the last quarter of an hour, and one at all', async () => {
    const { actor } = await world.aMember();
    world.clock.advance({ minutes: 15, seconds: 1 });
    const attempt = await flow.begin();
    personIs('mine', attempt);
    const body = flow.bodyOf(attempt);
    const stale = await world.api.as(actor).post('/v1/me/identities').send(body).expect(403);
    expect(stale.body).toMatchObject({ code: 'RECENT_LOG_IN_REQUIRED' });

    await world.api.anyone().post('/v1/me/identities').send(body).expect(401);
    await world.api.anyone().get('/v1/me/identities').expect(401);
    expect(await world.countRows("credentials WHERE provider = 'google'")).toBe(0);
  });

  test('a body of another shape, and a query, are bad requests', async () => {
    const { actor } = await world.aMember();
    const attempt = await flow.begin();
    const body = flow.bodyOf(attempt, { redirectUri: 'https://evil.example' });

    await world.api.as(actor).post('/v1/me/identities').send(body).expect(400);
    await world.api.as(actor).get('/v1/me/identities?of=everybody').expect(400);
  });
});

describe('removing', () => {
  test('closes this way in and ends the other sessions', async () => {
    const member = await world.aMember();
    await link(member, 'mine');
    const { answer } = await logIn('mine');
    const other = tokensView.parse(answer.body);
    await world.api.as(member.actor).delete('/v1/me/identities/google').expect(204);

    expect((await logIn('mine')).answer.status).toBe(422);
    expect(await world.identity.verifyAccessToken(other.accessToken)).toBeNull();
    expect(await world.identity.verifyAccessToken(member.tokens.accessToken)).not.toBeNull();
    expect(await identitiesOf(member)).toEqual({ items: [], hasPassword: true });
  });

  test('keeps the last way in', async () => {
    const member = await aSocialMember('only');
    const kept = await world.api.as(member.actor).delete('/v1/me/identities/google').expect(409);
    expect(kept.body).toMatchObject({ code: 'LAST_CREDENTIAL' });
    expect(await identitiesOf(member)).toMatchObject({ hasPassword: false, items: [{ provider: 'google' }] });

    await link(member, 'second', 'naver');
    await world.api.as(member.actor).delete('/v1/me/identities/google').expect(204);
    await world.api.as(member.actor).delete('/v1/me/identities/naver').expect(409);
  });

  test('two removals at once leave one way in', async () => {
    const member = await aSocialMember('first');
    await link(member, 'second', 'naver');
    const answers = await Promise.all(
      ['google', 'naver'].map(async (provider) =>
        world.api.as(member.actor).delete(`/v1/me/identities/${provider}`),
      ),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await identitiesOf(member)).items).toHaveLength(1);
  });

  test('of what is not linked is a 404, also when somebody else has it', async () => {
    await aSocialMember('theirs');
    const member = await world.aMember();
    const answer = await world.api.as(member.actor).delete('/v1/me/identities/google').expect(404);

    expect(answer.body).toMatchObject({ code: 'IDENTITY_NOT_FOUND' });
    await world.api.as(member.actor).delete('/v1/me/identities/password').expect(400);
  });

  test('needs a log-in of the last quarter of an hour, and one at all', async () => {
    const member = await world.aMember();
    await link(member, 'mine');
    world.clock.advance({ minutes: 15, seconds: 1 });

    await world.api.as(member.actor).delete('/v1/me/identities/google').expect(403);
    await world.api.anyone().delete('/v1/me/identities/google').expect(401);
    expect((await identitiesOf(member)).items).toHaveLength(1);
  });
});
