import { type Database, isDuplicateKey } from '@soomcare/database';

import { refuseUnfitChoices } from '../consents/consent.service.ts';
import type { Clock } from '../identity.deps.ts';
import type { AccountService } from '../members/account.service.ts';
import { refuseUnfitBirthDate } from '../members/member.service.ts';
import { BEARER_CHALLENGE } from '../sessions/session.errors.ts';
import type { Tokens } from '../sessions/session.schemas.ts';
import type { SessionService } from '../sessions/session.service.ts';
import type { SocialAttemptService } from './social-attempt.service.ts';
import type { SocialCredentials } from './social-credentials.ts';
import { socialErrors } from './social.errors.ts';
import type { LogInWithProvider, SignUpWithProvider } from './social.schemas.ts';

interface SocialLogInDeps {
  readonly database: Database;
  readonly attempts: SocialAttemptService;
  readonly credentials: SocialCredentials;
  readonly accounts: AccountService;
  readonly sessions: SessionService;
  readonly clock: Clock;
}

const refused = () => socialErrors.SOCIAL_LOG_IN_FAILED(BEARER_CHALLENGE);

export const createSocialLogInService = (deps: SocialLogInDeps) => {
  const { database, attempts, credentials, accounts, sessions, clock } = deps;

  return {
    /**
     * Finds the member by the provider's own id of the person, never by an address that it tells.
     * @throws SOCIAL_LOG_IN_FAILED, SOCIAL_SIGN_UP_NEEDED, SOCIAL_PROVIDER_OFF, SOCIAL_PROVIDER_FAILED
     */
    async logIn({ device, ...answer }: LogInWithProvider): Promise<Tokens> {
      const proven = await attempts.prove(answer);
      if (!proven) throw refused();

      const { id, provider, identity } = proven;
      const outcome = await database.transaction(async (tx) => {
        const account = await credentials.rows.lock(tx, provider, identity.subject);
        if (!account) {
          await attempts.keepForSignUp(tx, proven);
          return 'unknown';
        }
        await attempts.remove(tx, id);
        if (account.status !== 'active') return 'locked';

        const { credentialId, memberId } = account;
        await credentials.markProven(tx, { id: credentialId, memberId }, identity);
        return sessions.begin(tx, memberId, device);
      });

      if (outcome === 'unknown') throw socialErrors.SOCIAL_SIGN_UP_NEEDED();
      if (outcome === 'locked') throw refused();
      return outcome;
    },

    /**
     * @throws SOCIAL_SIGN_UP_EXPIRED, GUARDIAN_NEEDED, BIRTH_DATE_IN_FUTURE, SERVICE_CONSENT_REQUIRED,
     * CONSENT_VERSION_UNKNOWN
     */
    async signUp({ attemptSecret, device, ...person }: SignUpWithProvider): Promise<Tokens> {
      refuseUnfitBirthDate(person.birthDate, clock.now());
      refuseUnfitChoices(person.consents);

      const signedUp = database.transaction(async (tx) => {
        const proven = await attempts.lockForSignUp(tx, attemptSecret);
        if (!proven) return null;

        const memberId = await accounts.createWithoutAddress(tx, person);
        await credentials.add(tx, memberId, proven.provider, proven.identity);
        await attempts.remove(tx, proven.id);
        return sessions.begin(tx, memberId, device);
      });

      // Signed up, or linked to another member, by another attempt in the meantime.
      const tokens = await signedUp.catch((error: unknown) => {
        if (isDuplicateKey(error)) return null;
        throw error;
      });
      if (!tokens) throw socialErrors.SOCIAL_SIGN_UP_EXPIRED();
      return tokens;
    },
  };
};

export type SocialLogInService = ReturnType<typeof createSocialLogInService>;
