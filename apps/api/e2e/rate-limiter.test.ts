import { createRateLimiter } from '@soomcare/http';
import { useTestCache } from '@soomcare/testing';
import { expect, test } from 'vitest';

const cache = useTestCache();

test('the first call that is counted may share its turn with another command', async () => {
  const limiter = createRateLimiter({ cache: cache(), factor: 1 });

  const others = cache().redis.set(cache().key('test', 'other'), 'kept', 'EX', 5);
  const counted = limiter.consume({ name: 'first', points: 1, seconds: 60 }, 'somebody');

  expect(await others).toBe('OK');
  await expect(counted).resolves.toBeUndefined();
  await expect(limiter.consume({ name: 'first', points: 1, seconds: 60 }, 'somebody')).rejects.toMatchObject({
    status: 429,
  });
});
