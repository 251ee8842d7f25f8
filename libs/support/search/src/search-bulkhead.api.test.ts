import { createDatabase, type Database } from '@soomcare/database';
import { createLogger } from '@soomcare/observability';
import { anActor, useTestApi, useTestDatabase } from '@soomcare/testing';
import { afterAll, expect, test } from 'vitest';

import { searchTables } from './mysql/search-document.entity.ts';
import { createSearch } from './search.module.ts';
import { nobodyHidden } from './testing/search-bench.ts';

const SEARCH_CONNECTIONS = 2;
const database = useTestDatabase({ entities: searchTables });
let searchDatabase: Database;
let searchers = 0;
const api = useTestApi(async () => {
  searchDatabase = await createDatabase({
    ...{ url: database.url(), poolSize: SEARCH_CONNECTIONS, queueLimit: 1, entities: [] },
  });
  const { memberRoutes } = createSearch({
    ...{ database: database(), searchDatabase, now: () => new Date() },
    outbox: { add: () => Promise.reject(new Error('nothing is written')) },
    logger: createLogger({ level: 'silent', name: 'test' }),
  });
  const hidden = () => {
    searchers += 1;
    return nobodyHidden();
  };
  return { endpoints: memberRoutes(hidden), now: () => new Date() };
});
afterAll(() => searchDatabase.close());

/** What MySQL still works on for somebody who searches. */
const running = async () => {
  const rows = await database().rows<{ id: number }>(
    `SELECT p.id FROM performance_schema.processlist p
      WHERE p.db = DATABASE() AND p.info LIKE 'SELECT /*+ MAX_EXECUTION_TIME%'`,
  );
  return rows.length;
};
/** Not ER_QUERY_TIMEOUT. */
const ER_QUERY_INTERRUPTED = 1317;
/** Of the statements that failed here, by MySQL's own numbers. */
const failures = async () => {
  const rows = await database().rows<{ failure: number }>(
    `SELECT h.mysql_errno AS failure FROM performance_schema.events_statements_history h
      WHERE h.current_schema = DATABASE() AND h.mysql_errno <> 0`,
  );
  return rows.map(({ failure }) => failure);
};
/** As slow as a search can be: it waits for its table. */
const whileTheTableIsLocked = <T>(work: () => Promise<T>) =>
  database().transaction(async (tx) => {
    await tx.query('LOCK TABLES search_texts WRITE');
    try {
      return await work();
    } finally {
      await tx.query('UNLOCK TABLES');
    }
  });
const search = (path = '/v1/search?q=꽃가루') => api.as(anActor()).get(path);

test.each([
  ['a search', '/v1/search?q=꽃가루'],
  ['a suggestion', '/v1/search/suggestions?q=꽃가루'],
])('MySQL stops to work on %s when its client leaves, not when its time is over', async (_what, path) => {
  await whileTheTableIsLocked(async () => {
    const request = search(path);
    const left = request.then(
      () => 'answered',
      () => 'left',
    );
    await expect.poll(running).toBe(1);

    request.abort();

    expect(await left).toBe('left');
    await expect.poll(running).toBe(0);
  });
  expect(new Set(await failures())).toEqual(new Set([ER_QUERY_INTERRUPTED]));
});

test('searches that wait take no connection from other reads, and too many are told to come again', async () => {
  await whileTheTableIsLocked(async () => {
    const answers = Array.from({ length: 8 }, (_, index) =>
      search(`/v1/search?q=꽃가루${index}`).then(({ status }) => status),
    );
    await expect.poll(running).toBe(SEARCH_CONNECTIONS);

    expect(await database().rows('SELECT 1')).toHaveLength(1);
    expect(database().pool().waiting).toBe(0);
    expect(new Set(await Promise.all(answers))).toEqual(new Set([503]));
  });
  await search().expect(200);
});

test('equal searches of many members take one connection, and all are answered', async () => {
  const { answers } = await whileTheTableIsLocked(async () => {
    searchers = 0;
    const answer = search().then(({ status }) => status);
    await expect.poll(running).toBe(1);
    const others = Array.from({ length: 8 }, () => search().then(({ status }) => status));
    await expect.poll(() => searchers).toBe(9);
    return { answers: [answer, ...others] };
  });

  expect(new Set(await Promise.all(answers))).toEqual(new Set([200]));
});
