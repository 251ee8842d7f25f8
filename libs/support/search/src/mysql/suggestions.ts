import { type SuggestQuery } from '../search-index.ts';
import { suggestedTitles, SUGGESTION_POOL, suggestionNeedle } from '../text/suggested-titles.ts';
import { type SearchDocumentRepository } from './search-document.repository.ts';
import { gramsOf, planOf } from './search-plan.ts';
import { type SearchTextRepository } from './search-text.repository.ts';

export const createSuggestions =
  ({ documents, texts }: { documents: SearchDocumentRepository; texts: SearchTextRepository }) =>
  async (query: SuggestQuery): Promise<string[]> => {
    const needle = suggestionNeedle(query.text);
    if (needle === '') return [];

    const concepts = [[needle]];
    const plan = planOf(concepts, await texts.countsOf(gramsOf(needle)), 'title', SUGGESTION_POOL);
    const search = { concepts, filter: query, tier: 'title', rank: 0, plan } as const;
    const found = await documents.findInTier(search, null, SUGGESTION_POOL);

    return suggestedTitles(
      found.map(({ title }) => title),
      needle,
      query.limit,
    );
  };
