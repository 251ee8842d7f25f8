import { Client } from '@opensearch-project/opensearch';
import { type TestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { createMysqlSearchIndex } from '../mysql/mysql-search-index.ts';
import { createCopiedDocumentRepository } from '../opensearch/copied-document.repository.ts';
import { BulkRefused, createOpensearchCalls } from '../opensearch/opensearch-calls.ts';
import { createOpensearchCopies } from '../opensearch/opensearch-copies.ts';
import { copiedEditions, storedEditions } from './editions.ts';
import { openOpensearch } from './opensearch.bench.ts';
import { aDocument } from './search-bench.ts';

/** How copies that went wrong are made right, and what never goes wrong. */
export const testOpensearchRepair = (database: TestDatabase, opensearch: () => { url: string }): void => {
  const client = () => new Client({ node: opensearch().url });
  const indices = async (): Promise<string[]> =>
    Object.keys((await client().indices.get({ index: 'test-*' })).body).toSorted();

  test('what differs from MySQL is found and copied again, and what MySQL has not is taken out', async () => {
    const { search, settle } = await openOpensearch(database(), opensearch().url);
    const [stale, lost, forgotten, fine] = [aDocument(), aDocument(), aDocument(), aDocument()];
    await search.index([stale, forgotten, fine]);
    await settle();
    expect(await search.repairDrift()).toBe(0);

    await database().run('UPDATE search_documents SET edition = edition + 2 WHERE id = UUID_TO_BIN(?)', [
      stale.id,
    ]);
    await database().run('DELETE FROM search_documents WHERE id = UUID_TO_BIN(?)', [forgotten.id]);
    await createMysqlSearchIndex({ database: database(), now: () => new Date() }).index([lost]);
    expect(await search.repairDrift()).toBe(3);

    await settle();
    expect(await copiedEditions(opensearch().url)).toEqual(await storedEditions(database()));
    expect(await search.repairDrift()).toBe(0);
  });

  test('what was written since an outage is copied in parts, each document once all parts are done', async () => {
    const { search, settle } = await openOpensearch(database(), opensearch().url);
    const before = aDocument();
    const mysql = createMysqlSearchIndex({ database: database(), now: () => new Date() });
    await mysql.index([before]);
    await database().run('UPDATE search_documents SET indexed_at = indexed_at - INTERVAL 1 HOUR');
    const since = new Date(Date.now() - 60_000);
    for (const document of Array.from({ length: 5 }, () => aDocument())) await mysql.index([document]);

    let parts = 0;
    for (let next: Date | null = since; next; parts += 1) next = await search.copySince(next, { atMost: 1 });

    await settle();
    const copied = await copiedEditions(opensearch().url);
    expect(parts).toBeGreaterThan(1);
    expect(copied.size).toBe(5);
    expect(copied.has(`article ${before.id}`)).toBe(false);
    expect(await search.repairDrift()).toBe(1);
    await settle();
  });

  test('a MySQL that was restored from a backup is copied into a new index', async () => {
    const { search, settle } = await openOpensearch(database(), opensearch().url);
    await search.index([aDocument({ version: 5 }), aDocument()]);
    await settle();
    await database().run('UPDATE search_documents SET edition = 4 WHERE edition = 10');

    expect(await search.repairDrift()).toBe(1);

    expect(await copiedEditions(opensearch().url)).toEqual(await storedEditions(database()));
    expect(await search.repairDrift()).toBe(0);
  });

  test('a write to an index that a rebuild has just deleted makes no new one', async () => {
    const { search } = await openOpensearch(database(), opensearch().url);
    const document = aDocument();
    await search.index([document]);
    const calls = createOpensearchCalls(client());
    const copies = createOpensearchCopies({
      calls: {
        ...calls,
        async bulk(lines) {
          await client().indices.delete({ index: 'test-*' });
          await calls.bulk(lines);
        },
      },
      ...{ name: 'test', now: () => new Date() },
    });

    await copies.put(await createCopiedDocumentRepository(database()).byKeys([document]));

    expect(await indices()).toEqual([]);
  });

  /** A build whose first batches OpenSearch refuses so. */
  const buildRefusedWith = async (...statuses: number[]) => {
    await openOpensearch(database(), opensearch().url);
    const documents = createCopiedDocumentRepository(database());
    await createMysqlSearchIndex({ database: database(), now: () => new Date() }).index([aDocument()]);
    const calls = createOpensearchCalls(client());
    const copies = createOpensearchCopies({
      calls: {
        ...calls,
        async bulk(lines) {
          const status = statuses.shift();
          if (status) throw new BulkRefused([status]);
          await calls.bulk(lines);
        },
      },
      ...{ name: 'test', now: () => new Date() },
    });
    await copies.build(documents.all(1), []);
  };

  test('a build waits for an OpenSearch that is out of memory for a moment', async () => {
    await buildRefusedWith(429, 503);

    expect(await copiedEditions(opensearch().url)).toEqual(await storedEditions(database()));
  });

  test('a build ends with what OpenSearch will never take', async () => {
    await expect(buildRefusedWith(400)).rejects.toThrow('1 documents were refused: 400');
  });

  test('other words of synonyms make a new index, the same words do not', async () => {
    const { search } = await openOpensearch(database(), opensearch().url);
    await search.housekeeping();
    const before = await indices();
    await search.housekeeping();
    expect(await indices()).toEqual(before);

    await database().run(`INSERT INTO search_synonyms (typed, means) VALUES ('숨소리케어', '천식')`);
    await search.housekeeping();

    expect((await indices()).filter((index) => !before.includes(index))).toHaveLength(1);
    await search.housekeeping();
  });
};
