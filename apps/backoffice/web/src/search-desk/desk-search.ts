import { oneOf, type PageSearch, parsePageSearch } from '../lists/page-search.ts';

export interface SynonymSearch extends PageSearch {
  /** Only groups with a word that holds this. */
  q?: string;
}

const LONGEST_WORD = 50;

export const parseSynonymSearch = (search: Record<string, unknown>): SynonymSearch => {
  const q = typeof search['q'] === 'string' ? search['q'].trim().slice(0, LONGEST_WORD) : '';

  return { ...(q === '' ? {} : { q }), ...parsePageSearch(search) };
};

export const queryOrders = ['searches', 'misses'] as const;
export const queryDays = ['7', '30', '90'] as const;

export interface QuerySearch {
  /** What is searched for most, unless told. */
  order?: 'misses';
  /** A month unless told. */
  days?: '7' | '90';
}

export const parseQuerySearch = (search: Record<string, unknown>): QuerySearch => {
  const days = oneOf(['7', '90'] as const, search['days']);

  return { ...(search['order'] === 'misses' ? { order: 'misses' } : {}), ...(days ? { days } : {}) };
};
