import { createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

import { newUuid } from '@soomcare/database';
import { createFakeClock } from '@soomcare/testing';
import jwt from 'jsonwebtoken';
import { beforeEach, describe, expect, test } from 'vitest';

import { ACCESS_TOKEN_SECONDS, createAccessTokens } from './access-token.ts';

const START = '2026-11-21T03:00:00.000Z';
const clock = createFakeClock(START);
const keys = [
  { id: 'new', key: randomBytes(32) },
  { id: 'old', key: randomBytes(32) },
] as const;
const [newKey, oldKey] = keys;
const tokens = createAccessTokens({ keys, now: clock.now });
const facts = { memberId: newUuid(), sessionId: newUuid() };
const nowSeconds = new Date(START).getTime() / 1000;

beforeEach(() => clock.set(START));

const goodHeader = { alg: 'HS256', typ: 'at+jwt', kid: newKey.id };
const goodClaims = {
  iss: 'soomcare',
  aud: 'soomcare-mobile',
  sub: facts.memberId,
  sid: facts.sessionId,
  iat: nowSeconds,
  nbf: nowSeconds,
  exp: nowSeconds + ACCESS_TOKEN_SECONDS,
};

const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Signed rightly, whatever it says. */
const forge = (header: unknown, claims: unknown, key: Buffer = newKey.key, hash = 'sha256') => {
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${createHmac(hash, key).update(signed).digest('base64url')}`;
};

const without = (name: keyof typeof goodClaims) => {
  const { [name]: _left, ...rest } = goodClaims;
  return rest;
};

/** The good claims as JSON, with one of them said otherwise first: JSON.parse takes the last. */
const twice = (name: keyof typeof goodClaims, first: unknown) =>
  `{"${name}":${JSON.stringify(first)},${JSON.stringify(goodClaims).slice(1)}`;

describe('an access token', () => {
  test('is valid for whom it was issued', () => {
    expect(tokens.verify(tokens.issue(facts))).toEqual(facts);
  });

  test('made by hand in the same form is valid, so the forgeries below fail for their own reason', () => {
    expect(tokens.verify(forge(goodHeader, goodClaims))).toEqual(facts);
  });

  test('says nothing but type, key, issuer, audience, member, session and times', () => {
    const { header, payload } = jwt.decode(tokens.issue(facts), { complete: true }) ?? {};

    expect(header).toEqual(goodHeader);
    expect(payload).toEqual(goodClaims);
  });

  test('signed with the former key is valid as long as the ring has it', () => {
    const former = createAccessTokens({ keys: [oldKey], now: clock.now }).issue(facts);
    const afterwards = createAccessTokens({ keys: [newKey], now: clock.now });

    expect(tokens.verify(former)).toEqual(facts);
    expect(afterwards.verify(former)).toBeNull();
  });

  test('ends with its life, also when its signature is remembered', () => {
    const token = tokens.issue(facts);
    tokens.verify(token);

    clock.advance({ seconds: ACCESS_TOKEN_SECONDS + 4 });
    expect(tokens.verify(token)).toEqual(facts);
    clock.advance({ seconds: 1 });
    expect(tokens.verify(token)).toBeNull();
  });

  test('lives ten minutes at most', () => {
    expect(ACCESS_TOKEN_SECONDS).toBeLessThanOrEqual(600);
  });
});

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const rsaSigned = () => {
  const signed = `${encode({ ...goodHeader, alg: 'RS256' })}.${encode(goodClaims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
};
const good = forge(goodHeader, goodClaims);
const [goodHead = '', goodBody = '', goodSignature = ''] = good.split('.');

describe('a forged token is refused:', () => {
  test.each<[string, string]>([
    ['alg none without a signature', `${encode({ ...goodHeader, alg: 'none' })}.${goodBody}.`],
    [
      'alg None with the good signature',
      `${encode({ ...goodHeader, alg: 'None' })}.${goodBody}.${goodSignature}`,
    ],
    ['no signature', `${goodHead}.${goodBody}.`],
    ['two parts', `${goodHead}.${goodBody}`],
    ['four parts', `${good}.${goodSignature}`],
    ['another key', forge(goodHeader, goodClaims, randomBytes(32))],
    ['the empty key', forge(goodHeader, goodClaims, Buffer.alloc(0))],
    ['the kid of one key, signed with the other', forge({ ...goodHeader, kid: 'old' }, goodClaims)],
    ['HS512 with the right key', forge({ ...goodHeader, alg: 'HS512' }, goodClaims, newKey.key, 'sha512')],
    ['HS384 with the right key', forge({ ...goodHeader, alg: 'HS384' }, goodClaims, newKey.key, 'sha384')],
    ['HS512 in fact, HS256 in the header', forge(goodHeader, goodClaims, newKey.key, 'sha512')],
    ['hs256 in lower case', forge({ ...goodHeader, alg: 'hs256' }, goodClaims)],
    ['RS256 with a key of its own', rsaSigned()],
    ['HS256 keyed with a public key', forge(goodHeader, goodClaims, Buffer.from(publicPem))],
    ['no kid', forge({ alg: 'HS256', typ: 'at+jwt' }, goodClaims)],
    ['an unknown kid', forge({ ...goodHeader, kid: 'other' }, goodClaims)],
    ['a kid that is a path', forge({ ...goodHeader, kid: '../../dev/null' }, goodClaims, Buffer.alloc(0))],
    ['a kid that is SQL', forge({ ...goodHeader, kid: "' UNION SELECT 'k" }, goodClaims, Buffer.from('k'))],
    ['a kid that every object has', forge({ ...goodHeader, kid: '__proto__' }, goodClaims)],
    ['a kid that is no text', forge({ ...goodHeader, kid: ['new'] }, goodClaims)],
    ['a key in the header (jwk)', forge({ ...goodHeader, jwk: { kty: 'oct', k: 'a' } }, goodClaims)],
    ['a key address in the header (jku)', forge({ ...goodHeader, jku: 'https://evil.example' }, goodClaims)],
    [
      'a certificate address in the header (x5u)',
      forge({ ...goodHeader, x5u: 'https://evil.example' }, goodClaims),
    ],
    ['a critical extension', forge({ ...goodHeader, crit: ['b64'], b64: false }, goodClaims)],
    ['typ JWT', forge({ ...goodHeader, typ: 'JWT' }, goodClaims)],
    ['no typ', forge({ alg: 'HS256', kid: 'new' }, goodClaims)],
    ['typ rt+jwt', forge({ ...goodHeader, typ: 'rt+jwt' }, goodClaims)],
    ['another issuer', forge(goodHeader, { ...goodClaims, iss: 'soomcare-staff' })],
    ['no issuer', forge(goodHeader, without('iss'))],
    ['another audience', forge(goodHeader, { ...goodClaims, aud: 'soomcare-backoffice' })],
    ['a list of audiences', forge(goodHeader, { ...goodClaims, aud: ['soomcare-mobile', 'other'] })],
    ['no audience', forge(goodHeader, without('aud'))],
    ['no member', forge(goodHeader, without('sub'))],
    ['a member that is no id', forge(goodHeader, { ...goodClaims, sub: '1 OR 1=1' })],
    ['no session', forge(goodHeader, without('sid'))],
    ['no expiry', forge(goodHeader, without('exp'))],
    ['no issue time', forge(goodHeader, without('iat'))],
    ['no not-before', forge(goodHeader, without('nbf'))],
    [
      'expired by the leeway',
      forge(goodHeader, { ...goodClaims, iat: nowSeconds - 605, nbf: nowSeconds - 605, exp: nowSeconds - 5 }),
    ],
    ['not valid yet', forge(goodHeader, { ...goodClaims, nbf: nowSeconds + 60 })],
    [
      'not issued yet',
      forge(goodHeader, { ...goodClaims, iat: nowSeconds + 60, nbf: nowSeconds + 60, exp: nowSeconds + 600 }),
    ],
    ['a longer life than any of ours', forge(goodHeader, { ...goodClaims, exp: nowSeconds + 86_400 })],
    ['an expiry that is text', forge(goodHeader, { ...goodClaims, exp: '9999999999' })],
    ['an expiry that is no whole number', forge(goodHeader, { ...goodClaims, exp: nowSeconds + 1.5 })],
    ['a claim of its own', forge(goodHeader, { ...goodClaims, role: 'admin' })],
    ['two members, ours last', forge(goodHeader, twice('sub', newUuid()))],
    ['two expiries, the later last', forge(goodHeader, twice('exp', nowSeconds - 60))],
    ['two algorithms, ours last', forge(`{"alg":"none",${JSON.stringify(goodHeader).slice(1)}`, goodClaims)],
    ['a payload with spaces', forge(goodHeader, JSON.stringify(goodClaims, null, 1))],
    ['an issue time of its own', forge(goodHeader, { ...goodClaims, iat: nowSeconds + 60 })],
    ['a payload that is a list', forge(goodHeader, [goodClaims])],
    ['a payload that is text', forge(goodHeader, '"admin"')],
    ['a payload that is null', forge(goodHeader, 'null')],
    ['a payload that is no JSON', forge(goodHeader, '{')],
    ['a header that is no JSON', forge('{', goodClaims)],
    ['a header that is a list', forge([goodHeader], goodClaims)],
    ['another spelling of the signature', `${good}=`],
    ['a space in front', ` ${good}`],
    ['a huge payload', forge(goodHeader, { ...goodClaims, extra: 'x'.repeat(200_000) })],
    ['nothing', ''],
    ['two dots', '..'],
  ])('%s', (_name, token) => {
    expect(tokens.verify(token)).toBeNull();
  });

  test('a payload changed under the good signature', () => {
    const otherBody = encode({ ...goodClaims, sub: newUuid() });

    expect(tokens.verify(`${goodHead}.${otherBody}.${goodSignature}`)).toBeNull();
  });
});

test('within the leeway a clock that is a little behind does no harm', () => {
  const token = tokens.issue(facts);
  clock.advance({ seconds: -5 });

  expect(createAccessTokens({ keys, now: clock.now }).verify(token)).toEqual(facts);
});

test('without a key nothing starts', () => {
  expect(() => createAccessTokens({ keys: [], now: clock.now })).toThrow('at least one');
});
