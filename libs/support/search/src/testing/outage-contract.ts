import { createDatabase } from '@soomcare/database';
import { createLogger } from '@soomcare/observability';
import { anActor, truncateAll, useTestApi, type TestDatabase } from '@soomcare/testing';
import { afterAll, expect, test } from 'vitest';

// eslint-disable-next-line @nx/enforce-module-boundaries -- infra is no package; this is made for fault tests
import { createSeverableProxy, type SeverableProxy } from '../../../../../infra/services/severable-proxy.js';
import { createSearch, type Search, type SearchDeps } from '../search.module.ts';
import { copiedEditions, storedEditions } from './editions.ts';
import { aDocument, asking, nobodyHidden } from './search-bench.ts';

interface Message {
  readonly topic: string;
  readonly payload: unknown;
}

const NAME = 'soomcare-search';
/** Searches that OpenSearch, and then MySQL in its place, must have answered. */
const ENOUGH = 20;

/** A real OpenSearch that goes away while members search and write, and comes back. */
export const testOutage = (database: TestDatabase, opensearch: () => { url: string }): void => {
  const queue: Message[] = [];
  let proxy: SeverableProxy;
  let search: Search;
  const searchWith = (different: Partial<SearchDeps> = {}): Search =>
    createSearch({
      database: database(),
      outbox: { add: (_tx, message) => Promise.resolve(void queue.push(message)) },
      now: () => new Date(),
      logger: createLogger({ level: 'silent', name: 'test' }),
      // The deadline is of a machine that runs other tests beside this one.
      opensearch: { url: proxy.url, deadlineMs: 2_000 },
      ...different,
    });
  const api = useTestApi(async () => {
    proxy = await createSeverableProxy(opensearch().url);
    search = searchWith();
    return { endpoints: search.memberRoutes(nobodyHidden), now: () => new Date() };
  });
  afterAll(() => proxy.close());

  test('no search fails meanwhile, and afterwards no document differs', { timeout: 60_000 }, async () => {
    await truncateAll(database());
    await search.housekeeping();
    const documents = Array.from({ length: 20 }, (_, index) => aDocument({ title: `꽃가루 ${index}` }));
    const publish = (version: number) =>
      database().transaction((tx) =>
        search.publish(
          documents.map((each) => ({ ...each, version })),
          tx,
        ),
      );
    await publish(1);
    let [isOver, isWritten] = [false, false];
    const answers: { status: number; degraded: boolean }[] = [];
    const read = async () => {
      const me = api.as(anActor());
      while (!isOver) {
        const { status, body } = (await me.get('/v1/search?q=꽃가루')) as {
          status: number;
          body: { degraded: boolean };
        };
        answers.push({ status, degraded: body.degraded });
      }
    };
    const write = async () => {
      for (let version = 2; !isOver; version += 1) await publish(version);
      isWritten = true;
    };
    /** As the relay does, but that a message which is to come again does so at once. */
    const deliver = async () => {
      const handlers: Readonly<Record<string, (payload: unknown) => Promise<void>>> = search.outboxHandlers;
      while (!isWritten || queue.length > 0) {
        const message = queue.shift();
        if (message) await handlers[message.topic]?.(message.payload);
        else await new Promise(setImmediate);
      }
    };
    const answered = (degraded: boolean) => answers.filter((each) => each.degraded === degraded).length;
    const work = Promise.all([read(), read(), write(), deliver()]);

    await expect.poll(() => answered(false), { timeout: 20_000 }).toBeGreaterThan(ENOUGH);
    proxy.goDown();
    await expect.poll(() => answered(true), { timeout: 20_000 }).toBeGreaterThan(ENOUGH);
    proxy.comeUp();
    isOver = true;
    await work;

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await expect
      .poll(() => copiedEditions(opensearch().url, NAME), { timeout: 10_000 })
      .toEqual(await storedEditions(database()));
  });

  test('however much is written meanwhile, one message stands for it, and mends all of it', async () => {
    await truncateAll(database());
    queue.length = 0;
    const away = searchWith();
    const handlers: Readonly<Record<string, (payload: unknown) => Promise<void>>> = away.outboxHandlers;
    const handleLast = async () => {
      const message = queue.pop();
      if (message) await handlers[message.topic]?.(message.payload);
    };
    await away.housekeeping();
    proxy.goDown();
    for (let written = 0; written < 30; written += 1) {
      await database().transaction((tx) => away.publish([aDocument()], tx));
      await handleLast();
    }
    expect(queue.map(({ topic }) => topic)).toEqual(['search.catch-up']);

    proxy.comeUp();
    await expect
      .poll(
        async () => {
          await handleLast();
          return queue.length;
        },
        { timeout: 10_000 },
      )
      .toBe(0);
    await expect
      .poll(() => copiedEditions(opensearch().url, NAME), { timeout: 10_000 })
      .toEqual(await storedEditions(database()));
  });

  test('OpenSearch answers though searches have taken all connections that MySQL has for them', async () => {
    await truncateAll(database());
    const searchDatabase = await createDatabase({ url: database.url(), poolSize: 1, entities: [] });
    const crowded = searchWith({ searchDatabase });
    const document = aDocument({ title: '꽃가루' });
    await crowded.housekeeping();
    await database().transaction((tx) => crowded.publish([document], tx));
    await crowded.repairDrift();

    await searchDatabase.transaction(async () => {
      await expect
        .poll(() => crowded.query(asking('꽃가루')), { timeout: 10_000 })
        .toMatchObject({ degraded: false, hits: [{ id: document.id }] });
    });
    await searchDatabase.close();
  });
};
