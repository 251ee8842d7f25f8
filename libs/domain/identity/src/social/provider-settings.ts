import type { KeyObject } from 'node:crypto';

export const socialProviders = ['kakao', 'naver', 'google', 'apple'] as const;
export type SocialProvider = (typeof socialProviders)[number];

/** Apple wants no shared secret but a short-lived token, signed with the key of the developer's team. */
export interface SignedClientSecret {
  readonly teamId: string;
  readonly keyId: string;
  /** EC, P-256. */
  readonly key: KeyObject;
}

/** All that tells one provider from another. */
export interface ProviderSettings {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  /** How the person is shown: by a signed id token, or by asking for the profile with the access token. */
  readonly proof:
    | { readonly kind: 'id-token'; readonly jwksUri: string; readonly algorithms: readonly string[] }
    | { readonly kind: 'profile'; readonly profileEndpoint: string };
  readonly clientId: string;
  readonly clientSecret: string | SignedClientSecret;
  /** Only what a log-in needs: no name, no address, no picture. Apple and Naver take none. */
  readonly scope: string | null;
  /** Where a refresh token is taken back at a withdrawal; without it none is kept. */
  readonly revocationEndpoint?: string;
  /** RFC 9207: the provider names itself beside the code, and an answer without its name is refused. */
  readonly namesItself: boolean;
  readonly timeoutMs: number;
}

export interface SocialSettings {
  /** Where providers send people back to, without a slash at the end; each provider has its own path below it. */
  readonly redirectUrl: string;
  /** True in development: plain http to this machine is let through. */
  readonly allowLoopback: boolean;
  /** A provider that is missing is off. */
  readonly providers: Partial<Readonly<Record<SocialProvider, ProviderSettings>>>;
  /** What Kakao shows when it tells us of somebody who cut the link. */
  readonly kakaoAdminKey?: string;
}

/** Exactly what is registered with the provider; a path each, so that an answer of one is not taken for another's. */
export const redirectUriOf = ({ redirectUrl }: SocialSettings, provider: SocialProvider) =>
  `${redirectUrl}/${provider}`;

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

const isSafe = (address: string, allowLoopback: boolean): boolean => {
  const url = URL.parse(address);
  if (!url || url.username !== '' || url.hash !== '') return false;
  return (
    url.protocol === 'https:' ||
    (allowLoopback && url.protocol === 'http:' && LOOPBACK.includes(url.hostname))
  );
};

/** @throws Error that names every address that is not https (or, in development, this machine) */
export const refuseUnsafeSettings = ({ providers, allowLoopback }: SocialSettings) => {
  const unsafe = Object.entries(providers).flatMap(([provider, settings]) => {
    const { proof } = settings;
    const addresses = [
      settings.issuer,
      settings.authorizationEndpoint,
      settings.tokenEndpoint,
      ...(settings.revocationEndpoint === undefined ? [] : [settings.revocationEndpoint]),
      proof.kind === 'id-token' ? proof.jwksUri : proof.profileEndpoint,
    ];
    return addresses.filter((each) => !isSafe(each, allowLoopback)).map((each) => `${provider}: ${each}`);
  });

  if (unsafe.length > 0) throw new Error(`Providers must be asked by https:\n  ${unsafe.join('\n  ')}`);
};
