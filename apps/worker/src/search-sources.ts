import { listedPostDocuments } from '@soomcare/community';
import { articleDocuments } from '@soomcare/content';
import { type Database } from '@soomcare/database';
import { type SearchSources } from '@soomcare/search';

import { createDrugDocuments } from './drug-documents.repository.ts';

const BATCH = 200;

/** Everything that can be searched, from the tables in which it is written. */
export const createSearchSources = (database: Database): SearchSources => ({
  drug: () => createDrugDocuments(database).all(BATCH),
  article: () => articleDocuments({ database, now: () => new Date() }),
  post: () => listedPostDocuments(database),
});
