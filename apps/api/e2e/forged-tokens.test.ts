import { randomBytes, randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, test } from 'vitest';

import { ec, ed, encode, type Genuine, hmacSigned, keySigned, pemOf, rsa, withTwice } from './forgery.ts';
import { useApi } from './harness.ts';
import { sendRaw } from './raw-http.ts';

const api = useApi();
const LEEWAY_SECONDS = 5;
const MEGABYTE = 1024 * 1024;

let genuine: Genuine;
/** Somebody else, somebody whose session has ended, and what else only a member holds. */
let others: { memberId: string; sessionId: string; endedSession: object; refreshToken: string };

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Genuine['claims'];

/** A genuine token with these differences, signed with the genuine key. */
const withClaims = (different: object) =>
  hmacSigned(genuine.header, { ...genuine.claims, ...different }, genuine.key);
const withHeader = (different: object, key = genuine.key) =>
  hmacSigned({ ...genuine.header, ...different }, genuine.claims, key);
const good = () => withClaims({});
const parts = () => good().split('.') as [string, string, string];
const without = (name: string) => ({ [name]: undefined });
/** Times of a token of the usual length that expires then. */
const expiring = (exp: number) => ({ iat: exp - 600, nbf: exp - 600, exp });
const nowSeconds = () => Math.floor(api.clock.now().getTime() / 1000);

const ask = (headerLines: readonly string[], path = '/v1/me') => sendRaw(api.port(), path, headerLines);

beforeAll(async () => {
  const [member, other, gone] = [await api.signUp(), await api.signUp(), await api.signUp()];
  await gone.caller.delete(`/v1/auth/sessions/${gone.sessionId}`).expect(204);
  const { id, key } = api.accessTokenKey;
  genuine = { header: { alg: 'HS256', typ: 'at+jwt', kid: id }, claims: claimsOf(member.accessToken), key };
  const { sub, sid } = claimsOf(other.accessToken);
  const ended = claimsOf(gone.accessToken);
  others = {
    memberId: String(sub),
    sessionId: String(sid),
    endedSession: { sub: ended['sub'], sid: ended['sid'] },
    refreshToken: member.refreshToken,
  };
});

/** Refused as a problem document, and a genuine token is still welcome on the same server. */
const expectRefusal = async (
  answer: Awaited<ReturnType<typeof ask>>,
  statuses: readonly number[] = [401],
) => {
  expect(statuses).toContain(answer.status);
  expect(answer.contentType).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({ status: answer.status });
  expect((await ask([`Authorization: Bearer ${good()}`])).status).toBe(200);
};

test('a token made by hand in the genuine form is let in, so what follows is refused for its own reason', async () => {
  expect((await ask([`Authorization: Bearer ${good()}`])).status).toBe(200);
  const answer = await ask([
    `Authorization: Bearer ${withClaims(expiring(nowSeconds() - LEEWAY_SECONDS + 1))}`,
  ]);
  expect(answer.status).toBe(200);
});

describe('a forged token is refused:', () => {
  test.each<[string, () => string]>([
    // No signature, or another kind of it.
    ...['none', 'None', 'NONE', 'nOnE', 'none ', ''].map((alg): [string, () => string] => [
      `alg “${alg}” without a signature`,
      () => `${encode({ ...genuine.header, alg })}.${parts()[1]}.`,
    ]),
    [
      'alg none with the genuine signature',
      () => `${encode({ ...genuine.header, alg: 'none' })}.${parts()[1]}.${parts()[2]}`,
    ],
    ['alg none, signed with the genuine key', () => withHeader({ alg: 'none' })],
    ['alg null', () => withHeader({ alg: null })],
    ['a list of algorithms', () => withHeader({ alg: ['HS256'] })],
    ['no alg', () => withHeader(without('alg'))],
    ['alg HS256 in lower case', () => withHeader({ alg: 'hs256' })],
    [
      'HS512 with the genuine key',
      () => hmacSigned({ ...genuine.header, alg: 'HS512' }, genuine.claims, genuine.key, 'sha512'),
    ],
    ['alg RS256 over an HMAC of the genuine key', () => withHeader({ alg: 'RS256' })],
    ['alg ES256 over an HMAC of the genuine key', () => withHeader({ alg: 'ES256' })],
    [
      'RS256 by a key of its own',
      () => keySigned({ ...genuine.header, alg: 'RS256' }, genuine.claims, rsa.privateKey),
    ],
    [
      'ES256 by a key of its own',
      () => keySigned({ ...genuine.header, alg: 'ES256' }, genuine.claims, ec.privateKey),
    ],
    [
      'EdDSA by a key of its own',
      () => keySigned({ ...genuine.header, alg: 'EdDSA' }, genuine.claims, ed.privateKey),
    ],
    ['HS256 keyed with an RSA public key', () => withHeader({}, pemOf(rsa))],
    ['HS256 keyed with an EC public key', () => withHeader({}, pemOf(ec))],
    ['HS256 keyed with nothing', () => withHeader({}, Buffer.alloc(0))],
    ['HS256 keyed with 32 zeros', () => withHeader({}, Buffer.alloc(32))],
    ['HS256 keyed with the kid', () => withHeader({}, Buffer.from('k1'))],
    [
      'HS256 keyed with the genuine key written in base64',
      () => withHeader({}, Buffer.from(genuine.key.toString('base64'))),
    ],
    ['another key', () => withHeader({}, randomBytes(32))],
    ['a key that has left the ring', () => withHeader({ kid: 'k0' }, randomBytes(32))],

    // The header chooses the key.
    ['no kid', () => withHeader(without('kid'))],
    ['kid unknown', () => withHeader({ kid: 'k2' })],
    ['kid empty', () => withHeader({ kid: '' })],
    ['kid as a list', () => withHeader({ kid: ['k1'] })],
    ['kid as an object', () => withHeader({ kid: { toString: 'k1' } })],
    ['kid as a number', () => withHeader({ kid: 1 })],
    ['kid that is a path', () => withHeader({ kid: '../../../../dev/null' }, Buffer.alloc(0))],
    [
      'kid that is a file address',
      () => withHeader({ kid: 'file:///proc/sys/kernel/randomize_va_space' }, Buffer.from('2\n')),
    ],
    ['kid that is SQL', () => withHeader({ kid: "x' UNION SELECT 'k" }, Buffer.from('k'))],
    ['kid that is a command', () => withHeader({ kid: 'k1|sleep 10' })],
    ['kid that every object has', () => withHeader({ kid: '__proto__' })],
    ['kid that every map has', () => withHeader({ kid: 'constructor' })],
    ['kid with a zero byte', () => withHeader({ kid: 'k1\0' })],
    ['kid of a thousand characters', () => withHeader({ kid: 'k'.repeat(1_000) })],
    [
      'kid twice',
      () => hmacSigned(`{"kid":"k2",${JSON.stringify(genuine.header).slice(1)}`, genuine.claims, genuine.key),
    ],
    [
      'a key in the header (jwk)',
      () =>
        keySigned(
          { ...genuine.header, alg: 'RS256', jwk: rsa.publicKey.export({ format: 'jwk' }) },
          genuine.claims,
          rsa.privateKey,
        ),
    ],
    [
      'a symmetric key in the header (jwk)',
      () => withHeader({ jwk: { kty: 'oct', k: 'AAAA' } }, Buffer.alloc(3)),
    ],
    ['an address of keys (jku)', () => withHeader({ jku: 'http://127.0.0.1:1/keys.json' })],
    ['an address of a certificate (x5u)', () => withHeader({ x5u: 'http://127.0.0.1:1/cert.pem' })],
    ['a certificate in the header (x5c)', () => withHeader({ x5c: ['MIIB'] })],
    ['a critical extension', () => withHeader({ crit: ['b64'], b64: false })],
    ['an empty list of critical extensions', () => withHeader({ crit: [] })],
    ['a compressed payload', () => withHeader({ zip: 'DEF' })],
    ['no typ', () => withHeader(without('typ'))],
    ...['JWT', 'AT+JWT', 'application/at+jwt', 'rt+jwt', 'JWE', 'dpop+jwt'].map(
      (typ): [string, () => string] => [`typ ${typ}`, () => withHeader({ typ })],
    ),
    ['typ as a list', () => withHeader({ typ: ['at+jwt'] })],

    // For whom, by whom.
    ...['', 'soomcare ', 'soomcare-staff', 'soom', 'https://soomcare', 'SOOMCARE'].map(
      (iss): [string, () => string] => [`issuer “${iss}”`, () => withClaims({ iss })],
    ),
    ['a list of issuers', () => withClaims({ iss: ['soomcare'] })],
    ['no issuer', () => withClaims(without('iss'))],
    ...['', 'soomcare-mobile ', 'soomcare-mobile-2', 'soomcare', 'soomcare-backoffice', '*'].map(
      (aud): [string, () => string] => [`audience “${aud}”`, () => withClaims({ aud })],
    ),
    ['a list of audiences', () => withClaims({ aud: ['soomcare-mobile'] })],
    ['a list of audiences with ours', () => withClaims({ aud: ['soomcare-backoffice', 'soomcare-mobile'] })],
    ['no audience', () => withClaims(without('aud'))],

    // When.
    ['expired by exactly the leeway', () => withClaims(expiring(nowSeconds() - LEEWAY_SECONDS))],
    ['expired one second past the leeway', () => withClaims(expiring(nowSeconds() - LEEWAY_SECONDS - 1))],
    ['issued and expired in 1970', () => withClaims({ iat: 0, nbf: 0, exp: 600 })],
    ['not valid yet', () => withClaims({ nbf: nowSeconds() + 60 })],
    ['issued in the future', () => withClaims({ iat: nowSeconds() + 60 })],
    ['issued and valid in the future', () => withClaims(expiring(nowSeconds() + 1_200))],
    ['a longer life than any of ours', () => withClaims({ exp: genuine.claims.exp + 1 })],
    ['no expiry', () => withClaims(without('exp'))],
    ['expiry null', () => withClaims({ exp: null })],
    ['expiry as text', () => withClaims({ exp: String(genuine.claims.exp) })],
    ['expiry as a list', () => withClaims({ exp: [genuine.claims.exp] })],
    ['expiry with a fraction', () => withClaims({ exp: genuine.claims.exp - 0.5 })],
    ['expiry in milliseconds', () => withClaims({ exp: genuine.claims.exp * 1_000 })],
    [
      'expiry beyond every number',
      () =>
        hmacSigned(
          genuine.header,
          JSON.stringify(genuine.claims).replace(/"exp":\d+/, '"exp":1e999'),
          genuine.key,
        ),
    ],
    ['expiry below zero', () => withClaims({ exp: -1 })],
    ['no issue time', () => withClaims(without('iat'))],
    ['no not-before', () => withClaims(without('nbf'))],

    // Who.
    ['no member', () => withClaims(without('sub'))],
    ['a member that is no id', () => withClaims({ sub: '1 OR 1=1' })],
    ['a list of members', () => withClaims({ sub: [genuine.claims['sub']] })],
    ['a member as an object', () => withClaims({ sub: { $ne: null } })],
    ['a member who never was', () => withClaims({ sub: randomUUID() })],
    ['somebody else, in one’s own session', () => withClaims({ sub: others.memberId })],
    ['no session', () => withClaims(without('sid'))],
    ['a session as a number', () => withClaims({ sid: 1 })],
    ['a session that never was', () => withClaims({ sid: randomUUID() })],
    ['somebody else’s session', () => withClaims({ sid: others.sessionId })],
    ['a session that has ended', () => withClaims(others.endedSession)],
    ['a claim of its own', () => withClaims({ role: 'admin' })],
    [
      'the member twice, somebody else first',
      () => hmacSigned(genuine.header, withTwice(genuine, 'sub', others.memberId), genuine.key),
    ],
    [
      'the expiry twice, a past one first',
      () => hmacSigned(genuine.header, withTwice(genuine, 'exp', 1), genuine.key),
    ],
    [
      'the session twice under the genuine signature',
      () => `${parts()[0]}.${encode(withTwice(genuine, 'sid', others.sessionId))}.${parts()[2]}`,
    ],

    // What stands where.
    [
      'another member under the genuine signature',
      () => `${parts()[0]}.${encode({ ...genuine.claims, sub: others.memberId })}.${parts()[2]}`,
    ],
    ['the signature left out', () => `${parts()[0]}.${parts()[1]}.`],
    ['two parts', () => `${parts()[0]}.${parts()[1]}`],
    ['one part', () => parts()[1]],
    ['four parts', () => `${good()}.${parts()[2]}`],
    [
      'five parts, as an encrypted token has',
      () => `${encode({ alg: 'dir', enc: 'A256GCM' })}..${encode('iv')}.${encode('text')}.${encode('tag')}`,
    ],
    ['a dot in front', () => `.${good()}`],
    ['a dot behind', () => `${good()}.`],
    ['dots alone', () => '..'],
    ['the signature cut by one character', () => good().slice(0, -1)],
    ['the first character missing', () => good().slice(1)],
    ['the signature twice', () => `${good()}${parts()[2]}`],
    ['the signature padded', () => `${good()}=`],
    ['the signature in ordinary base64', () => `${parts()[0]}.${parts()[1]}.${'+/'.repeat(21)}=`],
    ['the payload padded', () => `${parts()[0]}.${parts()[1]}=.${parts()[2]}`],
    [
      'a payload with spaces',
      () => hmacSigned(genuine.header, JSON.stringify(genuine.claims, null, 2), genuine.key),
    ],
    ['a payload that is a list', () => hmacSigned(genuine.header, [genuine.claims], genuine.key)],
    ['a payload that is null', () => hmacSigned(genuine.header, 'null', genuine.key)],
    ['a payload that is no JSON', () => hmacSigned(genuine.header, '{', genuine.key)],
    [
      'a payload with a byte order mark',
      () => hmacSigned(genuine.header, `\uFEFF${JSON.stringify(genuine.claims)}`, genuine.key),
    ],
    [
      'a payload nested five hundred deep',
      () => hmacSigned(genuine.header, '['.repeat(500) + ']'.repeat(500), genuine.key),
    ],
    ['a header that is a list', () => hmacSigned([genuine.header], genuine.claims, genuine.key)],
    ['a header that is no JSON', () => hmacSigned('{', genuine.claims, genuine.key)],
    ['two thousand and one characters', () => withClaims({ extra: 'x'.repeat(2_001) })],
    ['a space inside', () => good().replace('.', ' .')],
    ['a tab inside', () => good().replace('.', '\t.')],
    ['a comma and the genuine token', () => `${good()},${good()}`],
    ['a letter from another alphabet', () => good().replace(/^e/, 'е')],
    ['the token in quotes', () => `"${good()}"`],
    ['the token percent-encoded', () => good().replaceAll('.', '%2E')],
    ['a refresh token', () => others.refreshToken],
    ['the word null', () => 'null'],
    ['nothing', () => ''],
  ])('%s', async (_name, forge) => {
    await expectRefusal(await ask([`Authorization: Bearer ${forge()}`]));
  });

  test('one of a megabyte, by HTTP itself', async () => {
    const token = withClaims({ extra: 'x'.repeat(MEGABYTE) });
    await expectRefusal(await ask([`Authorization: Bearer ${token}`]), [431]);
  });

  test.each(['\0', '\r', '\x1B'])('one with the control character %j, by HTTP itself', async (character) => {
    await expectRefusal(await ask([`Authorization: Bearer ${good()}${character}`]), [400]);
  });
});

describe('a genuine token is of no use', () => {
  test.each<[string, (token: string) => string[]]>([
    ['under Basic', (token) => [`Authorization: Basic ${token}`]],
    [
      'under Basic as name and password',
      (token) => [`Authorization: Basic ${Buffer.from(`member:${token}`).toString('base64')}`],
    ],
    ['under Digest', (token) => [`Authorization: Digest ${token}`]],
    ['under DPoP', (token) => [`Authorization: DPoP ${token}`]],
    ['without a scheme', (token) => [`Authorization: ${token}`]],
    ['with the scheme twice', (token) => [`Authorization: Bearer Bearer ${token}`]],
    ['with two spaces after the scheme', (token) => [`Authorization: Bearer  ${token}`]],
    ['with a tab after the scheme', (token) => [`Authorization: Bearer\t${token}`]],
    ['with no space after the scheme', (token) => [`Authorization: Bearer${token}`]],
    [
      'beside a forged one that comes first',
      (token) => ['Authorization: Bearer forged', `Authorization: Bearer ${token}`],
    ],
    [
      'beside a forged one that comes last',
      (token) => [`Authorization: Bearer ${token}`, 'authorization: Bearer forged'],
    ],
    ['sent twice', (token) => [`Authorization: Bearer ${token}`, `Authorization: Bearer ${token}`]],
    ['in X-Authorization', (token) => [`X-Authorization: Bearer ${token}`]],
    ['in Proxy-Authorization', (token) => [`Proxy-Authorization: Bearer ${token}`]],
    ['in X-Forwarded-Authorization', (token) => [`X-Forwarded-Authorization: Bearer ${token}`]],
    ['in a cookie', (token) => [`Cookie: access_token=${token}; Authorization=Bearer ${token}`]],
  ])('%s', async (_name, headerLines) => {
    await expectRefusal(await ask(headerLines(good())));
  });

  test.each(['access_token', 'token', 'authorization', 'bearer'])('in the query, as %s', async (key) => {
    await expectRefusal(await ask([], `/v1/me?${key}=${good()}`));
  });

  test('in a header folded over two lines, which HTTP itself refuses', async () => {
    await expectRefusal(await ask(['Authorization: Bearer', ` ${good()}`]), [400, 401]);
  });
});
