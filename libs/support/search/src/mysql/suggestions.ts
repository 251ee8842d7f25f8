import { type SuggestQuery } from '../search-index.ts';
import { suggestedTitles, SUGGESTION_POOL, suggestionNeedle } from '../text/suggested-titles.ts';
import { type SearchHitRepository } from './search-hit.repository.ts';
import { gramsOf, stepsOf } from './search-plan.ts';
import { type SearchTextRepository } from './search-text.repository.ts';

export const createSuggestions =
  ({ hits, texts }: { hits: SearchHitRepository; texts: SearchTextRepository }) =>
  async (query: SuggestQuery): Promise<string[]> => {
    const needle = suggestionNeedle(query.text);
    if (needle === '') return [];

    const concepts = [[needle]];
    const counts = await texts.countsOf(gramsOf(needle));
    const steps = stepsOf(concepts, counts, { limit: SUGGESTION_POOL, last: 'title' });
    const found = await Promise.all(
      steps.map((step) => hits.inStep(concepts, step, query, null, SUGGESTION_POOL)),
    );

    return suggestedTitles(
      found.flat().map(({ title }) => title),
      needle,
      query.limit,
    );
  };
