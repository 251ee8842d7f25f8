/** The server gives a report to the next one after this long. */
const CLAIM_MS = 30 * 60_000;

export const isClaimOver = (claimedAt: string, now = Date.now()): boolean =>
  now - new Date(claimedAt).getTime() > CLAIM_MS;
