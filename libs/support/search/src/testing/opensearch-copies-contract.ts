import { Client } from '@opensearch-project/opensearch';
import { newUuid } from '@soomcare/database';
import { createLogger } from '@soomcare/observability';
import { type TestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';
import { z } from 'zod';

import { BulkRefused, createOpensearchCalls } from '../opensearch/opensearch-calls.ts';
import { createSearch } from '../search.module.ts';
import { copiedEditions, storedEditions } from './editions.ts';
import { openOpensearch } from './opensearch.bench.ts';
import { aDocument, asking } from './search-bench.ts';

const versions = z.object({
  hits: z.object({ hits: z.array(z.object({ _id: z.string(), _version: z.int() })) }),
});

/** How MySQL's documents get into a real OpenSearch, and stay the same there. */
export const testOpensearchCopies = (database: TestDatabase, opensearch: () => { url: string }): void => {
  const calls = () => createOpensearchCalls(new Client({ node: opensearch().url }));
  const ask = (body: Record<string, unknown>, path = '/test/_search') =>
    calls().ask(versions, { method: 'POST', path, body });

  test(
    'a rebuild misses no search and no write, and neither does the way back',
    { timeout: 120_000 },
    async () => {
      const { search, settle } = await openOpensearch(database(), opensearch().url);
      const documents = Array.from({ length: 600 }, (_, index) => aDocument({ title: `꽃가루 ${index}` }));
      await search.index(documents);
      await settle();
      let isBuilding = true;
      const pages: number[] = [];
      const read = async () => {
        while (isBuilding) {
          const { hits } = await search.query(asking('꽃가루', { limit: 100 }));
          pages.push(hits.length);
        }
      };
      const write = async () => {
        for (let at = 0; isBuilding; at = (at + 1) % 300) {
          const [edited = aDocument(), removed = aDocument()] = [documents[at], documents[at + 300]];
          const version = Date.now();
          await search.index([
            { ...edited, title: '꽃가루 고침', version },
            aDocument({ title: '꽃가루 새글' }),
          ]);
          await search.remove([{ ...removed, version }]);
        }
      };

      const build = async () => {
        await search.build();
        isBuilding = false;
      };
      await Promise.all([build(), read(), write()]);
      await settle();
      expect(pages.length).toBeGreaterThan(0);
      expect(new Set(pages)).toEqual(new Set([100]));
      expect(await copiedEditions(opensearch().url)).toEqual(await storedEditions(database()));

      await search.index([aDocument({ title: '꽃가루 마지막' })]);
      await search.goBack();
      await settle();
      expect(await copiedEditions(opensearch().url)).toEqual(await storedEditions(database()));
      expect((await search.query(asking('마지막'))).hits).toHaveLength(1);
    },
  );

  test('there is no way back before the second index', async () => {
    const client = new Client({ node: opensearch().url });
    await client.indices.delete({ index: 'test-*' });
    const { search } = await openOpensearch(database(), opensearch().url);

    await expect(search.goBack()).rejects.toThrow('no earlier index');
  });

  test('one document that is refused keeps no other out', async () => {
    const line = (id: string) => ({ index: { _index: 'test', _id: id } });
    await openOpensearch(database(), opensearch().url);

    const refused = calls().bulk([
      ...[line('bad'), { nobodyKnows: 1 }],
      ...[line('good'), { kind: 'article' }],
    ]);

    await expect(refused).rejects.toThrow(BulkRefused);
    await calls().send({ method: 'POST', path: '/test/_refresh' });
    const { hits } = await ask({ query: { ids: { values: ['bad', 'good'] } }, version: true });
    expect(hits.hits.map(({ _id }) => _id)).toEqual(['good']);
  });

  test('what a transaction has published is copied by its message, twice or late as it may come', async () => {
    const messages: { topic: string; payload: unknown }[] = [];
    const search = createSearch({
      database: database(),
      outbox: { add: (_tx, message) => Promise.resolve(void messages.push(message)) },
      now: () => new Date(),
      logger: createLogger({ level: 'silent', name: 'test' }),
      opensearch: opensearch(),
    });
    const deliver = async (all: typeof messages) => {
      const handlers: Readonly<Record<string, (payload: unknown) => Promise<void>>> = search.outboxHandlers;
      for (const { topic, payload } of all) await handlers[topic]?.(payload);
      await calls().send({ method: 'POST', path: '/soomcare-search/_refresh' });
    };
    const shown = async () => {
      const query = { term: { isRemoved: false } };
      return (await ask({ query, version: true }, '/soomcare-search/_search')).hits.hits.length;
    };
    await openOpensearch(database(), opensearch().url);
    await search.housekeeping();
    const [kept, withdrawn, erased] = [aDocument(), aDocument(), aDocument({ memberId: newUuid() })];

    await database().transaction((tx) => search.publish([kept, withdrawn, erased], tx));
    await deliver(messages);
    expect(await shown()).toBe(3);

    await database().transaction(async (tx) => {
      await search.withdraw([withdrawn], tx);
      await search.eraseMember(erased.memberId ?? '', tx);
    });
    await deliver([...messages, ...messages.toReversed()]);
    expect(await shown()).toBe(1);
  });
};
