import { createVersions } from '@soomcare/cache';
import { newUuid } from '@soomcare/database';
import { createLogger } from '@soomcare/observability';
import { createFakeClock, truncateAll, useTestCache, useTestDatabase } from '@soomcare/testing';
import { beforeEach, expect, test } from 'vitest';

import { searchTables } from './mysql/search-document.entity.ts';
import { createSearch, type Search } from './search.module.ts';
import { aDocument, asking, aViewer } from './testing/search-bench.ts';

const database = useTestDatabase({ entities: searchTables });
const cache = useTestCache();
/** Stands still: nothing is forgotten for its age. */
const clock = createFakeClock('2026-11-22T03:00:00Z');
let reader: Search;
let writer: Search;

const aProcess = () =>
  createSearch({
    ...{ database: database(), now: clock.now, versions: createVersions({ cache: cache(), now: clock.now }) },
    outbox: { add: () => Promise.reject(new Error('MySQL needs no messages')) },
    logger: createLogger({ level: 'silent', name: 'test' }),
  });
const found = async () =>
  (await reader.query(asking('꽃가루', { viewer: aViewer() }))).hits.map(({ title }) => title);
const published = async (different: Parameters<typeof aDocument>[0]) => {
  const document = aDocument({ kind: 'post', ...different });
  await database().transaction((tx) => writer.publish([document], tx));
  return document;
};

beforeEach(async () => {
  await truncateAll(database());
  [reader, writer] = [aProcess(), aProcess()];
});

test('an answer is given again as long as no process writes', async () => {
  await published({ title: '꽃가루 철' });
  await found();
  await database().run('DELETE FROM search_documents');

  expect(await found()).toEqual(['꽃가루 철']);
});

test('what another process has published, edited, withdrawn or erased shows at once', async () => {
  expect(await found()).toEqual([]);
  const author = newUuid();
  const { id } = await published({ title: '꽃가루 철', memberId: author });
  expect(await found()).toEqual(['꽃가루 철']);
  await published({ id, title: '꽃가루 달력', memberId: author, version: 2 });
  expect(await found()).toEqual(['꽃가루 달력']);
  await database().transaction((tx) => writer.withdraw([{ kind: 'post', id, version: 2 }], tx));
  expect(await found()).toEqual([]);

  await published({ title: '꽃가루 일기', memberId: author });
  expect(await found()).toEqual(['꽃가루 일기']);
  await database().transaction((tx) => writer.eraseMember(author, tx));
  expect(await found()).toEqual([]);
});
