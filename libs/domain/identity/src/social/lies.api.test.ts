import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { beforeEach, expect, test } from 'vitest';

import { useTestIdentity } from '../testing/test-identity.ts';
import { type Answer, CLIENT_ID, type Received, useLyingProvider } from './testing/lying-provider.ts';
import { type BegunAttempt, REDIRECT_URL, socialFlow } from './testing/social-flow.ts';

const liar = useLyingProvider();
const world = useTestIdentity({
  social: () => ({
    redirectUrl: REDIRECT_URL,
    allowLoopback: true,
    providers: {
      google: liar.settings(),
      // Names itself, so that a missing name is seen.
      kakao: liar.settings({ namesItself: true }),
      naver: liar.settings({
        proof: { kind: 'profile', profileEndpoint: `${liar.url}/profile` },
        scope: null,
      }),
      // Its keys are only ever lied about, so none are remembered.
      apple: liar.settings({
        proof: { kind: 'id-token', jwksUri: `${liar.url}/bad-jwks`, algorithms: ['RS256'] },
      }),
    },
  }),
});
const flow = socialFlow(world);

const VICTIM = 'victim';
const seconds = (offset = 0) => Math.floor(world.clock.now().getTime() / 1000) + offset;

const claimsOf = ({ nonce }: BegunAttempt, different: JWTPayload = {}): JWTPayload => ({
  iss: liar.url,
  aud: CLIENT_ID,
  sub: VICTIM,
  nonce,
  iat: seconds(),
  exp: seconds(300),
  ...different,
});

const tokens = (idToken: string | undefined, different: object = {}): Answer => ({
  body: { access_token: 'opaque', token_type: 'Bearer', expires_in: 300, id_token: idToken, ...different },
});

/** What an honest provider with PKCE does. */
const honest =
  (attempt: BegunAttempt) =>
  async ({ form }: Received): Promise<Answer> => {
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const fits =
      challenge === attempt.challenge &&
      form.get('code') === 'a-code' &&
      form.get('redirect_uri') === `${REDIRECT_URL}/${attempt.provider}`;
    if (!fits) return { status: 400, body: { error: 'invalid_grant' } };
    return tokens(await liar.sign(claimsOf(attempt)));
  };

/** The victim is a member with an account at each of the providers. */
const aVictim = async () => {
  const { id } = await world.aMember();
  for (const provider of ['google', 'kakao', 'naver', 'apple']) {
    await world.database().run(
      `INSERT INTO credentials (id, member_id, provider, subject, version, created_at, updated_at)
       VALUES (?, UNHEX(?), ?, ?, 1, NOW(3), NOW(3))`,
      [randomBytes(16), id.replaceAll('-', ''), provider, VICTIM],
    );
  }
  await world.database().run('DELETE FROM sessions');
};

beforeEach(aVictim);

const nothingWasAccepted = async () => {
  expect(await world.countRows('sessions')).toBe(0);
  expect(await world.countRows('members')).toBe(1);
  expect(await world.countRows('social_attempts WHERE sealed_identity IS NOT NULL')).toBe(0);
};

test('the same set-up lets an honest answer in', async () => {
  const attempt = await flow.begin();
  liar.on('/token', honest(attempt));
  await flow.finish(attempt).expect(201);

  expect(await world.countRows('sessions')).toBe(1);
});

type Arrange = (attempt: BegunAttempt) => object | void | Promise<object | void>;
/** Says this id token; a lie about the token only. */
const saying =
  (make: (attempt: BegunAttempt) => Promise<string> | string): Arrange =>
  async (attempt) => {
    const idToken = await make(attempt);
    liar.on('/token', () => tokens(idToken));
  };
const claiming = (different: (attempt: BegunAttempt) => JWTPayload) =>
  saying((attempt) => liar.sign(claimsOf(attempt, different(attempt))));
const answering =
  (answer: Answer | 'hang'): Arrange =>
  () => {
    liar.on('/token', () => answer);
  };

const without = (name: keyof JWTPayload) =>
  saying((attempt) => {
    const { [name]: _left, ...others } = claimsOf(attempt);
    return liar.sign(others);
  });

const foreignKey = async () => (await generateKeyPair('RS256')).privateKey;

const tokenLies: [string, Arrange][] = [
  ['another issuer', claiming(() => ({ iss: 'https://evil.example' }))],
  ['the issuer with a slash more', claiming(() => ({ iss: `${liar.url}/` }))],
  ['no issuer', without('iss')],
  ['another audience', claiming(() => ({ aud: 'another-app' }))],
  ['a second audience beside ours', claiming(() => ({ aud: [CLIENT_ID, 'another-app'], azp: CLIENT_ID }))],
  ['no audience', without('aud')],
  ['another authorized party', claiming(() => ({ azp: 'another-app' }))],
  ['the nonce of another attempt', claiming(() => ({ nonce: randomBytes(32).toString('base64url') }))],
  ['no nonce', without('nonce')],
  ['the state as the nonce', claiming(({ state }) => ({ nonce: state }))],
  ['no subject', without('sub')],
  ['an empty subject', claiming(() => ({ sub: '' }))],
  ['a subject with a space at its end', claiming(() => ({ sub: `${VICTIM} ` }))],
  ['a subject of 256 characters', claiming(() => ({ sub: 'v'.repeat(256) }))],
  ['an expired token', claiming(() => ({ iat: seconds(-400), exp: seconds(-31) }))],
  ['a token without an end', without('exp')],
  ['a token from the future', claiming(() => ({ iat: seconds(61), exp: seconds(600) }))],
  ['a token that is not valid yet', claiming(() => ({ nbf: seconds(120) }))],
  ['an old token that is still valid', claiming(() => ({ iat: seconds(-3_600), exp: seconds(3_600) }))],
  ['a token without an age', without('iat')],
  ['no signature (alg none)', saying((attempt) => new UnsecuredJWT(claimsOf(attempt)).encode())],
  [
    'an HMAC by the public key',
    saying(async (attempt) =>
      new SignJWT(claimsOf(attempt))
        .setProtectedHeader({ alg: 'HS256', kid: 'honest' })
        .sign(Buffer.from(await exportSPKI(liar.keys.publicKey))),
    ),
  ],
  [
    'an HMAC by the client secret',
    saying((attempt) =>
      new SignJWT(claimsOf(attempt)).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from('between us')),
    ),
  ],
  [
    'another key under the known name',
    saying(async (attempt) =>
      new SignJWT(claimsOf(attempt))
        .setProtectedHeader({ alg: 'RS256', kid: 'honest' })
        .sign(await foreignKey()),
    ),
  ],
  [
    'a key that the token brings along',
    saying(async (attempt) => {
      const pair = await generateKeyPair('RS256', { extractable: true });
      const jwk = await exportJWK(pair.publicKey);
      return new SignJWT(claimsOf(attempt))
        .setProtectedHeader({ alg: 'RS256', jwk, jku: `${liar.url}/jwks` })
        .sign(pair.privateKey);
    }),
  ],
  ['an unknown key', saying((attempt) => liar.sign(claimsOf(attempt), { kid: 'another' }))],
  [
    'an algorithm that we do not take',
    saying(async (attempt) => {
      const { privateKey } = await generateKeyPair('PS256');
      return new SignJWT(claimsOf(attempt))
        .setProtectedHeader({ alg: 'PS256', kid: 'honest' })
        .sign(privateKey);
    }),
  ],
  [
    'a critical header that nobody knows',
    saying((attempt) =>
      liar.sign(claimsOf(attempt)).then((token) => {
        const [, payload, signature] = token.split('.');
        const header = Buffer.from('{"alg":"RS256","kid":"honest","crit":["x"],"x":1}').toString('base64url');
        return `${header}.${payload}.${signature}`;
      }),
    ),
  ],
  [
    'a payload that was changed after signing',
    saying(async (attempt) => {
      const [header, , signature] = (await liar.sign(claimsOf(attempt, { sub: 'mallory' }))).split('.');
      return `${header}.${Buffer.from(JSON.stringify(claimsOf(attempt))).toString('base64url')}.${signature}`;
    }),
  ],
  ['a text that is no token', saying(() => 'not.a.token')],
  ['no id token at all', answering(tokens(undefined))],
  ['a code that the provider refuses', answering({ status: 400, body: { error: 'invalid_grant' } })],
];

test.each(tokenLies)('%s opens nothing', async (_name, arrange) => {
  const attempt = await flow.begin();
  await arrange(attempt);
  const answer = await flow.finish(attempt).expect(401);

  expect(answer.body).toMatchObject({ code: 'SOCIAL_LOG_IN_FAILED' });
  await nothingWasAccepted();
});

const brokenAnswers: [string, Answer | 'hang'][] = [
  ['a huge answer', { body: `{"access_token":"${'x'.repeat(300_000)}"}` }],
  [
    'a small answer that unpacks to a huge one',
    { headers: { 'Content-Encoding': 'gzip' }, body: gzipSync(`{"x":"${'x'.repeat(5_000_000)}"}`) },
  ],
  ['no answer', 'hang'],
  ['a page', { headers: { 'Content-Type': 'text/html' }, body: '<h1>Log in</h1>' }],
  ['a page that says it is JSON', { body: '<h1>Log in</h1>' }],
  ['half of an answer', { body: '{"access_token":"x' }],
  ['a list', { body: '[]' }],
  ['an error of its own', { status: 500, body: { error: 'server_error' } }],
  ['too many requests', { status: 429, body: {} }],
  ['a redirect', { status: 307, headers: { Location: 'https://evil.example/token' } }],
  ['our keys are wrong', { status: 401, body: { error: 'invalid_client' } }],
  ['tokens with status 400', { ...tokens('x'), status: 400 }],
  ['another type of token', tokens('x', { token_type: 'mac' })],
];

test.each(brokenAnswers)('%s is the provider’s failure, told as such', async (_name, answer) => {
  const attempt = await flow.begin();
  liar.on('/token', () => answer);
  const failed = await flow.finish(attempt).expect(502);

  expect(failed.body).toMatchObject({ code: 'SOCIAL_PROVIDER_FAILED' });
  await nothingWasAccepted();
});

const brokenKeys: [string, Answer | 'hang'][] = [
  ['huge', { body: { keys: [], padding: 'x'.repeat(300_000) } }],
  ['not sent', 'hang'],
  ['a page', { headers: { 'Content-Type': 'text/html' }, body: '<h1>keys</h1>' }],
  ['behind a redirect', { status: 302, headers: { Location: '/jwks' } }],
  ['gone', { status: 404, body: {} }],
  ['no keys', { body: { keys: 'none' } }],
];

test.each(brokenKeys)('without the provider’s keys (%s) nobody gets in', async (_name, answer) => {
  const attempt = await flow.begin('apple');
  liar.on('/bad-jwks', () => answer);
  liar.on('/token', honest(attempt));
  await flow.finish(attempt).expect(502);

  await nothingWasAccepted();
});

const profileLies: [string, number, Answer | 'hang'][] = [
  ['says that it failed', 502, { body: { resultcode: '024', message: 'Authentication failed' } }],
  ['names nobody', 502, { body: { resultcode: '00', response: {} } }],
  ['names an object', 502, { body: { resultcode: '00', response: { id: { $ne: null } } } }],
  ['refuses the token', 401, { status: 401, body: { resultcode: '024' } }],
  ['hangs', 502, 'hang'],
  ['redirects', 502, { status: 302, headers: { Location: '/elsewhere' } }],
];

test.each(profileLies)('a profile that %s opens nothing', async (_name, status, answer) => {
  const attempt = await flow.begin('naver');
  liar.on('/token', () => tokens(undefined));
  liar.on('/profile', () => answer);
  await flow.finish(attempt).expect(status);

  await nothingWasAccepted();
});

test('Naver’s refusal with status 200 is a refusal', async () => {
  const attempt = await flow.begin('naver');
  liar.on('/token', () => ({ body: { error: 'invalid_request', error_description: 'no valid data' } }));
  await flow.finish(attempt).expect(401);

  await nothingWasAccepted();
});

/** Lies on the way back, while the provider itself is honest. */
const answerLies: [string, (attempt: BegunAttempt) => object | Promise<object>][] = [
  ['a state of nobody', () => ({ state: randomBytes(32).toString('base64url') })],
  ['the state of somebody else’s attempt', async () => ({ state: (await flow.begin()).state })],
  [
    'the secret of somebody else’s attempt',
    async () => ({ attemptSecret: (await flow.begin()).attemptSecret }),
  ],
  [
    'state and secret swapped',
    ({ state, attemptSecret }) => ({ state: attemptSecret, attemptSecret: state }),
  ],
  ['another provider than the attempt’s (mix-up)', () => ({ provider: 'naver' })],
  ['the name of another issuer (mix-up)', () => ({ iss: 'https://evil.example' })],
  ['a code of another log-in', () => ({ code: 'another-code' })],
];

test.each(answerLies)('%s opens nothing', async (_name, different) => {
  const attempt = await flow.begin();
  liar.on('/token', honest(attempt));
  liar.on('/profile', () => ({ body: { resultcode: '00', response: { id: VICTIM } } }));
  await flow.finish(attempt, await different(attempt)).expect(401);

  await nothingWasAccepted();
});

test('a code that came back to another provider’s address is shown to neither (mix-up)', async () => {
  const attempt = await flow.begin('google');
  liar.on('/token', () => tokens(undefined));
  liar.on('/profile', () => ({ body: { resultcode: '00', response: { id: VICTIM } } }));
  await flow.finish(attempt, { provider: 'naver' }).expect(401);

  expect(liar.received).toEqual([]);
  await nothingWasAccepted();
});

test('an answer without the name of a provider that names itself opens nothing', async () => {
  const nameless = await flow.begin('kakao');
  liar.on('/token', honest(nameless));
  await flow.finish(nameless).expect(401);
  await nothingWasAccepted();

  const named = await flow.begin('kakao');
  liar.on('/token', honest(named));
  await flow.finish(named, { iss: liar.url }).expect(201);
});

test('an attempt is used up by its first answer, true or false', async () => {
  const won = await flow.begin();
  liar.on('/token', honest(won));
  await flow.finish(won).expect(201);
  await flow.finish(won).expect(401);

  const lost = await flow.begin();
  liar.on('/token', () => ({ status: 400, body: { error: 'invalid_grant' } }));
  await flow.finish(lost).expect(401);
  liar.on('/token', honest(lost));
  await flow.finish(lost).expect(401);
  expect(await world.countRows('sessions')).toBe(1);
});

test('of ten answers at once to one attempt a single one is shown to the provider', async () => {
  const attempt = await flow.begin();
  liar.on('/token', honest(attempt));
  const answers = await Promise.all(Array.from({ length: 10 }, async () => flow.finish(attempt)));

  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 401)]);
  expect(liar.received.filter(({ path }) => path === '/token')).toHaveLength(1);
});

test('an attempt is over after ten minutes', async () => {
  const attempt = await flow.begin();
  world.clock.advance({ minutes: 10 });
  liar.on('/token', honest(attempt));
  await flow.finish(attempt).expect(401);

  await nothingWasAccepted();
});

test('who saw the state alone cannot spoil the attempt', async () => {
  const attempt = await flow.begin();
  liar.on('/token', honest(attempt));
  await flow.finish(attempt, { attemptSecret: randomBytes(32).toString('base64url') }).expect(401);

  await flow.finish(attempt).expect(201);
});

test('the provider is shown the exact redirect address, the verifier and our secret, in the body alone', async () => {
  const attempt = await flow.begin();
  liar.on('/token', honest(attempt));
  await flow.finish(attempt).expect(201);

  const [asked] = liar.received.filter(({ path }) => path.startsWith('/token'));
  expect(asked?.path).toBe('/token');
  expect(Object.fromEntries(asked?.form ?? [])).toEqual({
    grant_type: 'authorization_code',
    code: 'a-code',
    redirect_uri: 'https://app.soomcare.example/log-in/google',
    code_verifier: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) as string,
    client_id: CLIENT_ID,
    client_secret: 'between us',
  });
});
