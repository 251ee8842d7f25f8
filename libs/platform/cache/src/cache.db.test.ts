import { randomUUID } from 'node:crypto';
import { testServices } from '@soomcare/config';
import { createLogger } from '@soomcare/observability';
import { afterEach, beforeEach, expect, test } from 'vitest';
// eslint-disable-next-line @nx/enforce-module-boundaries -- infra is no package; this file is made for fault tests
import { createSeverableProxy, type SeverableProxy } from '../../../../infra/services/severable-proxy.js';
import { createBatchedRead } from './batched-read.ts';
import { type Cache, createCache } from './cache.ts';

let proxy: SeverableProxy;
let cache: Cache;
let lines: string[];

const connectCache = (url: string): Promise<Cache> => {
  lines = [];
  const logger = createLogger({
    level: 'info',
    name: 'test',
    destination: { write: (line) => lines.push(line) },
  });

  return createCache({ url, prefix: `test-${randomUUID()}`, logger });
};

beforeEach(async () => {
  const { redisUrl } = testServices();
  if (redisUrl === undefined) throw new Error('this test needs Redis: set TEST_REDIS_URL or use `npm test`');

  proxy = await createSeverableProxy(redisUrl);
  cache = await connectCache(proxy.url);
});
afterEach(async () => {
  await cache.close();
  await proxy.close();
});

const elapsedMs = async (work: Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work.catch(() => {});

  return performance.now() - start;
};

test('what is written can be read back', async () => {
  const key = cache.key('session', 'abc');
  await cache.redis.set(key, '숨', 'EX', 10);

  expect(await cache.redis.get(key)).toBe('숨');
  expect(cache.isUp()).toBe(true);
  await cache.ping();
});

test('two lists of parts never give one key', () => {
  expect(cache.key('a', 'b:c')).not.toBe(cache.key('a', 'b', 'c'));
  expect(cache.key('a', 'b%3Ac')).not.toBe(cache.key('a', 'b:c'));
  expect(cache.key('limit', 7)).toMatch(/^test-[\w-]+:limit:7$/);
  expect(() => cache.key('session', '')).toThrow(RangeError);
});

test('commands of one turn travel together', async () => {
  const keys = Array.from({ length: 20 }, (_, index) => cache.key('many', index));
  const answers = await Promise.all(keys.map((key) => cache.redis.set(key, '1', 'EX', 10)));

  expect(answers).toEqual(keys.map(() => 'OK'));
  expect(cache.redis.autoPipelineQueueSize).toBe(0);
});

test('keys that are read in one turn are one command, and each reader gets their own', async () => {
  const [one, two, none] = ['1', '2', 'none'].map((part) => cache.key(part));
  await cache.redis.mset(one ?? '', 'eins', two ?? '', 'zwei');
  const commands: string[][] = [];
  const get = createBatchedRead(async (keys: readonly string[]) => {
    commands.push([...keys]);
    return cache.redis.mget(...keys);
  });

  const read = await Promise.all([two, none, one, two].map((key) => get(key ?? '')));
  const alone = await get(one ?? '');

  expect([read, alone]).toEqual([['zwei', null, 'eins', 'zwei'], 'eins']);
  expect(commands).toEqual([[two, none, one, two], [one]]);
  expect(await cache.get(two ?? '')).toBe('zwei');
});

test('while Redis is down every command fails at once, and it works again after Redis is back', async () => {
  proxy.goDown();
  await expect.poll(() => cache.isUp()).toBe(false);

  expect(await elapsedMs(cache.redis.get('x'))).toBeLessThan(100);
  await expect(Promise.all([cache.get('x'), cache.get('y')])).rejects.toThrow();
  await expect(cache.redis.get('x')).rejects.toThrow();
  await expect(cache.ping()).rejects.toThrow();

  proxy.comeUp();
  await expect.poll(() => cache.isUp(), { timeout: 5_000 }).toBe(true);
  await cache.ping();
});

test('an outage is logged when it begins and when it ends, however often is tried', async () => {
  proxy.goDown();
  await expect.poll(() => cache.isUp()).toBe(false);
  for (let tries = 0; tries < 50; tries += 1) await cache.redis.get('x').catch(() => {});
  let reconnects = 0;
  cache.redis.on('reconnecting', () => (reconnects += 1));
  await expect.poll(() => reconnects, { timeout: 5_000 }).toBeGreaterThan(2);
  proxy.comeUp();
  await expect.poll(() => cache.isUp(), { timeout: 5_000 }).toBe(true);

  expect(lines.map((line) => /"msg":"(redis is \w+)/.exec(line)?.[1])).toEqual([
    'redis is up',
    'redis is down',
    'redis is up',
  ]);
});

test('a frozen Redis costs a command its 200 ms and no more', async () => {
  await cache.ping();
  proxy.freeze();

  const ms = await elapsedMs(cache.redis.get('x'));

  expect(ms).toBeGreaterThanOrEqual(150);
  expect(ms).toBeLessThan(1_000);
});

test('a start does not wait for a Redis that is not there, nor for one that is silent', async () => {
  proxy.goDown();
  const refusedMs = await elapsedMs(connectCache(proxy.url).then((late) => late.close()));
  proxy.comeUp();
  proxy.freeze();
  const silentMs = await elapsedMs(connectCache(proxy.url).then((late) => late.close()));

  expect(refusedMs).toBeLessThan(1_500);
  expect(silentMs).toBeLessThan(3_000);
});

test('closing while Redis is down ends, and logs nothing more', async () => {
  proxy.goDown();
  await expect.poll(() => cache.isUp()).toBe(false);
  const before = lines.length;
  await cache.close();

  expect(lines).toHaveLength(before);
});
