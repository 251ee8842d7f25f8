import { Redis } from 'ioredis';
import { createAccessTokens } from '../libs/domain/identity/src/access-tokens/access-token.ts';
import { idOf, SESSIONS, TIME_ZONE } from './population.js';

/**
 * Access tokens of the seeded sessions, made anew at each call: they live ten minutes.
 * @param {import('@soomcare/config').Config['secrets']} secrets
 * @returns {() => string[]}
 */
export function tokenMaker({ accessTokenKeys }) {
  const accessTokens = createAccessTokens({ keys: accessTokenKeys, now: () => new Date() });

  return () =>
    Array.from({ length: SESSIONS }, (_, member) =>
      accessTokens.issue({ memberId: idOf('members', member), sessionId: idOf('sessions', member) }),
    );
}

/** The reference's sessions: as large as the product's copies, and they stay. @param {string} url */
export async function writeReferenceSessions(url) {
  const redis = new Redis(url);
  await redis.flushdb();
  const pipeline = redis.pipeline();
  const now = new Date();
  for (let member = 0; member < SESSIONS; member += 1) {
    const session = {
      memberId: idOf('members', member),
      timeZone: TIME_ZONE,
      consents: ['health-data', 'service'],
      authenticatedAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + 30 * 86_400_000).toISOString(),
    };
    pipeline.set(`reference:session:${idOf('sessions', member)}`, JSON.stringify(session));
  }
  await pipeline.exec();
  redis.disconnect();
}

/**
 * Lets each member's version begin anew: it lives a minute, and the load cannot take over the tag of the next one.
 * @param {string} url
 */
export async function forgetVersions(url) {
  const redis = new Redis(url);
  const keys = await redis.keys('soomcare:version:*');
  if (keys.length > 0) await redis.unlink(keys);
  redis.disconnect();
}
