import { newUuid, uuidToBinary } from '@soomcare/database';
import { expect, test } from 'vitest';

import { useTestCache } from './test-cache.ts';
import { truncateAll, useTestDatabase } from './test-database.ts';

const database = useTestDatabase({ entities: [] });
const other = useTestDatabase({ entities: [] });
const cache = useTestCache();
const otherCache = useTestCache();

const insertMessage = `INSERT INTO outbox_messages (id, topic, payload, available_at, created_at) VALUES (?, 'x', '', NOW(), NOW())`;
const countMessages = 'SELECT COUNT(*) AS total FROM outbox_messages';

test('two databases of one run have the migrated tables and do not see one another', async () => {
  await database().run(insertMessage, [uuidToBinary(newUuid())]);

  expect(await database().rows(countMessages)).toEqual([{ total: 1 }]);
  expect(await other().rows(countMessages)).toEqual([{ total: 0 }]);
  expect(database.url()).not.toBe(other.url());
});

test('a copy knows which migrations have run', async () => {
  const [row] = await database().rows<{ total: number }>('SELECT COUNT(*) AS total FROM schema_migrations');

  expect(row?.total).toBeGreaterThan(0);
});

test('truncateAll empties the tables and keeps what migrations wrote', async () => {
  await database().run(insertMessage, [uuidToBinary(newUuid())]);
  await truncateAll(database());

  expect(await database().rows(countMessages)).toEqual([{ total: 0 }]);
  expect(await database().rows('SELECT 1 FROM schema_migrations LIMIT 1')).toHaveLength(1);
});

test('two caches of one run do not see one another', async () => {
  await cache().redis.set(cache().key('a'), '1', 'EX', 60);

  expect(await otherCache().redis.get(otherCache().key('a'))).toBeNull();
});
