import { createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';

import { askProvider, ProviderUnavailable } from './provider-http.ts';
import type { ProviderSettings } from './provider-settings.ts';

/** What the provider said was not to be believed. The person may try again; nothing is wrong with the provider. */
export class ProofRefused extends Error {
  /** For the log: our own words or a library's code, never a token. */
  readonly reason: string;

  constructor(reason: string) {
    super(`the proof was refused: ${reason}`);
    this.name = 'ProofRefused';
    this.reason = reason;
  }
}

/** OpenID Connect Core 2: at most 255 ASCII characters, told apart by case. */
export const providerSubject = z.string().regex(/^[\x21-\x7e]{1,255}$/);

const KEYS_MAX_AGE_MS = 10 * 60 * 1000;
/** Between two fetches for a key that is not there: a forger must not make us ask for each token. */
const KEYS_COOLDOWN_MS = 30 * 1000;
const CLOCK_TOLERANCE_SECONDS = 30;
/** A token that was made for this very log-in is seconds old. */
const MAX_TOKEN_AGE_SECONDS = 10 * 60;

const claimsSchema = z.object({
  sub: providerSubject,
  aud: z.union([z.string(), z.array(z.string()).length(1)]),
  azp: z.string().optional(),
  nonce: z.string(),
});

export interface IdTokenDeps {
  readonly settings: ProviderSettings;
  readonly jwksUri: string;
  readonly algorithms: readonly string[];
  readonly now: () => Date;
}

/** Checks id tokens as OpenID Connect Core 3.1.3.7 asks, and a little more strictly. */
export const createIdTokens = ({ settings, jwksUri, algorithms, now }: IdTokenDeps) => {
  const { issuer, clientId, timeoutMs } = settings;
  const keys = createRemoteJWKSet(new URL(jwksUri), {
    cacheMaxAge: KEYS_MAX_AGE_MS,
    cooldownDuration: KEYS_COOLDOWN_MS,
    timeoutDuration: timeoutMs,
    [customFetch]: async (url) => {
      const { status, json } = await askProvider(url, { method: 'GET' }, timeoutMs);
      return Response.json(json, { status });
    },
  });

  const verify = async (idToken: string): Promise<JWTPayload> => {
    try {
      const { payload } = await jwtVerify(idToken, keys, {
        issuer,
        audience: clientId,
        algorithms: [...algorithms],
        requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        maxTokenAge: MAX_TOKEN_AGE_SECONDS,
        currentDate: now(),
      });
      return payload;
    } catch (error) {
      if (error instanceof ProviderUnavailable) throw error;
      if (!(error instanceof errors.JOSEError)) throw new ProofRefused('id token: unreadable');
      // What jose says when it could not get the keys, as opposed to when no key of them fits.
      const keysAreAway = ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'].includes(error.code);
      throw keysAreAway
        ? new ProviderUnavailable(`keys: ${error.code}`)
        : new ProofRefused(`id token: ${error.code}`);
    }
  };

  return {
    /**
     * @returns the subject
     * @throws ProofRefused, ProviderUnavailable
     */
    async subjectOf(idToken: string, nonce: string): Promise<string> {
      const claims = claimsSchema.safeParse(await verify(idToken));
      if (!claims.success) throw new ProofRefused('id token: claims');
      // One audience, and nobody else it was issued for (3.1.3.7, steps 3 to 5).
      if (claims.data.azp !== undefined && claims.data.azp !== clientId)
        throw new ProofRefused('id token: azp');
      if (claims.data.nonce !== nonce) throw new ProofRefused('id token: nonce');
      return claims.data.sub;
    },
  };
};
