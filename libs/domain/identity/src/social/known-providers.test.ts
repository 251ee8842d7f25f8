import { generateKeyPairSync } from 'node:crypto';

import { expect, test } from 'vitest';

import { knownProviders } from './known-providers.ts';
import { createProviderClients } from './provider-clients.ts';
import { type ProviderSettings, socialProviders, type SocialSettings } from './provider-settings.ts';

const client = { clientId: 'client', clientSecret: 'secret' };
const privateKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
  format: 'der',
  type: 'pkcs8',
});
const redirectUrl = 'https://app.soomcare.example/log-in';
const all = knownProviders({
  redirectUrl,
  kakao: { ...client, adminKey: 'admin' },
  naver: client,
  google: client,
  apple: { clientId: 'client', teamId: 'TEAM123456', keyId: 'KEY1234567', privateKey },
});
const now = () => new Date();

test('all four are on with their keys, ask for nothing about the person, and each has its own way back', () => {
  const clients = createProviderClients(all, now);
  const asked = [...clients].map(([provider, each]) => {
    const url = new URL(each.authorizationUrl('s', { nonce: 'n', codeVerifier: 'v' }));
    return [provider, url.host, url.searchParams.get('scope'), url.searchParams.get('redirect_uri')];
  });

  expect(asked).toEqual([
    ['kakao', 'kauth.kakao.com', 'openid', `${redirectUrl}/kakao`],
    ['naver', 'nid.naver.com', null, `${redirectUrl}/naver`],
    ['google', 'accounts.google.com', 'openid', `${redirectUrl}/google`],
    ['apple', 'appleid.apple.com', null, `${redirectUrl}/apple`],
  ]);
  expect(all.kakaoAdminKey).toBe('admin');
  expect(new Set([...clients.values()].map(({ issuer }) => issuer)).size).toBe(socialProviders.length);
});

test('without keys every provider is off', () => {
  expect(knownProviders({ redirectUrl }).providers).toEqual({});
  expect(createProviderClients(undefined, now).size).toBe(0);
});

const google = all.providers.google;
const withGoogle = (different: Partial<ProviderSettings>, allowLoopback: boolean): SocialSettings => ({
  redirectUrl,
  allowLoopback,
  providers: google ? { google: { ...google, ...different } } : {},
});

test.each<[string, Partial<ProviderSettings>, boolean]>([
  ['plain http', { tokenEndpoint: 'http://accounts.google.com/token' }, false],
  ['plain http to another machine in development', { tokenEndpoint: 'http://10.0.0.1/token' }, true],
  ['this machine in production', { issuer: 'http://127.0.0.1:4000' }, false],
  ['a name that looks like this machine', { issuer: 'http://localhost.evil.example' }, true],
  ['another scheme', { revocationEndpoint: 'file:///etc/passwd' }, true],
  ['a password in the address', { authorizationEndpoint: 'https://a:b@accounts.google.com/auth' }, false],
  [
    'keys by plain http',
    { proof: { kind: 'id-token', jwksUri: 'http://www.googleapis.com/certs', algorithms: ['RS256'] } },
    false,
  ],
])('%s stops the start', (_name, different, allowLoopback) => {
  expect(() => createProviderClients(withGoogle(different, allowLoopback), now)).toThrow('google: ');
});

test('this machine is let through in development', () => {
  const settings = withGoogle({ tokenEndpoint: 'http://127.0.0.1:4000/token' }, true);

  expect(createProviderClients(settings, now).size).toBe(1);
});
