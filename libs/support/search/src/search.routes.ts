import { type Actor, type Endpoint, endpoint, member, pageSize } from '@soomcare/http';

import { type FallbackSearch } from './fallback-search.ts';
import { type Viewer } from './search-index.ts';
import { presentSearch, searchPage, searchQuery, suggestionList, suggestQuery } from './search.schemas.ts';

const tag = 'Search';
const SUGGESTIONS = 8;

/** Whose documents a member does not see: whom they have blocked or muted, and who has blocked them. */
export type HiddenAuthorsFor = (memberId: string) => Promise<readonly string[]>;

export const searchRoutes = (search: FallbackSearch, hiddenAuthorsFor: HiddenAuthorsFor): Endpoint[] => {
  const viewerOf = async ({ id }: Actor): Promise<Viewer> => ({
    memberId: id,
    blockedMemberIds: await hiddenAuthorsFor(id),
  });

  return [
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
      async ({ actor, query: { q, in: kinds, cursor, ...page }, call: { signal } }) =>
        presentSearch(
          await search.query({
            ...{ text: q, viewer: await viewerOf(actor), limit: pageSize(page), signal },
            ...(kinds === undefined ? {} : { kinds }),
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
      async ({ actor, query: { q: text }, call: { signal } }) => ({
        items: await search.suggest({ text, viewer: await viewerOf(actor), limit: SUGGESTIONS, signal }),
      }),
    ),
  ];
};
