import type { Sanction } from '../api/api.ts';
import { oneOf, type PageSearch, parsePageSearch } from '../lists/page-search.ts';

export const appealStates = ['open', 'upheld', 'lifted'] as const satisfies Sanction['appealState'][];

export interface AppealSearch extends PageSearch {
  /** Those that wait unless told. */
  state?: 'upheld' | 'lifted';
}

export const parseAppealSearch = (search: Record<string, unknown>): AppealSearch => {
  const state = oneOf(['upheld', 'lifted'] as const, search['state']);

  return { ...(state ? { state } : {}), ...parsePageSearch(search) };
};
