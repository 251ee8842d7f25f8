import { randomBytes } from 'node:crypto';

import type { FieldCipher, Transaction } from '@soomcare/database';
import { z } from 'zod';

import type { Runtime } from '../identity.deps.ts';
import { hashToken } from '../sessions/refresh-token.ts';
import type { Authenticate } from './http/provider.strategy.ts';
import type { ProviderClient, ProviderIdentity } from './provider-client.ts';
import { ProviderUnavailable } from './provider-http.ts';
import type { SocialProvider } from './provider-settings.ts';
import type { SocialAttemptRepository } from './social-attempt.repository.ts';
import { socialErrors } from './social.errors.ts';
import type { AttemptView, ProviderAnswerBody } from './social.schemas.ts';

/** RFC 9700, 4.7: state and nonce are of one use and short life. */
export const ATTEMPT_SECONDS = 10 * 60;
/** Reading the consent texts takes a while. */
export const SIGN_UP_SECONDS = 30 * 60;

const SECRET_BYTES = 32;
const newSecret = () => randomBytes(SECRET_BYTES).toString('base64url');

const attemptSecrets = z.object({ nonce: z.string(), codeVerifier: z.string() });
const keptIdentity = z.object({ subject: z.string(), refreshToken: z.string().nullable() });

const secretsPlace = (rowId: string) => ({ table: 'social_attempts', column: 'sealed_secrets', rowId });
const identityPlace = (rowId: string) => ({ table: 'social_attempts', column: 'sealed_identity', rowId });
const after = (start: Date, seconds: number) => new Date(start.getTime() + seconds * 1000);

/** An attempt that the provider has answered truthfully. */
export interface ProvenAttempt {
  readonly id: string;
  readonly provider: SocialProvider;
  readonly identity: ProviderIdentity;
}

interface SocialAttemptDeps {
  readonly clients: ReadonlyMap<string, ProviderClient>;
  readonly authenticate: Authenticate;
  readonly attempts: SocialAttemptRepository;
  readonly cipher: FieldCipher;
  readonly runtime: Runtime;
}

export const createSocialAttemptService = (deps: SocialAttemptDeps) => {
  const { clients, authenticate, attempts, cipher, runtime } = deps;

  const getClient = (provider: SocialProvider): ProviderClient => {
    const client = clients.get(provider);
    if (!client) throw socialErrors.SOCIAL_PROVIDER_OFF({ detail: provider });
    return client;
  };

  const refuse = (provider: SocialProvider, reason: string) => {
    runtime.logger.warn({ provider, reason }, 'a provider’s answer was refused');
    return null;
  };

  return {
    /** @throws SOCIAL_PROVIDER_OFF */
    async start(provider: SocialProvider): Promise<AttemptView> {
      const client = getClient(provider);
      const id = runtime.newId();
      const now = runtime.now();
      const secrets = { nonce: newSecret(), codeVerifier: newSecret() };
      const [state, attemptSecret] = [newSecret(), newSecret()];

      await attempts.insert({
        id,
        provider,
        stateHash: hashToken(state),
        secretHash: hashToken(attemptSecret),
        sealedSecrets: cipher.seal(JSON.stringify(secrets), secretsPlace(id)),
        claimedAt: null,
        sealedIdentity: null,
        expiresAt: after(now, ATTEMPT_SECONDS),
        createdAt: now,
      });

      return {
        authorizationUrl: client.authorizationUrl(state, secrets),
        state,
        attemptSecret,
        expiresIn: ATTEMPT_SECONDS,
      };
    },

    /**
     * Uses the attempt up, whatever the provider says.
     * @returns null when the answer is not to be believed
     * @throws SOCIAL_PROVIDER_OFF, SOCIAL_PROVIDER_FAILED, SERVICE_UNAVAILABLE
     */
    async prove(answer: ProviderAnswerBody): Promise<ProvenAttempt | null> {
      const { provider, code, state, attemptSecret, iss } = answer;
      getClient(provider);
      const attempt = await attempts.claim(hashToken(state), hashToken(attemptSecret), runtime.now());
      if (!attempt) return refuse(provider, 'answer: no such attempt');
      if (attempt.provider !== provider) return refuse(provider, 'answer: another provider’s attempt');

      const { id } = attempt;
      const secrets = attemptSecrets.parse(JSON.parse(cipher.open(attempt.sealedSecrets, secretsPlace(id))));
      try {
        const proof = await authenticate(provider, { code, state, secrets, iss });
        return proof.kind === 'proven'
          ? { id, provider, identity: proof.identity }
          : refuse(provider, proof.reason);
      } catch (error) {
        if (!(error instanceof ProviderUnavailable)) throw error;
        runtime.logger.warn({ provider, reason: error.reason }, 'a provider failed');
        throw socialErrors.SOCIAL_PROVIDER_FAILED();
      }
    },

    /** Keeps who it is for the sign-up: from now on the attempt's secret is the ticket. */
    keepForSignUp: (tx: Transaction, { id, identity }: ProvenAttempt) =>
      attempts.keepIdentity(
        tx,
        id,
        cipher.seal(JSON.stringify(identity), identityPlace(id)),
        after(runtime.now(), SIGN_UP_SECONDS),
      ),

    async lockForSignUp(tx: Transaction, attemptSecret: string): Promise<ProvenAttempt | null> {
      const attempt = await attempts.lockBySecret(tx, hashToken(attemptSecret));
      if (!attempt?.sealedIdentity || attempt.expiresAt <= runtime.now()) return null;

      const { id, provider } = attempt;
      const json = cipher.open(attempt.sealedIdentity, identityPlace(id));
      return { id, provider, identity: keptIdentity.parse(JSON.parse(json)) };
    },

    remove: (tx: Transaction, id: string) => attempts.remove(tx, id),
  };
};

export type SocialAttemptService = ReturnType<typeof createSocialAttemptService>;
