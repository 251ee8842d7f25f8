import { type Cache, createSingleFlight } from '@soomcare/cache';
import { z } from 'zod';

import type { StaffSessionFacts, StaffSessionRepository } from './staff-session.repository.ts';

/**
 * How long a copy may be believed, and so how late a revocation can show that did not reach Redis: rights that are
 * taken away are gone within a second (안전성 확보조치 기준, Art. 5②: without delay).
 */
const COPY_SECONDS = 1;

/** Longer than any read that was under way when the session ended. */
const TOMBSTONE_SECONDS = 60;
const TOMBSTONE = 'ended';

const copySchema = z.object({
  id: z.uuid(),
  staffId: z.uuid(),
  name: z.string(),
  role: z.string(),
  lastSeenAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});

interface StaffLiveSessionsDeps {
  readonly cache: Cache;
  readonly sessions: Pick<StaffSessionRepository, 'findLive'>;
  readonly now: () => Date;
}

/** Staff sessions as every request sees them: the truth is in MySQL, Redis holds copies for a second. */
export const createStaffLiveSessions = ({ cache, sessions, now }: StaffLiveSessionsDeps) => {
  const keyOf = (tokenHash: Buffer) => cache.key('staff-session', tokenHash.toString('hex'));
  const singleFlight = createSingleFlight();

  /** Redis away or slow is no error here: what it does not tell, the database does. */
  const quietly = async <T>(command: () => Promise<T>): Promise<T | null> => {
    if (!cache.isUp()) return null;
    try {
      return await command();
    } catch {
      return null;
    }
  };

  const load = (tokenHash: Buffer) =>
    singleFlight(keyOf(tokenHash), async () => {
      const facts = await sessions.findLive(tokenHash, now());
      // NX: a revocation that came between this read and this write has left a tombstone, which stays.
      if (facts) {
        await quietly(() =>
          cache.redis.set(keyOf(tokenHash), JSON.stringify(facts), 'EX', COPY_SECONDS, 'NX'),
        );
      }
      return facts;
    });

  return {
    /** @throws DatabaseUnavailable when neither Redis nor the database can tell: never let in on a guess. */
    async find(tokenHash: Buffer): Promise<StaffSessionFacts | null> {
      const copy = await quietly(() => cache.get(keyOf(tokenHash)));
      if (copy === TOMBSTONE) return null;
      return copy === null ? load(tokenHash) : copySchema.parse(JSON.parse(copy));
    },

    /** After the commit that ended them. */
    async bury(tokenHashes: readonly Buffer[]) {
      await Promise.all(
        tokenHashes.map((each) =>
          quietly(() => cache.redis.set(keyOf(each), TOMBSTONE, 'EX', TOMBSTONE_SECONDS)),
        ),
      );
    },

    /** After a write that changed what the copy says; a tombstone that goes too is told again by the database. */
    async forget(tokenHash: Buffer) {
      await quietly(() => cache.redis.del(keyOf(tokenHash)));
    },
  };
};

export type StaffLiveSessions = ReturnType<typeof createStaffLiveSessions>;
