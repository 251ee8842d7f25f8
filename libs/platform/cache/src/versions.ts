import { randomUUID } from 'node:crypto';
import { type Cache } from './cache.ts';

/**
 * A version never outlives this, and reading it does not prolong it: whatever goes wrong (a writer that cannot reach
 * Redis, or dies between its commit and the renewal), nobody holds old data for current any longer.
 */
export const VERSION_SECONDS = 60;

/** A random word in Redis for the present state of what somebody owns: after each change it is another one. */
export interface Versions {
  /** To be asked before the data is read; null when Redis cannot tell. Never rejects. */
  current(owner: string): Promise<string | null>;
  /** To be called after whatever may have changed the data: its commit, or a failure that leaves it open. Never rejects. */
  renew(owner: string): Promise<void>;
}

export const createVersions = ({ cache, now }: { cache: Cache; now: () => Date }): Versions => {
  const { redis } = cache;
  const versionKey = (owner: string) => cache.key('version', owner);
  let trustedFromMs = 0;

  return {
    async current(owner) {
      if (!cache.isUp() || now().getTime() < trustedFromMs) return null;

      const key = versionKey(owner);
      try {
        const known = await cache.get(key);
        if (known !== null) return known;

        const first = randomUUID();
        // NX: of two readers who find none, both take the one that came first.
        return (await redis.set(key, first, 'EX', VERSION_SECONDS, 'NX', 'GET')) ?? first;
      } catch {
        return null;
      }
    },

    async renew(owner) {
      try {
        await redis.set(versionKey(owner), randomUUID(), 'EX', VERSION_SECONDS);
      } catch {
        // Others may hold the old version for as long as it lives; this process at least answers by no version.
        trustedFromMs = now().getTime() + VERSION_SECONDS * 1_000;
      }
    },
  };
};
