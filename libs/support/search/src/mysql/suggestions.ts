import { type SuggestQuery } from '../search-index.ts';
import { suggestedTitles, SUGGESTION_POOL, suggestionNeedle } from '../text/suggested-titles.ts';
import { type SearchDocumentRepository } from './search-document.repository.ts';
import { gramsOf, planOf } from './search-plan.ts';
import { type SearchTextRepository } from './search-text.repository.ts';

export const createSuggestions =
  ({ documents, texts }: { documents: SearchDocumentRepository; texts: SearchTextRepository }) =>
  async ({ text, viewer, limit, signal }: SuggestQuery): Promise<string[]> => {
    const needle = suggestionNeedle(text);
    if (needle === '') return [];

    const concepts = [[needle]];
    const plan = planOf(concepts, await texts.countsOf(gramsOf(needle)), 'title', SUGGESTION_POOL);
    signal?.throwIfAborted();
    const search = { concepts, filter: { viewer }, tier: 'title', rank: 0, plan } as const;
    const found = await documents.findInTier(search, null, SUGGESTION_POOL);

    return suggestedTitles(
      found.map(({ title }) => title),
      needle,
      limit,
    );
  };
