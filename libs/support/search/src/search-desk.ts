import { type Database } from '@soomcare/database';
import { type Endpoint } from '@soomcare/http';

import { createSearchQueryRepository } from './queries/search-query.repository.ts';
import { searchQueryStaffRoutes } from './queries/search-query.staff-routes.ts';
import { createSynonymStore } from './synonyms/synonym-store.ts';
import { createSynonymService } from './synonyms/synonym.service.ts';
import { synonymStaffRoutes } from './synonyms/synonym.staff-routes.ts';

export interface SearchDeskDeps {
  readonly database: Database;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Where editors see what is searched for, and tend the synonyms. */
export const createSearchDesk = ({ database, now, newId }: SearchDeskDeps): { staffRoutes: Endpoint[] } => {
  const synonyms = createSynonymService({ store: createSynonymStore(database), now, newId });

  return {
    staffRoutes: [
      ...searchQueryStaffRoutes(createSearchQueryRepository(database), now),
      ...synonymStaffRoutes(synonyms),
    ],
  };
};

export type SearchDesk = ReturnType<typeof createSearchDesk>;
