import { type Database } from '@soomcare/database';
import { truncateAll, useTestDatabase } from '@soomcare/testing';
import { beforeEach, expect, test } from 'vitest';

import { type SearchDocument } from '../search-index.ts';
import { aDocument, asking } from '../testing/search-bench.ts';
import { createMysqlSearchIndex } from './mysql-search-index.ts';
import { searchTables } from './search-document.entity.ts';

const database = useTestDatabase({ entities: searchTables });
const searchOn = (own: Database = database(), now = () => new Date()) =>
  createMysqlSearchIndex({ database: own, now });
const DOCUMENTS = 600;
const FOUR_DAYS_MS = 4 * 24 * 60 * 60 * 1000;

beforeEach(() => truncateAll(database()));

const countOf = async (what: string) => {
  const [row] = await database().rows<{ count: number }>(`SELECT COUNT(*) AS count FROM ${what}`);
  return row?.count;
};
const edited = (document: SearchDocument, title: string): SearchDocument => ({
  ...document,
  title,
  version: document.version + 1,
});
const findIds = async (text: string) =>
  (await searchOn().query(asking(text, { limit: 100 }))).hits.map(({ id }) => id);
const documents = Array.from({ length: DOCUMENTS }, (_, index) => aDocument({ title: `옛말 ${index}` }));
/** So many texts are left over that it is worth it. */
const indexAndEdit = async () => {
  await searchOn().index(documents);
  await searchOn().index(documents.map((document) => edited(document, `새말 ${document.title}`)));
};
/** With something done before the first statement that begins so. */
const interruptedBefore = (statement: string, work: () => Promise<unknown>): Database => {
  let isDone = false;
  return {
    ...database(),
    async run(sql, params, within) {
      if (!isDone && sql.startsWith(statement)) {
        isDone = true;
        await work();
      }
      return database().run(sql, params, within);
    },
  };
};

test('an edit leaves the old text, which is not found, and deletes nothing from the full-text index', async () => {
  const document = aDocument({ title: '옛말' });
  await searchOn().index([document]);
  await searchOn().index([edited(document, '새말')]);

  expect(await findIds('옛말')).toEqual([]);
  expect(await findIds('새말')).toEqual([document.id]);
  expect(await countOf('search_texts')).toBe(2);
});

test('few old texts stay for three days; many are left behind in the old table', async () => {
  await searchOn().index(documents.slice(0, 1));
  await searchOn().index(documents.slice(0, 1).map((document) => edited(document, '새말')));
  await searchOn().housekeeping();
  expect(await countOf('search_texts')).toBe(2);
  await searchOn(database(), () => new Date(Date.now() + FOUR_DAYS_MS)).housekeeping();
  expect(await countOf('search_texts')).toBe(1);

  await truncateAll(database());
  await indexAndEdit();
  expect(await countOf('search_texts')).toBe(2 * DOCUMENTS);
  await searchOn().housekeeping();

  expect(await countOf('search_texts')).toBe(DOCUMENTS);
  expect(
    await countOf(
      `information_schema.tables WHERE table_schema = DATABASE() AND table_name LIKE 'search_texts_%'`,
    ),
  ).toBe(0);
  expect(await findIds('새말')).toHaveLength(100);
});

test('what is written and deleted while the texts are copied is found and gone afterwards', async () => {
  await indexAndEdit();
  const [first, second] = documents;
  if (!first || !second) throw new Error('no documents');
  const added = aDocument({ title: '새로 온 글' });
  const change = async () => {
    await searchOn().index([added, { ...first, title: '바뀐 글', version: 9 }]);
    await searchOn().remove([{ ...second, version: 9 }]);
  };

  await searchOn(interruptedBefore('INSERT INTO search_texts_next', change)).housekeeping();

  expect(await findIds('새로 온 글')).toEqual([added.id]);
  expect(await findIds('바뀐 글')).toEqual([first.id]);
  expect(await findIds(second.title)).not.toContain(second.id);
  expect(await countOf('search_texts')).toBe(DOCUMENTS);
});

test('a transaction that has written and not yet committed is waited for', async () => {
  await indexAndEdit();
  const late = aDocument({ title: '늦게 온 글' });
  const renewing = await database().transaction(async (tx) => {
    await searchOn().index([late], tx);
    const work = searchOn().housekeeping();
    const waits = async () =>
      countOf(
        `performance_schema.processlist p WHERE p.db = DATABASE() AND p.state LIKE 'Waiting for table metadata%'`,
      );
    await expect.poll(waits).toBe(1);
    return { work };
  });
  await renewing.work;

  expect(await findIds('늦게 온 글')).toEqual([late.id]);
  expect(await countOf('search_texts')).toBe(DOCUMENTS + 1);
});

test('searches and writes go on meanwhile: nothing is missing, nothing is older', async () => {
  await indexAndEdit();
  const hot = aDocument({ title: '판 1' });
  await searchOn().index([hot]);
  let [version, isOver] = [1, false];
  const editing = async () => {
    while (!isOver) {
      await searchOn().index([{ ...hot, title: `판 ${version + 1}`, version: version + 1 }]);
      version += 1;
    }
  };
  const searching = async () => {
    let searches = 0;
    for (; !isOver; searches += 1) {
      const before = version;
      const { hits } = await searchOn().query(asking('판'));
      expect(hits.map(({ id }) => id)).toEqual([hot.id]);
      expect(Number(hits[0]?.title.slice(2))).toBeGreaterThanOrEqual(before);
    }
    return searches;
  };
  const [searches] = await Promise.all([
    searching(),
    editing(),
    searchOn()
      .housekeeping()
      .finally(() => {
        isOver = true;
      }),
  ]);

  expect(searches).toBeGreaterThan(0);
  expect(await countOf('search_texts')).toBeLessThan(2 * DOCUMENTS);
});

test('of two that begin at once one copies, and what a dead one has left is in nobody’s way', async () => {
  await indexAndEdit();
  await database().run('CREATE TABLE search_texts_next LIKE search_texts');

  await Promise.all([searchOn().housekeeping(), searchOn().housekeeping()]);

  expect(await countOf('search_texts')).toBe(DOCUMENTS);
  expect(await findIds('새말')).toHaveLength(100);
});
