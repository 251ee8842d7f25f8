import { type BlindIndex, normaliseEmail } from '@soomcare/database';
import type { Limit, RateLimiter } from '@soomcare/http';

/** Mails that anybody may cause to one mailbox, whether we know it or not. */
export const MAILS_PER_MAILBOX: Limit = { name: 'mails-mailbox', points: 5, seconds: 60 * 60 };

/** Loose, as one address may stand for many people. */
export const MAILS_PER_ADDRESS: Limit = { name: 'mails-address', points: 60, seconds: 60 * 60 };

export const createMailThrottle = ({
  rateLimiter,
  blindIndex,
}: {
  rateLimiter: RateLimiter;
  blindIndex: BlindIndex;
}) => ({
  /** @throws TOO_MANY_REQUESTS */
  count: (email: string) =>
    rateLimiter.consume(MAILS_PER_MAILBOX, blindIndex('limits.mail', normaliseEmail(email)).toString('hex')),
});

export type MailThrottle = ReturnType<typeof createMailThrottle>;
