import { useTestDatabase } from '@soomcare/testing';
import { describe, expect, test } from 'vitest';

import { searchTables } from './mysql/search-document.entity.ts';
import { askGoldenSet, goldenDocuments, goldenNames, goldenQueries } from './testing/golden-set.ts';
import { openMysql } from './testing/mysql.bench.ts';
import { openOpensearch, useOpensearch } from './testing/opensearch.bench.ts';
import { type SearchBench } from './testing/search-bench.ts';
import { testFallback } from './testing/fallback-contract.ts';
import { testOpensearchCopies } from './testing/opensearch-copies-contract.ts';
import { testOpensearchRepair } from './testing/opensearch-repair-contract.ts';
import { testOutage } from './testing/outage-contract.ts';
import { testSearchIndex } from './testing/search-index-contract.ts';

const database = useTestDatabase({ entities: searchTables });
const opensearch = useOpensearch();
const engines: [string, () => Promise<SearchBench>][] = [
  ['mysql', () => openMysql(database())],
  ['opensearch', () => openOpensearch(database(), opensearch().url)],
];

describe.each(engines)('%s', (_name, open) => {
  testSearchIndex(open);
});

describe('the copies in OpenSearch', () => {
  testOpensearchCopies(database, opensearch);
});

describe('copies in OpenSearch that went wrong', () => {
  testOpensearchRepair(database, opensearch);
});

describe('an OpenSearch that goes away under load', () => {
  testOutage(database, opensearch);
});

describe('an OpenSearch that is slow or gone', () => {
  testFallback(database, opensearch);
});

describe('golden set', () => {
  test('has 120 queries or more over 60 documents or more, and each grade names one of them', () => {
    const names = new Set(goldenNames);

    expect(names.size).toBeGreaterThanOrEqual(60);
    expect(new Set(goldenQueries.map(([text]) => text)).size).toBeGreaterThanOrEqual(120);
    expect(
      goldenQueries.flatMap(([, grades]) => Object.keys(grades)).filter((name) => !names.has(name)),
    ).toEqual([]);
  });

  test('is answered well by each engine, and by both alike', { timeout: 120_000 }, async () => {
    const scores: number[] = [];
    for (const [name, open] of engines) {
      const { search, settle } = await open();
      await search.index(goldenDocuments());
      await settle();

      const { ndcg, recall, results } = await askGoldenSet(search);
      const worst = results
        .filter((result) => result.ndcg < 0.7)
        .map(({ text, found }) => `  ${text}: ${found.join(', ')}`);
      process.stdout.write(
        `${name}: nDCG@10 ${ndcg.toFixed(3)}, recall@10 ${recall.toFixed(3)}\n${worst.join('\n')}\n`,
      );
      expect(ndcg).toBeGreaterThanOrEqual(0.9);
      expect(recall).toBeGreaterThanOrEqual(0.9);
      scores.push(ndcg);
    }

    expect(Math.max(...scores) - Math.min(...scores)).toBeLessThanOrEqual(0.1);
  });
});
