import { type BlindIndex, type Database, type FieldCipher, normaliseEmail } from '@soomcare/database';
import type { Limit, RateLimiter } from '@soomcare/http';

import type { Clock } from '../../identity.deps.ts';
import type { PasswordHasher } from '../../passwords/password-hasher.ts';
import { accountPlace, type StaffAccountRepository } from '../accounts/staff-account.repository.ts';
import { staffErrors } from '../staff.errors.ts';
import type { LogInChallenges } from './log-in-challenge.ts';
import type { NewSession, StaffSessionService } from './staff-session.service.ts';
import { totpStepOf } from './totp.ts';

/** Limit after failures (안전성 확보조치 기준, Art. 5⑥): a pause, not a lock, since locking people out is an attack too. */
const PASSWORDS_PER_ACCOUNT: Limit = { name: 'staff-passwords', points: 10, seconds: 15 * 60 };
const CODES_PER_ACCOUNT: Limit = { name: 'staff-codes', points: 10, seconds: 15 * 60 };

/** Of one office behind one address. */
export const STAFF_LOG_IN_PER_ADDRESS: Limit = { name: 'staff-log-in-address', points: 60, seconds: 15 * 60 };

/** RFC 9110, 15.5.2: a 401 names a scheme. */
const CHALLENGE_HEADER = { headers: { 'WWW-Authenticate': 'Cookie realm="soomcare staff"' } };

interface StaffLogInDeps {
  readonly database: Database;
  readonly accounts: StaffAccountRepository;
  readonly cipher: FieldCipher;
  readonly hasher: PasswordHasher;
  readonly challenges: LogInChallenges;
  readonly sessions: StaffSessionService;
  readonly limits: { readonly rateLimiter: RateLimiter; readonly blindIndex: BlindIndex };
  readonly clock: Clock;
}

export const createStaffLogInService = (deps: StaffLogInDeps) => {
  const { database, accounts, cipher, hasher, challenges, sessions, limits, clock } = deps;
  // Redis must not learn e-mail addresses.
  const emailKey = (email: string) =>
    limits.blindIndex('limits.staff_log_in', normaliseEmail(email)).toString('hex');

  return {
    /**
     * The first step: the password.
     * @throws STAFF_LOG_IN_FAILED alike for an unknown address, a wrong password and a disabled account, after the
     * same work; TOO_MANY_REQUESTS; SERVICE_UNAVAILABLE when too many passwords wait to be checked
     */
    async start(
      { email, password }: { email: string; password: string },
      userAgent: string,
    ): Promise<string> {
      // Counted before the hash: a hundred guesses at once are a hundred guesses.
      await limits.rateLimiter.consume(PASSWORDS_PER_ACCOUNT, emailKey(email));

      const account = await accounts.findByEmail(email);
      const right = account
        ? await hasher.verify(password, account.passwordHash)
        : await hasher.verifyNothing(password);
      if (!account || !right || account.status !== 'active') {
        throw staffErrors.STAFF_LOG_IN_FAILED(CHALLENGE_HEADER);
      }

      await limits.rateLimiter.reset(PASSWORDS_PER_ACCOUNT, emailKey(email));
      return challenges.make({ staffId: account.id, version: account.version }, userAgent);
    },

    /**
     * The second step: a code of the authenticator app, each of which works once.
     * @throws STAFF_CODE_REFUSED, TOO_MANY_REQUESTS
     */
    async finish(
      { challenge, code }: { challenge: string; code: string },
      userAgent: string,
    ): Promise<NewSession> {
      const proved = challenges.read(challenge, userAgent);
      if (!proved) throw staffErrors.STAFF_CODE_REFUSED(CHALLENGE_HEADER);
      await limits.rateLimiter.consume(CODES_PER_ACCOUNT, proved.staffId);

      const account = await accounts.find(proved.staffId);
      if (!account) throw staffErrors.STAFF_CODE_REFUSED(CHALLENGE_HEADER);
      const secret = cipher.open(account.sealedTotpSecret, accountPlace('sealed_totp_secret', account.id));
      const step = totpStepOf(secret, code, clock.now());
      if (step === null) throw staffErrors.STAFF_CODE_REFUSED(CHALLENGE_HEADER);

      const begun = await database.transaction(async (tx) => {
        if (!(await accounts.useTotpStep(tx, account.id, proved.version, step))) return null;
        return sessions.begin(tx, account);
      });
      if (!begun) throw staffErrors.STAFF_CODE_REFUSED(CHALLENGE_HEADER);

      await limits.rateLimiter.reset(CODES_PER_ACCOUNT, account.id);
      return begun;
    },
  };
};

export type StaffLogInService = ReturnType<typeof createStaffLogInService>;
