import { createHash } from 'node:crypto';

import { SignJWT } from 'jose';
import { z } from 'zod';

import { createIdTokens, ProofRefused, providerSubject } from './id-token.ts';
import { askProvider, ProviderUnavailable } from './provider-http.ts';
import type { ProviderSettings } from './provider-settings.ts';

/** Who the provider says it is. */
export interface ProviderIdentity {
  readonly subject: string;
  /** To be taken back at a withdrawal; null where the provider does not want to hear of it. */
  readonly refreshToken: string | null;
}

/** What only we know of an attempt. */
export interface AttemptSecrets {
  readonly nonce: string;
  readonly codeVerifier: string;
}

export interface ProviderClient {
  readonly issuer: string;
  readonly namesItself: boolean;
  authorizationUrl(state: string, secrets: AttemptSecrets): string;
  /** Trades the code for who it is. @throws ProofRefused, ProviderUnavailable */
  prove(code: string, state: string, secrets: AttemptSecrets): Promise<ProviderIdentity>;
  /** @throws ProviderUnavailable */
  revoke(refreshToken: string): Promise<void>;
}

/** Long enough for one request; Apple would allow half a year. */
const CLIENT_SECRET_SECONDS = 5 * 60;

const tokenAnswer = z.object({
  access_token: z.string().min(1).max(8_000),
  token_type: z.string().regex(/^bearer$/i),
  id_token: z.string().max(20_000).optional(),
  refresh_token: z.string().max(2_000).optional(),
});
/** RFC 6749, 5.2; Naver sends it with status 200. */
const tokenError = z.object({ error: z.string() });
/** These say that our own keys are wrong; everything else is about this one code. */
const OUR_FAULT = ['invalid_client', 'unauthorized_client', 'unsupported_grant_type'];

const naverProfile = z.object({
  resultcode: z.literal('00'),
  response: z.object({ id: providerSubject }),
});

const challengeOf = (codeVerifier: string) => createHash('sha256').update(codeVerifier).digest('base64url');

export interface ProviderClientDeps {
  readonly settings: ProviderSettings;
  readonly redirectUri: string;
  readonly now: () => Date;
}

/** One provider as this service sees it, whichever it is: OAuth 2.0 with PKCE, and OpenID Connect where it is offered. */
export const createProviderClient = ({ settings, redirectUri, now }: ProviderClientDeps): ProviderClient => {
  const { issuer, clientId, clientSecret, proof, timeoutMs, revocationEndpoint } = settings;
  const idTokens = proof.kind === 'id-token' ? createIdTokens({ settings, ...proof, now }) : null;

  const secretForNow = async (): Promise<string> => {
    if (typeof clientSecret === 'string') return clientSecret;

    const issuedAt = Math.floor(now().getTime() / 1000);
    return new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid: clientSecret.keyId })
      .setIssuer(clientSecret.teamId)
      .setSubject(clientId)
      .setAudience(issuer)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + CLIENT_SECRET_SECONDS)
      .sign(clientSecret.key);
  };

  const asClient = async (form: Readonly<Record<string, string>>) => ({
    method: 'POST' as const,
    form: { ...form, client_id: clientId, client_secret: await secretForNow() },
  });

  const tradeCode = async (code: string, state: string, codeVerifier: string) => {
    const request = await asClient({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: codeVerifier,
      // Naver asks for it here too; others ignore it.
      ...(proof.kind === 'profile' ? { state } : {}),
    });
    const { status, json } = await askProvider(settings.tokenEndpoint, request, timeoutMs);
    const failure = tokenError.safeParse(json);
    if (failure.success) {
      const known = OUR_FAULT.find((each) => each === failure.data.error);
      throw known ? new ProviderUnavailable(`token: ${known}`) : new ProofRefused('token: code refused');
    }

    const tokens = tokenAnswer.safeParse(json);
    if (status !== 200 || !tokens.success) throw new ProviderUnavailable('token: answer not understood');
    return tokens.data;
  };

  const subjectByProfile = async (url: string, accessToken: string): Promise<string> => {
    const headers = { Authorization: `Bearer ${accessToken}` };
    const { status, json } = await askProvider(url, { method: 'GET', headers }, timeoutMs);
    if (status === 401 || status === 403) throw new ProofRefused('profile: token refused');

    const profile = naverProfile.safeParse(json);
    if (status !== 200 || !profile.success) throw new ProviderUnavailable('profile: answer not understood');
    return profile.data.response.id;
  };

  return {
    issuer,
    namesItself: settings.namesItself,

    authorizationUrl(state, { nonce, codeVerifier }) {
      const url = new URL(settings.authorizationEndpoint);
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        ...(settings.scope === null ? {} : { scope: settings.scope }),
        state,
        ...(proof.kind === 'id-token' ? { nonce } : {}),
        code_challenge: challengeOf(codeVerifier),
        code_challenge_method: 'S256',
      }).toString();
      return url.href;
    },

    async prove(code, state, { nonce, codeVerifier }) {
      const tokens = await tradeCode(code, state, codeVerifier);
      const refreshToken = revocationEndpoint === undefined ? null : (tokens.refresh_token ?? null);
      if (proof.kind === 'profile') {
        return { subject: await subjectByProfile(proof.profileEndpoint, tokens.access_token), refreshToken };
      }

      if (!idTokens || tokens.id_token === undefined) throw new ProofRefused('token: no id token');
      return { subject: await idTokens.subjectOf(tokens.id_token, nonce), refreshToken };
    },

    async revoke(refreshToken) {
      if (revocationEndpoint === undefined) return;

      const request = await asClient({ token: refreshToken, token_type_hint: 'refresh_token' });
      // 200 also for a token that is gone already (RFC 7009, 2.2).
      const { status } = await askProvider(revocationEndpoint, { ...request, expectsJson: false }, timeoutMs);
      if (status !== 200) throw new ProviderUnavailable(`revocation: status ${status}`);
    },
  };
};
