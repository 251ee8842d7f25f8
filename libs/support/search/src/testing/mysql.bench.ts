import { type TestDatabase } from '@soomcare/testing';

import { createMysqlSearchIndex } from '../mysql/mysql-search-index.ts';
import { type SearchBench } from './search-bench.ts';

export const openMysql = async (database: TestDatabase): Promise<SearchBench> => {
  const search = createMysqlSearchIndex({ database: database(), now: () => new Date() });
  await search.seedSynonyms();

  return {
    search,
    settle: () => search.housekeeping(),
    async letTimePass() {
      await database().run('UPDATE search_documents SET indexed_at = indexed_at - INTERVAL 1 HOUR');
    },
  };
};
