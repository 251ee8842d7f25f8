import { type Database, newUuid } from '@soomcare/database';
import { truncateAll } from '@soomcare/testing';

import { createMysqlSearchIndex } from '../mysql/mysql-search-index.ts';
import { createSynonymStore } from '../synonyms/synonym-store.ts';
import { type SearchBench } from './search-bench.ts';

/** An empty index. */
export const openMysql = async (database: Database): Promise<SearchBench> => {
  await truncateAll(database);
  const search = createMysqlSearchIndex({ database, now: () => new Date() });
  await createSynonymStore(database).seed(newUuid, new Date());

  return {
    search,
    async settle() {
      await search.housekeeping();
    },
    async letTimePass() {
      await database.run('UPDATE search_documents SET indexed_at = indexed_at - INTERVAL 1 HOUR');
    },
  };
};
