import { type Cache, createSingleFlight } from '@soomcare/cache';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';

import { ACCESS_TOKEN_SECONDS } from '../access-tokens/access-token.ts';
import type { Bulkhead } from '../bulkhead.ts';
import type { LiveSessionFacts, SessionRepository } from './session.repository.ts';

/**
 * How long a copy of a live session may be believed. It is the bound on staleness when a revocation could not reach
 * Redis (down, or this process died between its commit and the overwrite); otherwise a revocation shows at once.
 */
export const COPY_SECONDS = 5;

/** A copy from the future comes from a clock that is wrong: the database is asked instead. */
const CLOCK_SKEW_SECONDS = 1;

/** Longer than any access token lives (its leeway included), so no later request can ask again. */
const TOMBSTONE_SECONDS = ACCESS_TOKEN_SECONDS + 60;
const TOMBSTONE = 'ended';

const copySchema = z.object({
  memberId: z.uuid(),
  timeZone: z.string(),
  consents: z.array(z.string()),
  authenticatedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** When the database was asked: Redis may keep a copy for longer, or get it later, than it may be believed. */
  readAt: z.int(),
});

interface Copy {
  readonly facts: LiveSessionFacts;
  readonly readAt: number;
}

/** A copy is the same text for all requests of its five seconds: so many of them need not be parsed again. */
const REMEMBERED_COPIES = 10_000;

const parseCopy = (text: string): Copy | null => {
  try {
    const { readAt, ...facts } = copySchema.parse(JSON.parse(text));
    return { facts, readAt };
  } catch {
    return null;
  }
};

interface LiveSessionsDeps {
  readonly cache: Cache;
  readonly sessions: Pick<SessionRepository, 'findLive'>;
  /** With Redis away every request reads the database: not so many at once that nothing else gets through. */
  readonly bulkhead: Bulkhead;
  readonly now: () => Date;
}

/** Sessions as every request sees them: the truth is in MySQL, Redis holds short-lived copies. */
export const createLiveSessions = ({ cache, sessions, bulkhead, now }: LiveSessionsDeps) => {
  const sessionKey = (id: string) => cache.key('session', id);
  const singleFlight = createSingleFlight();
  const remembered = new LRUCache<string, Copy>({ max: REMEMBERED_COPIES });

  const copyIn = (text: string): Copy | null => {
    const known = remembered.get(text);
    if (known) return known;

    const copy = parseCopy(text);
    if (copy) remembered.set(text, copy);
    return copy;
  };

  const factsIn = (text: string): LiveSessionFacts | null => {
    const copy = copyIn(text);
    if (!copy) return null;

    const ageSeconds = (now().getTime() - copy.readAt) / 1000;
    return ageSeconds >= -CLOCK_SKEW_SECONDS && ageSeconds <= COPY_SECONDS ? copy.facts : null;
  };

  /** Redis away or slow is no error here: what it does not tell, the database does. */
  const quietly = async <T>(command: () => Promise<T>): Promise<T | null> => {
    if (!cache.isUp()) return null;
    try {
      return await command();
    } catch {
      return null;
    }
  };

  const load = (id: string) =>
    singleFlight(id, async () => {
      const readAt = now();
      const facts = await bulkhead(() => sessions.findLive(id, readAt));
      // Nobody waits for the copy. NX: a revocation that came between the read and this write has left a tombstone.
      void quietly(() =>
        facts
          ? cache.redis.set(
              sessionKey(id),
              JSON.stringify({ ...facts, readAt: readAt.getTime() }),
              'EX',
              COPY_SECONDS,
              'NX',
            )
          : cache.redis.set(sessionKey(id), TOMBSTONE, 'EX', TOMBSTONE_SECONDS),
      );
      return facts;
    });

  return {
    /** @throws DatabaseUnavailable when neither Redis nor the database can tell: never let in on a guess. */
    async find(id: string): Promise<LiveSessionFacts | null> {
      const copy = await quietly(() => cache.get(sessionKey(id)));
      if (copy === TOMBSTONE) return null;
      return (copy === null ? null : factsIn(copy)) ?? load(id);
    },

    /** After the commit that ended them. */
    async bury(ids: readonly string[]) {
      await Promise.all(
        ids.map((id) => quietly(() => cache.redis.set(sessionKey(id), TOMBSTONE, 'EX', TOMBSTONE_SECONDS))),
      );
    },

    /** After a commit that changed what the copies say. */
    async forget(ids: readonly string[]) {
      await Promise.all(ids.map((id) => quietly(() => cache.redis.del(sessionKey(id)))));
    },
  };
};

export type LiveSessions = ReturnType<typeof createLiveSessions>;
