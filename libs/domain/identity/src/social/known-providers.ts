import { createPrivateKey } from 'node:crypto';

import type { ProviderSettings, SocialSettings } from './provider-settings.ts';

interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What differs between installations; `config.social` has this shape. */
export interface SocialKeys {
  readonly redirectUrl: string;
  readonly kakao?: Client & { readonly adminKey: string };
  readonly naver?: Client;
  readonly google?: Client;
  readonly apple?: {
    readonly clientId: string;
    readonly teamId: string;
    readonly keyId: string;
    /** PKCS#8, DER. */
    readonly privateKey: Buffer;
  };
}

/** A person waits for the answer. */
const TIMEOUT_MS = 3_000;

const common = { namesItself: false, timeoutMs: TIMEOUT_MS };
const idToken = (jwksUri: string) => ({ kind: 'id-token', jwksUri, algorithms: ['RS256'] }) as const;

/** developers.kakao.com/docs/latest/en/kakaologin/rest-api; the scope `openid` brings the id token. */
const kakao = (client: Client): ProviderSettings => ({
  ...common,
  clientId: client.clientId,
  clientSecret: client.clientSecret,
  issuer: 'https://kauth.kakao.com',
  authorizationEndpoint: 'https://kauth.kakao.com/oauth/authorize',
  tokenEndpoint: 'https://kauth.kakao.com/oauth/token',
  proof: idToken('https://kauth.kakao.com/.well-known/jwks.json'),
  scope: 'openid',
});

/** developers.naver.com/docs/login/api/api.md: plain OAuth 2.0, no id token. */
const naver = (client: Client): ProviderSettings => ({
  ...common,
  ...client,
  issuer: 'https://nid.naver.com',
  authorizationEndpoint: 'https://nid.naver.com/oauth2.0/authorize',
  tokenEndpoint: 'https://nid.naver.com/oauth2.0/token',
  proof: { kind: 'profile', profileEndpoint: 'https://openapi.naver.com/v1/nid/me' },
  scope: null,
});

/** accounts.google.com/.well-known/openid-configuration */
const google = (client: Client): ProviderSettings => ({
  ...common,
  ...client,
  issuer: 'https://accounts.google.com',
  authorizationEndpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
  tokenEndpoint: 'https://oauth2.googleapis.com/token',
  proof: idToken('https://www.googleapis.com/oauth2/v3/certs'),
  scope: 'openid',
});

/** appleid.apple.com/.well-known/openid-configuration; with a scope Apple would answer by a form post only. */
const apple = ({
  clientId,
  teamId,
  keyId,
  privateKey,
}: NonNullable<SocialKeys['apple']>): ProviderSettings => ({
  ...common,
  clientId,
  clientSecret: {
    teamId,
    keyId,
    key: createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' }),
  },
  issuer: 'https://appleid.apple.com',
  authorizationEndpoint: 'https://appleid.apple.com/auth/authorize',
  tokenEndpoint: 'https://appleid.apple.com/auth/token',
  proof: idToken('https://appleid.apple.com/auth/keys'),
  revocationEndpoint: 'https://appleid.apple.com/auth/revoke',
  scope: null,
});

/** The four providers as they are, with this installation's keys. */
export const knownProviders = (keys: SocialKeys): SocialSettings => ({
  redirectUrl: keys.redirectUrl,
  allowLoopback: false,
  providers: {
    ...(keys.kakao ? { kakao: kakao(keys.kakao) } : {}),
    ...(keys.naver ? { naver: naver(keys.naver) } : {}),
    ...(keys.google ? { google: google(keys.google) } : {}),
    ...(keys.apple ? { apple: apple(keys.apple) } : {}),
  },
  ...(keys.kakao ? { kakaoAdminKey: keys.kakao.adminKey } : {}),
});
