import { type Actor, type Endpoint, endpoint, member, pageSize } from '@soomcare/http';

import { type FallbackSearch } from './fallback-search.ts';
import { type Viewer } from './search-index.ts';
import { presentSearch, searchPage, searchQuery, suggestionList, suggestQuery } from './search.schemas.ts';

const tag = 'Search';
const SUGGESTIONS = 8;

/** Nobody can block anybody yet. */
const viewerOf = ({ id }: Actor): Viewer => ({ memberId: id, blockedMemberIds: [] });

export const searchRoutes = (search: FallbackSearch): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/search',
      operationId: 'search',
      summary: 'Find anything by its words: in the title first, then in tags, then in the text',
      tag,
      access: member(),
      query: searchQuery,
      response: searchPage,
    },
    async ({ actor, query: { q, in: kind, cursor, ...page } }) =>
      presentSearch(
        await search.query({
          ...{ text: q, viewer: viewerOf(actor), limit: pageSize(page) },
          ...(kind === undefined ? {} : { kinds: [kind] }),
          ...(cursor === undefined ? {} : { cursor }),
        }),
      ),
  ),
  endpoint(
    {
      method: 'get',
      path: '/search/suggestions',
      operationId: 'suggest',
      summary: 'What a search may become: titles that begin with or hold what is typed',
      tag,
      access: member(),
      query: suggestQuery,
      response: suggestionList,
    },
    async ({ actor, query }) => ({
      items: await search.suggest({ text: query.q, viewer: viewerOf(actor), limit: SUGGESTIONS }),
    }),
  ),
];
