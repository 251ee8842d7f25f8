import { z } from 'zod';

import { type Engine, type Find, type FoundDocument, type Place } from '../readings/reading.ts';
import { type Facets, type SuggestQuery } from '../search-index.ts';
import { suggestedTitles, SUGGESTION_POOL, suggestionNeedle } from '../text/suggested-titles.ts';
import { type OpensearchCalls } from './opensearch-calls.ts';
import {
  allOf,
  anywhere,
  bestFirst,
  byTiers,
  type Clause,
  filtersOf,
  has,
  newestFirst,
  valuesOf,
  withAnyOf,
} from './opensearch-query.ts';

const hit = z.object({
  _source: z.object({ kind: z.string(), id: z.string(), title: z.string(), body: z.string() }),
  sort: z.array(z.number()),
});
const page = z.object({ hits: z.object({ hits: z.array(hit) }) });
const count = z.object({
  terminated_early: z.boolean(),
  aggregations: z.object({
    kinds: z.object({ buckets: z.array(z.object({ key: z.string(), doc_count: z.int() })) }),
  }),
});

/** A search whose caller has given up is cancelled anyway; no other runs for ever. Half an answer is none. */
const limits = { cancel_after_time_interval: '5s', allow_partial_search_results: false };
const MAX_KINDS = 20;
/** Facets tell of about so many documents, whichever come first; else OpenSearch looks at all that have the words. */
const MAX_COUNTED = 1_000;

/** Documents in one order. */
interface Step {
  readonly query: Clause;
  readonly sort: readonly Clause[];
  readonly rankOf: (sort: readonly number[]) => number;
  /** Where a place stands in this order. */
  readonly sortOf: (place: Place) => readonly number[];
}

const documentOf = ({ _source, sort }: z.output<typeof hit>, { rankOf }: Step): FoundDocument => {
  const [datedAt = 0, number = 0] = sort.slice(-2);
  return { ..._source, place: { rank: rankOf(sort), datedAt: new Date(datedAt).toISOString(), number } };
};

const facetsOf = ({ aggregations, terminated_early: isCapped }: z.output<typeof count>): Facets => ({
  kinds: aggregations.kinds.buckets.map(({ key, doc_count }) => ({ kind: key, count: doc_count })),
  isCapped,
});

export const createOpensearchEngine = ({ calls, name }: { calls: OpensearchCalls; name: string }) => {
  const searchAll = (bodies: readonly Clause[], signal: AbortSignal | undefined) =>
    calls.searchAll(
      bodies.map((body) => ({
        header: { index: name, ...limits },
        body: { track_total_hits: false, ...body },
      })),
      signal,
    );

  /**
   * @param stepsFrom what is looked through, one step after the other, from the one that a page begins in
   * @param all what all steps find
   */
  const findOf =
    (stepsFrom: (from: Place | null) => readonly Step[], all: Clause): Find =>
    async (query, from, limit) => {
      const visible = (clause: Clause): Clause => ({ bool: { must: clause, filter: filtersOf(query) } });
      const steps = stepsFrom(from);
      const pages = steps.map((step, index) => ({
        ...{ query: visible(step.query), sort: step.sort, size: limit },
        ...(from && index === 0 ? { search_after: step.sortOf(from) } : {}),
      }));
      const kinds = {
        ...{ query: visible(all), size: 0, terminate_after: MAX_COUNTED },
        aggs: { kinds: { terms: { field: 'kind', size: MAX_KINDS } } },
      };
      const answers = await searchAll(from ? pages : [...pages, kinds], query.signal);

      const documents = steps.flatMap((step, index) =>
        page.parse(answers[index]).hits.hits.map((found) => documentOf(found, step)),
      );
      return {
        documents: documents.slice(0, limit),
        facets: from ? null : facetsOf(count.parse(answers.at(-1))),
      };
    };

  const engine: Engine = {
    triesOthersAtOnce: true,

    withAll(concepts) {
      const steps = byTiers(concepts).map((query, rank): Step => ({
        query,
        sort: newestFirst,
        rankOf: () => rank,
        sortOf: valuesOf,
      }));
      const stepsFrom = (from: Place | null) => steps.slice(from?.rank);
      return Promise.resolve(findOf(stepsFrom, anywhere(concepts)));
    },

    withAny(concepts) {
      const step: Step = {
        ...{ query: withAnyOf(concepts), sort: bestFirst },
        rankOf: ([score = 0]) => -score,
        sortOf: (place) => [-place.rank, ...valuesOf(place)],
      };
      return Promise.resolve(findOf(() => [step], step.query));
    },
  };

  return {
    ...engine,

    async suggest({ text, viewer, limit, signal }: SuggestQuery): Promise<string[]> {
      const needle = suggestionNeedle(text);
      if (needle === '') return [];

      const query = allOf([has([needle], 'titleText'), ...filtersOf({ viewer })]);
      const [answer] = await searchAll([{ query, sort: newestFirst, size: SUGGESTION_POOL }], signal);
      const titles = page.parse(answer).hits.hits.map(({ _source }) => _source.title);

      return suggestedTitles(titles, needle, limit);
    },
  };
};
