import { createLogger } from '@soomcare/observability';
import { type TestDatabase } from '@soomcare/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

// eslint-disable-next-line @nx/enforce-module-boundaries -- infra is no package; this is made for fault tests
import { type PrivateServer } from '../../../../../infra/services/private-servers.js';
// eslint-disable-next-line @nx/enforce-module-boundaries -- the same
import { createSeverableProxy, type SeverableProxy } from '../../../../../infra/services/severable-proxy.js';
import { createFallbackSearch, type FallbackSearch } from '../fallback-search.ts';
import { createMysqlSearchIndex } from '../mysql/mysql-search-index.ts';
import { openOpensearch } from './opensearch.bench.ts';
import { aDocument, aGuest, asking } from './search-bench.ts';

/** What a real OpenSearch that hangs, breaks off or is away does to a search: nothing that is seen, but `degraded`. */
export const testFallback = (database: TestDatabase, opensearch: () => PrivateServer): void => {
  let proxy: SeverableProxy;
  let search: FallbackSearch;
  let asked: number;
  const pauseMs = 3_000;

  beforeEach(async () => {
    proxy = await createSeverableProxy(opensearch().url);
    const { search: first, settle } = await openOpensearch(database(), proxy.url);
    await first.index(['하나', '둘', '셋'].map((title) => aDocument({ title: `꽃가루 ${title}` })));
    await settle();
    asked = 0;
    search = createFallbackSearch({
      first: {
        ...first,
        query(query) {
          asked += 1;
          return first.query(query);
        },
      },
      second: createMysqlSearchIndex({ database: database(), now: () => new Date() }),
      logger: createLogger({ level: 'silent', name: 'test' }),
      // Of a machine that runs other tests beside this one.
      deadlineMs: 2_000,
      pauseMs,
    });
  });
  afterEach(async () => {
    opensearch().resume();
    await proxy.close();
  });

  const isDegraded = async () => {
    const { hits, degraded } = await search.query(asking('꽃가루'));
    expect(hits).toHaveLength(3);
    return degraded;
  };
  const comesBack = () =>
    vi.waitFor(async () => expect(await isDegraded()).toBe(false), { timeout: 15_000, interval: 100 });

  test('MySQL answers while OpenSearch hangs, soon without waiting for it, and OpenSearch when it is back', async () => {
    expect(await isDegraded()).toBe(false);
    await opensearch().pause();

    for (let time = 0; time < 5; time += 1) expect(await isDegraded()).toBe(true);
    const before = asked;
    expect(await isDegraded()).toBe(true);
    expect(asked).toBe(before);

    opensearch().resume();
    await comesBack();
  }, 60_000);

  test('MySQL answers while OpenSearch is away', async () => {
    proxy.goDown();
    expect(await isDegraded()).toBe(true);
    expect(await search.suggest({ text: '꽃가루 하', viewer: aGuest, limit: 5 })).toEqual(['꽃가루 하나']);

    proxy.comeUp();
    await comesBack();
  }, 60_000);

  test('a page of one engine follows a page of the other', async () => {
    const first = await search.query(asking('꽃가루', { limit: 1 }));
    proxy.goDown();
    const second = await search.query(asking('꽃가루', { limit: 1, cursor: first.nextCursor ?? '' }));
    proxy.comeUp();
    const third = await search.query(asking('꽃가루', { limit: 1, cursor: second.nextCursor ?? '' }));

    const pages = [first, second, third];
    expect(pages.map(({ degraded }) => degraded)).toEqual([false, true, false]);
    expect(new Set(pages.map(({ hits }) => hits[0]?.id)).size).toBe(3);
  });

  test('what is the client’s own doing is no failure', async () => {
    await expect(search.query(asking('꽃가루', { cursor: 'e30' }))).rejects.toMatchObject({ status: 400 });
    for (let time = 0; time < 6; time += 1) {
      await expect(search.query(asking('꽃가루', { signal: AbortSignal.abort() }))).rejects.toThrow();
    }

    expect(await isDegraded()).toBe(false);
  });
};
