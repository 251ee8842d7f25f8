import { type BlindIndex, normaliseEmail } from '@soomcare/database';
import type { Limit, RateLimiter } from '@soomcare/http';

/** Ten wrong ones in a row, then a pause; a pause, not a lock, since locking people out is an attack too. */
export const LOG_IN_PER_ACCOUNT: Limit = { name: 'log-in-account', points: 10, seconds: 15 * 60 };

/** Loose: Korean carriers put many people behind one address. */
export const LOG_IN_PER_ADDRESS: Limit = { name: 'log-in-address', points: 100, seconds: 15 * 60 };

/** Counts by address of the account, whether it exists or not. */
export const createLogInThrottle = ({
  rateLimiter,
  blindIndex,
}: {
  rateLimiter: RateLimiter;
  blindIndex: BlindIndex;
}) => {
  // Redis must not learn e-mail addresses.
  const keyOf = (email: string) => blindIndex('limits.log_in', normaliseEmail(email)).toString('hex');

  return {
    /** @throws TOO_MANY_REQUESTS */
    count: (email: string) => rateLimiter.consume(LOG_IN_PER_ACCOUNT, keyOf(email)),
    /** After the owner has shown who they are. */
    forgive: (email: string) => rateLimiter.reset(LOG_IN_PER_ACCOUNT, keyOf(email)),
  };
};

export type LogInThrottle = ReturnType<typeof createLogInThrottle>;
