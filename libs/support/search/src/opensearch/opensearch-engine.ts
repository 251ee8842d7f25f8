import { z } from 'zod';

import { type Engine, type FoundDocument, type Place, type Reading } from '../readings/reading.ts';
import { type Facets, type SearchQuery, type SuggestQuery } from '../search-index.ts';
import { type Concept } from '../text/concepts.ts';
import { suggestedTitles, SUGGESTION_POOL, suggestionNeedle } from '../text/suggested-titles.ts';
import { type OpensearchCalls } from './opensearch-calls.ts';
import { after, type Clause, filtersOf, has, inOrder, withAllOf, withAnyOf } from './opensearch-query.ts';

const hit = z.object({
  _source: z.object({ kind: z.string(), id: z.string(), title: z.string(), body: z.string() }),
  sort: z.tuple([z.number(), z.number(), z.number()]),
});
const hitsAnswer = z.object({ hits: z.object({ hits: z.array(hit) }) });
const kindsAnswer = z.object({
  aggregations: z.object({
    kinds: z.object({ buckets: z.array(z.object({ key: z.string(), doc_count: z.int() })) }),
  }),
});

/** A search whose caller has given up is cancelled anyway; no other runs for ever. Half an answer is none. */
const limits = { cancel_after_time_interval: '5s', allow_partial_search_results: 'false' };
const MAX_KINDS = 20;
const BEST_TIER = 2;

export const createOpensearchEngine = ({ calls, name }: { calls: OpensearchCalls; name: string }) => {
  const search = <S extends z.ZodType>(schema: S, body: Clause, signal: AbortSignal | undefined) =>
    calls.ask(schema, { method: 'POST', path: `/${name}/_search`, query: limits, body, signal });

  /** @param best the score of rank 0 */
  const readingOf = (
    concepts: readonly Concept[],
    best: number,
    asked: (concepts: readonly Concept[], filter: readonly Clause[]) => Clause,
  ): Reading => {
    const found = ({ _source, sort: [score, datedAt, number] }: z.output<typeof hit>): FoundDocument => ({
      ..._source,
      place: { rank: best - score, datedAt: new Date(datedAt).toISOString(), number },
    });

    const page = async (query: SearchQuery, from: Place | null, limit: number): Promise<FoundDocument[]> => {
      const body = {
        ...{ query: asked(concepts, filtersOf(query)), sort: inOrder, size: limit },
        ...(from ? after(best - from.rank, from) : {}),
      };
      const { hits } = await search(hitsAnswer, body, query.signal);
      return hits.hits.map(found);
    };
    const count = async (query: SearchQuery): Promise<Facets> => {
      const body = {
        ...{ query: asked(concepts, filtersOf(query)), size: 0 },
        aggs: { kinds: { terms: { field: 'kind', size: MAX_KINDS } } },
      };
      const { aggregations } = await search(kindsAnswer, body, query.signal);
      const kinds = aggregations.kinds.buckets.map(({ key: kind, doc_count }) => ({
        kind,
        count: doc_count,
      }));
      return { kinds, isCapped: false };
    };

    return {
      needles: concepts.flat(),
      async find(query, from, limit) {
        const [documents, facets] = await Promise.all([page(query, from, limit), from ? null : count(query)]);
        return { documents, facets };
      },
    };
  };

  const engine: Engine = {
    withAll: (concepts) => Promise.resolve(readingOf(concepts, BEST_TIER, withAllOf)),
    withAny: (concepts) => Promise.resolve(readingOf(concepts, 0, withAnyOf)),
  };

  return {
    ...engine,

    async suggest({ text, viewer, limit, signal }: SuggestQuery): Promise<string[]> {
      const needle = suggestionNeedle(text);
      if (needle === '') return [];

      const query = { bool: { filter: [has([needle], 'titleText'), ...filtersOf({ viewer })] } };
      const body = { query, sort: inOrder, size: SUGGESTION_POOL };
      const { hits } = await search(hitsAnswer, body, signal);

      return suggestedTitles(
        hits.hits.map(({ _source }) => _source.title),
        needle,
        limit,
      );
    },
  };
};
