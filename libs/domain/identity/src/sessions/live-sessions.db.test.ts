import { type Cache, createCache } from '@soomcare/cache';
import { DatabaseUnavailable } from '@soomcare/database';
import { createLogger } from '@soomcare/observability';
import { useTestCache } from '@soomcare/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { createBulkhead } from '../bulkhead.ts';
import { COPY_SECONDS, createLiveSessions } from './live-sessions.ts';
import type { LiveSessionFacts } from './session.repository.ts';

const cache = useTestCache();
const facts: LiveSessionFacts = {
  memberId: '0198f0a0-0000-7000-8000-000000000001',
  timeZone: 'Asia/Seoul',
  consents: ['service'],
  authenticatedAt: '2026-11-21T03:00:00.000Z',
  expiresAt: '2026-12-21T03:00:00.000Z',
};
const now = () => new Date('2026-11-21T03:00:00.000Z');

const build = (findLive: () => Promise<LiveSessionFacts | null>, from: Cache = cache()) =>
  createLiveSessions({
    cache: from,
    sessions: { findLive },
    bulkhead: createBulkhead({ running: 5, waiting: 100 }),
    now,
  });

/** Redis that nobody answers for. */
let away: Cache;
beforeAll(async () => {
  away = await createCache({
    url: 'redis://127.0.0.1:1',
    prefix: 'away',
    logger: createLogger({ level: 'silent', name: 'test' }),
  });
});
afterAll(() => away.close());

describe('with Redis', () => {
  test('the database is asked once, then the copy answers', async () => {
    const findLive = vi.fn(() => Promise.resolve(facts));
    const live = build(findLive);

    expect(await live.find('a')).toEqual(facts);
    expect(await live.find('a')).toEqual(facts);
    expect(findLive).toHaveBeenCalledTimes(1);
  });

  test('a copy lives five seconds: the bound on what a lost revocation can cost', async () => {
    await build(() => Promise.resolve(facts)).find('b');

    expect(COPY_SECONDS).toBe(5);
    expect(await cache().redis.ttl(cache().key('session', 'b'))).toBeLessThanOrEqual(COPY_SECONDS);
  });

  test('a revoked session is refused at once by every instance', async () => {
    const here = build(() => Promise.resolve(facts));
    const there = build(() => Promise.resolve(facts));
    await here.find('c');
    await there.find('c');
    await here.bury(['c']);

    expect(await there.find('c')).toBeNull();
  });

  test('a read that began before a revocation and ends after it cannot bring the session back', async () => {
    const gate = Promise.withResolvers<LiveSessionFacts>();
    const slow = build(() => gate.promise);
    const early = slow.find('d');
    await new Promise(setImmediate);
    await slow.bury(['d']);
    gate.resolve(facts);
    await early;

    expect(await build(() => Promise.resolve(facts)).find('d')).toBeNull();
    expect(await cache().redis.get(cache().key('session', 'd'))).toBe('ended');
  });

  test('a tombstone outlives every access token', async () => {
    await build(() => Promise.resolve(facts)).bury(['e']);

    expect(await cache().redis.ttl(cache().key('session', 'e'))).toBeGreaterThan(600 + 30);
  });

  test('a session that the database does not know is remembered as ended', async () => {
    const findLive = vi.fn(() => Promise.resolve(null));
    const live = build(findLive);

    expect(await live.find('f')).toBeNull();
    expect(await live.find('f')).toBeNull();
    expect(findLive).toHaveBeenCalledTimes(1);
  });

  test('a forgotten copy is read anew', async () => {
    const live = build(() => Promise.resolve(facts));
    await live.find('g');
    await live.forget(['g']);

    expect(await build(() => Promise.resolve({ ...facts, timeZone: 'UTC' })).find('g')).toMatchObject({
      timeZone: 'UTC',
    });
  });

  test('a copy that nobody of ours wrote is not believed', async () => {
    await cache().redis.set(cache().key('session', 'h'), '{"memberId":"somebody"}', 'EX', 60);

    expect(await build(() => Promise.resolve(facts)).find('h')).toEqual(facts);
  });
});

describe('without Redis', () => {
  test('the database answers, once for all who ask at the same time', async () => {
    const findLive = vi.fn(
      () => new Promise<LiveSessionFacts>((resolve) => setImmediate(() => resolve(facts))),
    );
    const live = build(findLive, away);
    const all = await Promise.all(Array.from({ length: 50 }, () => live.find('i')));

    expect(all.every((each) => each?.memberId === facts.memberId)).toBe(true);
    expect(findLive).toHaveBeenCalledTimes(1);
  });

  test('a revocation is seen by the very next request, since nothing is remembered', async () => {
    let current: LiveSessionFacts | null = facts;
    const live = build(() => Promise.resolve(current), away);
    expect(await live.find('j')).toEqual(facts);
    current = null;
    await live.bury(['j']);

    expect(await live.find('j')).toBeNull();
  });

  test('and without a database nobody is let in: it is an error, not an answer', async () => {
    const live = build(() => Promise.reject(new DatabaseUnavailable('connection')), away);

    await expect(live.find('k')).rejects.toBeInstanceOf(DatabaseUnavailable);
  });
});

test('with Redis a revoked session stays refused while the database is away', async () => {
  const live = build(() => Promise.reject(new DatabaseUnavailable('connection')));
  await live.bury(['l']);

  expect(await live.find('l')).toBeNull();
  await expect(live.find('m')).rejects.toBeInstanceOf(DatabaseUnavailable);
});
