import type { Cache } from '@soomcare/cache';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

import { httpErrors } from './errors.ts';

/** So many calls in so many seconds. The name stands in the answer and in the Redis key. */
export interface Limit {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

export interface RateLimiter {
  /** Counts one call; throws TOO_MANY_REQUESTS with `Retry-After` and `RateLimit` once the limit is used up. */
  consume(limit: Limit, key: string): Promise<void>;
  /** Forgets what was counted, e.g. after a log-in that succeeded. */
  reset(limit: Limit, key: string): Promise<void>;
}

/** Every caller, on every route, per instance: far above what a person's app needs. */
export const GENERAL_LIMIT: Limit = { name: 'general', points: 600, seconds: 60 };

const refuse = (limit: Limit, points: number, used: RateLimiterRes) => {
  const wait = Math.max(1, Math.ceil(used.msBeforeNext / 1000));
  return httpErrors.TOO_MANY_REQUESTS({
    headers: {
      'Retry-After': String(wait),
      'RateLimit-Policy': `"${limit.name}";q=${points};w=${limit.seconds}`,
      RateLimit: `"${limit.name}";r=0;t=${wait}`,
    },
  });
};

/**
 * Counters in Redis, shared by all instances; when Redis is away an in-memory limiter of this instance
 * takes over (its counts are not carried back). `GENERAL_LIMIT` never leaves the process.
 * @param factor multiplies every limit: 1 in production, higher for load and fuzz runs.
 */
export const createRateLimiter = ({ cache, factor }: { cache: Cache; factor: number }): RateLimiter => {
  const limiters = new Map<string, RateLimiterMemory | RateLimiterRedis>();
  const pointsOf = (limit: Limit) => Math.ceil(limit.points * factor);
  // Defines its script now: a pipeline that began before it is defined does not know it, and the answer to a command
  // that a pipeline does not know ends the process (redis/ioredis#1931).
  void new RateLimiterRedis({ storeClient: cache.redis, points: 1, duration: 1 });

  const limiterOf = (limit: Limit) => {
    const known = limiters.get(limit.name);
    if (known) return known;

    const points = pointsOf(limit);
    const inMemory = new RateLimiterMemory({ points, duration: limit.seconds, keyPrefix: limit.name });
    const limiter =
      limit === GENERAL_LIMIT
        ? inMemory
        : new RateLimiterRedis({
            storeClient: cache.redis,
            keyPrefix: cache.key('limit', limit.name),
            points,
            duration: limit.seconds,
            inMemoryBlockOnConsumed: points,
            insuranceLimiter: inMemory,
          });
    limiters.set(limit.name, limiter);
    return limiter;
  };

  return {
    async consume(limit, key) {
      try {
        await limiterOf(limit).consume(key);
      } catch (refused) {
        if (refused instanceof RateLimiterRes) throw refuse(limit, pointsOf(limit), refused);
        throw refused;
      }
    },
    async reset(limit, key) {
      await limiterOf(limit).delete(key);
    },
  };
};

/**
 * The part of an address that one subscriber holds: a whole IPv4 address, the /64 of an IPv6 one.
 * Korean carriers share IPv4 addresses (CGNAT), so limits by address must stay loose.
 */
export const addressKey = (address: string): string => {
  const plain = address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
  if (!plain.includes(':')) return plain;

  const [head = '', tail] = plain.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
};
