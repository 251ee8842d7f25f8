import { type Database, newUuid } from '@soomcare/database';
import { type Search } from '@soomcare/search';

import { createSearchSources } from './search-sources.ts';

/** Makes findable as it is now whatever can be searched, by the synonyms that the service begins with. */
export const fillSearch = async (search: Search, database: Database): Promise<void> => {
  await search.seedSynonyms(newUuid);
  for (const documents of Object.values(createSearchSources(database))) {
    for await (const some of documents()) {
      await database.transaction((tx) => search.publish(some, tx));
    }
  }
  await search.learn();
};
