import { explaining, useTestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { createMysqlSearchIndex } from '../mysql/mysql-search-index.ts';
import { searchTables } from '../mysql/search-document.entity.ts';
import { aDocument } from '../testing/search-bench.ts';
import { createCopiedDocumentRepository } from './copied-document.repository.ts';

const database = useTestDatabase({ entities: searchTables });

test('copies are compared with the documents by an index alone, and by ranges of numbers', async () => {
  const { database: explained, plans } = explaining(database());
  await createMysqlSearchIndex({ database: database(), now: () => new Date() }).index([
    aDocument({ version: 1 }),
    aDocument({ version: 2 }),
  ]);
  const documents = createCopiedDocumentRepository(explained);

  const sums = await documents.sumsWithin(0, 1_000_000, 1_000_000);
  const editions = await documents.editionsWithin(0, 1_000_000);

  expect([...sums]).toEqual([[0, '2 6']]);
  expect(editions.map(({ edition }) => edition).toSorted()).toEqual([2, 4]);
  for (const plan of plans)
    expect(plan).toMatch(
      /Covering index (range )?scan on d using ix_search_documents_number_edition_kind_id/,
    );
  expect(plans).toHaveLength(2);
});
