import { type Database, failpoint } from '@soomcare/database';

import type { CredentialRepository } from '../passwords/credential.repository.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import type { LogInThrottle } from './log-in-throttle.ts';
import { BEARER_CHALLENGE, sessionErrors } from './session.errors.ts';
import type { LogIn, Tokens } from './session.schemas.ts';
import type { SessionService } from './session.service.ts';

interface LogInDeps {
  readonly database: Database;
  readonly credentials: CredentialRepository;
  readonly hasher: PasswordHasher;
  readonly sessions: SessionService;
  readonly throttle: LogInThrottle;
}

export const createLogInService = ({ database, credentials, hasher, sessions, throttle }: LogInDeps) => ({
  /**
   * @throws LOG_IN_FAILED alike for an unknown address, a wrong password and a locked account, after the same work;
   * TOO_MANY_REQUESTS; SERVICE_UNAVAILABLE when too many passwords wait to be checked
   */
  async logIn({ email, password, device }: LogIn): Promise<Tokens> {
    // Counted before the hash: a hundred guesses at once are a hundred guesses.
    await throttle.count(email);

    const account = await credentials.findPasswordByEmail(email);
    const right = account
      ? await hasher.verify(password, account.passwordHash)
      : await hasher.verifyNothing(password);
    if (!account || !right || account.status !== 'active')
      throw sessionErrors.LOG_IN_FAILED(BEARER_CHALLENGE);

    await failpoint('identity.password_checked');
    const fresh = hasher.isOutdated(account.passwordHash) ? await hasher.hash(password) : null;
    const tokens = await database.transaction(async (tx) => {
      // A password that was changed while this one was being checked has ended all sessions: this one must not begin.
      const version = await credentials.lockVersion(tx, account.credentialId);
      if (version !== account.version) return null;

      if (fresh !== null) await credentials.replaceHash(tx, account.credentialId, fresh);
      return sessions.begin(tx, account.memberId, device);
    });
    if (!tokens) throw sessionErrors.LOG_IN_FAILED(BEARER_CHALLENGE);

    await throttle.forgive(email);
    return tokens;
  },
});

export type LogInService = ReturnType<typeof createLogInService>;
