import { type Database } from '@soomcare/database';
import { type Search } from '@soomcare/search';

import { createDrugDocuments } from './drug-documents.repository.ts';

const BATCH = 200;

/** Makes the drug catalogue findable as it is now, by the synonyms that the service begins with. */
export const fillSearch = async (search: Search, database: Database): Promise<void> => {
  await search.seedSynonyms();
  for await (const drugs of createDrugDocuments(database).all(BATCH)) {
    await database.transaction((tx) => search.publish(drugs, tx));
  }
  await search.learnWords();
};
