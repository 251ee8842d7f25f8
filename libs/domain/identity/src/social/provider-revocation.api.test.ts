import { generateKeyPairSync } from 'node:crypto';

import { binaryToUuid } from '@soomcare/database';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';

import { tokensView } from '../sessions/session.schemas.ts';
import { useTestIdentity } from '../testing/test-identity.ts';
import { CLIENT_ID, useLyingProvider } from './testing/lying-provider.ts';
import { REDIRECT_URL, socialFlow } from './testing/social-flow.ts';

const team = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const liar = useLyingProvider();
const world = useTestIdentity({
  social: () => ({
    redirectUrl: REDIRECT_URL,
    allowLoopback: true,
    providers: {
      apple: liar.settings({
        clientSecret: { teamId: 'TEAM123456', keyId: 'KEY1234567', key: team.privateKey },
        revocationEndpoint: `${liar.url}/revoke`,
        scope: null,
      }),
      google: liar.settings(),
    },
  }),
});
const flow = socialFlow(world);

const logIn = async (
  subject: string,
  refreshToken: string | undefined,
  provider: 'apple' | 'google' = 'apple',
) => {
  const attempt = await flow.begin(provider);
  const seconds = Math.floor(world.clock.now().getTime() / 1000);
  const claims = { iss: liar.url, aud: CLIENT_ID, sub: subject, iat: seconds, exp: seconds + 300 };
  liar.on('/token', async () => ({
    body: {
      access_token: 'opaque',
      token_type: 'Bearer',
      refresh_token: refreshToken,
      id_token: await liar.sign({ ...claims, nonce: attempt.nonce }),
    },
  }));
  liar.on('/revoke', () => ({ status: 200, headers: { 'Content-Type': 'text/plain' }, body: '' }));
  return { attempt, answer: await flow.finish(attempt) };
};

const aMemberBy = async (provider: 'apple' | 'google') => {
  const { attempt } = await logIn('person', 'first-token', provider);
  const answer = await flow.signUp(attempt).expect(201);
  return { actor: await world.actorOf(tokensView.parse(answer.body).accessToken) };
};

const revoked = () =>
  liar.received.filter(({ path }) => path === '/revoke').map(({ form }) => form.get('token'));

describe('Apple’s token', () => {
  test('is taken back at a withdrawal, after it, and once', async () => {
    const { actor } = await aMemberBy('apple');
    await world.api.as(actor).delete('/v1/me').expect(204);
    expect(revoked()).toEqual([]);
    await world.deliver();
    expect(revoked()).toEqual(['first-token']);

    await world.database().run('UPDATE outbox_messages SET available_at = NOW(3)');
    await world.deliver();
    expect(revoked()).toEqual(['first-token']);
    expect(await world.countRows('outbox_messages')).toBe(0);
  });

  test('is the newest one, and a log-in without one keeps the one before', async () => {
    const { actor } = await aMemberBy('apple');
    expect((await logIn('person', 'second-token')).answer.status).toBe(201);
    expect((await logIn('person', undefined)).answer.status).toBe(201);
    await world.api.as(actor).delete('/v1/me').expect(204);
    await world.deliver();

    expect(revoked()).toEqual(['second-token']);
  });

  test('is asked for again until Apple answers', async () => {
    const { actor } = await aMemberBy('apple');
    await world.api.as(actor).delete('/v1/me').expect(204);
    liar.on('/revoke', () => ({ status: 503, body: {} }));
    await world.deliver();
    expect(await world.countRows("outbox_messages WHERE topic = 'identity.revoke-provider-token'")).toBe(1);

    liar.on('/revoke', () => ({ status: 200, body: '' }));
    await world.database().run('UPDATE outbox_messages SET available_at = NOW(3), lease_until = NULL');
    await world.deliver();
    expect(await world.countRows("outbox_messages WHERE topic = 'identity.revoke-provider-token'")).toBe(0);
  });

  test('is taken back when the link is removed', async () => {
    const { actor } = await aMemberBy('apple');
    const attempt = await flow.begin('google');
    const seconds = Math.floor(world.clock.now().getTime() / 1000);
    const id_token = await liar.sign({
      iss: liar.url,
      aud: CLIENT_ID,
      sub: 'another',
      nonce: attempt.nonce,
      iat: seconds,
      exp: seconds + 300,
    });
    liar.on('/token', () => ({ body: { access_token: 'opaque', token_type: 'bearer', id_token } }));
    await world.api.as(actor).post('/v1/me/identities').send(flow.bodyOf(attempt)).expect(201);
    await world.api.as(actor).delete('/v1/me/identities/apple').expect(204);
    await world.deliver();

    expect(revoked()).toEqual(['first-token']);
  });

  test('is kept sealed with the member’s own key', async () => {
    const { actor } = await aMemberBy('apple');
    const [row] = await world
      .database()
      .rows<{ id: Buffer; sealed: Buffer }>(
        'SELECT c.id, c.sealed_refresh_token AS sealed FROM credentials c',
      );
    const sealed = row?.sealed ?? Buffer.alloc(0);
    const place = {
      table: 'credentials',
      column: 'sealed_refresh_token',
      rowId: binaryToUuid(row?.id ?? sealed),
    };

    expect(sealed.toString('latin1')).not.toContain('first-token');
    expect((await world.memberCiphers.opener(actor.id)).open(sealed, place)).toBe('first-token');
  });

  test('that does not open keeps nobody from leaving', async () => {
    const { actor } = await aMemberBy('apple');
    await world.database().run(`UPDATE credentials SET sealed_refresh_token = 'damaged'`);
    await world.api.as(actor).delete('/v1/me').expect(204);
    await world.deliver();

    expect(revoked()).toEqual([]);
  });

  test('is asked for with a secret that Apple can check: ES256, of the team, for minutes', async () => {
    await aMemberBy('apple');
    const secret = liar.received.find(({ path }) => path === '/token')?.form.get('client_secret') ?? '';
    const { payload } = await jwtVerify(secret, team.publicKey, {
      algorithms: ['ES256'],
      issuer: 'TEAM123456',
      audience: liar.url,
      subject: CLIENT_ID,
      currentDate: world.clock.now(),
    });

    expect(decodeProtectedHeader(secret)).toEqual({ alg: 'ES256', kid: 'KEY1234567' });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
  });
});

test('a provider that does not want to hear of withdrawals has its token thrown away', async () => {
  const { actor } = await aMemberBy('google');
  expect(await world.countRows('credentials WHERE sealed_refresh_token IS NOT NULL')).toBe(0);
  await world.api.as(actor).delete('/v1/me').expect(204);
  await world.deliver();

  expect(revoked()).toEqual([]);
});
