import type { ArticleHead } from '../api/api.ts';
import { oneOf, type PageSearch, parsePageSearch } from '../lists/page-search.ts';

export const articleStates = ['draft', 'in-review', 'published'] as const satisfies ArticleHead['state'][];
export const articleLanguages = ['ko', 'en'] as const satisfies ArticleHead['language'][];

export interface ArticleSearch extends PageSearch {
  state?: ArticleHead['state'];
  language?: ArticleHead['language'];
  /** Only those whose review is due soon, or was. */
  review?: 'due';
}

export const parseArticleSearch = (search: Record<string, unknown>): ArticleSearch => {
  const state = oneOf(articleStates, search['state']);
  const language = oneOf(articleLanguages, search['language']);

  return {
    ...(state ? { state } : {}),
    ...(language ? { language } : {}),
    ...(search['review'] === 'due' ? { review: 'due' } : {}),
    ...parsePageSearch(search),
  };
};
