import { randomUUID } from 'node:crypto';
import { type Cache, createCache } from '@soomcare/cache';
import { testServices } from '@soomcare/config';
import { createLogger } from '@soomcare/observability';
import { afterAll, beforeAll } from 'vitest';

const SCAN_COUNT = 500;

const removeKeys = async (cache: Cache, prefix: string): Promise<void> => {
  let cursor = '0';
  do {
    const [next, keys] = await cache.redis.scan(cursor, 'MATCH', `${prefix}:*`, 'COUNT', SCAN_COUNT);
    if (keys.length > 0) await cache.redis.del(...keys);
    cursor = next;
  } while (cursor !== '0');
};

/** A cache on real Redis with a key prefix of its own for the test file; its keys are removed after the last test. */
export const useTestCache = (): (() => Cache) => {
  const prefix = `test-${randomUUID()}`;
  let cache: Cache | undefined;

  beforeAll(async () => {
    const { redisUrl } = testServices();
    if (redisUrl === undefined)
      throw new Error('this test needs Redis: set TEST_REDIS_URL or use `npm test`');

    cache = await createCache({
      url: redisUrl,
      prefix,
      logger: createLogger({ level: 'silent', name: 'test' }),
    });
  });

  afterAll(async () => {
    if (!cache) return;

    if (cache.isUp()) await removeKeys(cache, prefix);
    await cache.close();
  });

  return () => {
    if (!cache) throw new Error('the test cache is there from beforeAll on');

    return cache;
  };
};
