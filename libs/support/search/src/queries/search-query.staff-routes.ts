import { type Endpoint, endpoint, pageSize, staff } from '@soomcare/http';

import { dayBefore } from './query-log.ts';
import { type SearchQueryRepository } from './search-query.repository.ts';
import { searchQueriesQuery, searchQueryList } from './search-query.schemas.ts';

/** For editors: what members look for tells what to write. */
export const searchQueryStaffRoutes = (queries: SearchQueryRepository, now: () => Date): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/search-queries',
      operationId: 'staffListSearchQueries',
      summary: 'What members search for most, or in vain; only what three members or more have searched for',
      tag: 'Search',
      access: staff({ permission: 'articles:edit' }),
      query: searchQueriesQuery,
      response: searchQueryList,
    },
    async ({ query: { days, order, ...page } }) => ({
      items: await queries.asked({ since: dayBefore(now(), days - 1), order, limit: pageSize(page) }),
    }),
  ),
];
