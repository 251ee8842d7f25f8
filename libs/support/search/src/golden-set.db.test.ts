import { useTestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { searchTables } from './mysql/search-document.entity.ts';
import { askGoldenSet, goldenDocuments, goldenNames, goldenQueries } from './testing/golden-set.ts';
import { openMysql } from './testing/mysql.bench.ts';

const database = useTestDatabase({ entities: searchTables });

test('the golden set has 120 queries or more over 60 documents or more, and each grade names one of them', () => {
  const names = new Set(goldenNames);

  expect(names.size).toBeGreaterThanOrEqual(60);
  expect(new Set(goldenQueries.map(([text]) => text)).size).toBeGreaterThanOrEqual(120);
  expect(
    goldenQueries.flatMap(([, grades]) => Object.keys(grades)).filter((name) => !names.has(name)),
  ).toEqual([]);
});

test('MySQL answers the golden set well', { timeout: 120_000 }, async () => {
  const { search, settle } = await openMysql(database);
  await search.index(goldenDocuments());
  await settle();

  const { ndcg, recall, results } = await askGoldenSet(search);

  const worst = results
    .filter((result) => result.ndcg < 0.7)
    .map(({ text, found }) => `${text}: ${found.join(', ')}`);
  process.stdout.write(
    `mysql: nDCG@10 ${ndcg.toFixed(3)}, recall@10 ${recall.toFixed(3)}\n${worst.join('\n')}\n`,
  );
  expect(ndcg).toBeGreaterThanOrEqual(0.9);
  expect(recall).toBeGreaterThanOrEqual(0.9);
});
