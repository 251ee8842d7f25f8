import { randomUUID } from 'node:crypto';
import { testServices } from '@soomcare/config';
import { createLogger } from '@soomcare/observability';
import { afterEach, beforeEach, expect, test } from 'vitest';
// eslint-disable-next-line @nx/enforce-module-boundaries -- infra is no package; this file is made for fault tests
import { createSeverableProxy, type SeverableProxy } from '../../../../infra/services/severable-proxy.js';
import { type Cache, createCache } from './cache.ts';
import { createVersions, type Versions, VERSION_SECONDS } from './versions.ts';

const OWNER = 'member-1';

/** Two processes: one reaches Redis by a line that can be cut, the other directly. */
let proxy: SeverableProxy;
let here: Versions;
let there: Versions;
let cut: Cache;
let steady: Cache;
let nowMs: number;

beforeEach(async () => {
  const { redisUrl } = testServices();
  if (redisUrl === undefined) throw new Error('this test needs Redis: set TEST_REDIS_URL or use `npm test`');

  proxy = await createSeverableProxy(redisUrl);
  const shared = {
    prefix: `test-${randomUUID()}`,
    logger: createLogger({ level: 'silent', name: 'test' }),
  };
  cut = await createCache({ ...shared, url: proxy.url });
  steady = await createCache({ ...shared, url: redisUrl });
  nowMs = Date.UTC(2026, 2, 1);
  const now = () => new Date(nowMs);
  here = createVersions({ cache: cut, now });
  there = createVersions({ cache: steady, now });
});
afterEach(async () => {
  await Promise.all([cut.close(), steady.close()]);
  await proxy.close();
});

const secondsLeft = () => steady.redis.ttl(steady.key('version', OWNER));

test('all processes see one version, also when they ask for the first one at the same time', async () => {
  const [mine, theirs] = await Promise.all([here.current(OWNER), there.current(OWNER)]);

  expect(mine).toEqual(expect.any(String));
  expect(theirs).toBe(mine);
  expect(await there.current(OWNER)).toBe(mine);
});

test('a renewal shows at once in every process, and in nobody else’s version', async () => {
  const before = await there.current(OWNER);
  const ofAnother = await there.current('member-2');

  await here.renew(OWNER);

  expect(await there.current(OWNER)).not.toBe(before);
  expect(await there.current('member-2')).toBe(ofAnother);
});

test('a version lives a minute and is never prolonged by being read: the bound on every staleness', async () => {
  await here.current(OWNER);
  expect(VERSION_SECONDS).toBe(60);
  expect(await secondsLeft()).toBeLessThanOrEqual(VERSION_SECONDS);

  await steady.redis.expire(steady.key('version', OWNER), 20);
  await here.current(OWNER);

  expect(await secondsLeft()).toBeLessThanOrEqual(20);
});

test('without Redis there is no version, and nothing fails', async () => {
  proxy.goDown();
  await expect.poll(() => cut.isUp()).toBe(false);

  expect(await here.current(OWNER)).toBeNull();
  await expect(here.renew(OWNER)).resolves.toBeUndefined();
});

test('a Redis that hangs costs one command’s deadline', async () => {
  proxy.freeze();

  expect(await here.current(OWNER)).toBeNull();
});

test('a process that could not renew trusts no version until the old ones have died', async () => {
  await there.current(OWNER);
  proxy.goDown();
  await expect.poll(() => cut.isUp()).toBe(false);
  await here.renew(OWNER);
  proxy.comeUp();
  await expect.poll(() => cut.isUp()).toBe(true);

  expect(await here.current(OWNER)).toBeNull();
  nowMs += VERSION_SECONDS * 1_000;
  expect(await here.current(OWNER)).toEqual(expect.any(String));
});
