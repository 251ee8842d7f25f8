import { type Engine, type Filter, type FoundDocument, type Page, type Place } from '../readings/reading.ts';
import { type Facets } from '../search-index.ts';
import { type Concept } from '../text/concepts.ts';
import {
  type RankedDocument,
  type Ranking,
  rankingOf,
  type SearchHitRepository,
} from './search-hit.repository.ts';
import {
  ALL,
  countOf,
  type GramCounts,
  gramsOf,
  lookupOf,
  shareOf,
  type Step,
  stepsOf,
  tiers,
} from './search-plan.ts';
import { type SearchTextRepository } from './search-text.repository.ts';
import { has, matches, textOf } from './search.sql.ts';

/** So many documents can be ranked by how many of the words they have within the deadline. */
const MAX_ANY = 500;
/** Facets tell of no more documents than this. */
const MAX_COUNTED = 300;
/** Where only the newest are counted, as many as should hold so many with the words, but not fewer than these. */
const WANTED_COUNT = 30;
const MIN_COUNTED = 100;

/** Of how many of the newest facets tell: of all where there are few. */
const newestToCount = (concepts: readonly Concept[], counts: GramCounts): number => {
  const isSmall = (counts.get(ALL)?.full ?? 0) <= MAX_COUNTED;
  const wanted = Math.ceil(WANTED_COUNT / shareOf(concepts, counts, 'full'));

  return isSmall ? MAX_COUNTED : Math.min(MAX_COUNTED, Math.max(MIN_COUNTED, wanted));
};

const facetsOf = (ranked: readonly RankedDocument[]): Facets => {
  const counted = ranked.slice(0, MAX_COUNTED);
  const kinds = [...Map.groupBy(counted, ({ kind }) => kind)].map(([kind, { length: count }]) => ({
    kind,
    count,
  }));

  return {
    kinds: kinds.toSorted((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1)),
    isCapped: ranked.length > MAX_COUNTED,
  };
};

export const createMysqlEngine = ({
  hits,
  texts,
}: {
  hits: SearchHitRepository;
  texts: SearchTextRepository;
}): Engine => {
  const countsFor = (concepts: readonly Concept[]): Promise<GramCounts> =>
    texts.countsOf([...new Set(concepts.flat().flatMap(gramsOf))]);

  /** What is found by the index is counted by the way. */
  const byIndex = async (
    ranking: Ranking,
    filter: Filter,
    from: Place | null,
    limit: number,
  ): Promise<Page> => {
    const ranked = await hits.ranked(ranking, filter, from, from ? limit : MAX_COUNTED + 1);
    const documents = await hits.documents(ranked.slice(0, limit), filter);

    return { documents, facets: from ? null : facetsOf(ranked) };
  };

  /** One step after the other, until the page is full. */
  const byTiers = async (
    concepts: readonly Concept[],
    steps: readonly Step[],
    filter: Filter,
    from: Place | null,
    limit: number,
  ): Promise<FoundDocument[]> => {
    const found: FoundDocument[] = [];
    let place = from;
    for (const step of steps) {
      const left = limit - found.length;
      if (left === 0) break;

      found.push(...(await hits.inStep(concepts, step, filter, place, left)));
      place = null;
    }
    return found;
  };

  const withAll: Engine['withAll'] = async (concepts) => {
    const counts = await countsFor(concepts);

    return async (query, from, limit) => {
      const steps = stepsOf(concepts, counts, { limit, first: tiers[from?.rank ?? 0] });
      const [first, ...others] = steps;
      if (first?.kind === 'index' && others.length === 0)
        return byIndex(rankingOf(concepts, first), query, from, limit);

      const [documents, facets] = await Promise.all([
        byTiers(concepts, steps, query, from, limit),
        from ? null : hits.kindsOfNewest(concepts, query, newestToCount(concepts, counts)),
      ]);
      return { documents, facets };
    };
  };

  return {
    triesOthersAtOnce: false,

    withAll,

    /** Words that are too common to tell anything are left out. */
    async withAny(concepts) {
      const counts = await countsFor(concepts);
      const byCount = concepts.toSorted((a, b) => countOf(a, counts, 'full') - countOf(b, counts, 'full'));
      let total = 0;
      const telling = byCount.filter((concept, index) => {
        total += countOf(concept, counts, 'full');
        return index === 0 || total <= MAX_ANY;
      });
      if (concepts.length < 2) return null;
      if (telling.length === 1) return withAll(telling);

      const needles = telling.flat();
      const asked = needles.map((needle) => lookupOf(needle, counts, 'full').asked);
      /** A word in title or tags counts twice. */
      const scores = [textOf.head, textOf.full].flatMap((text) => telling.map((each) => has(each, text)));
      const ranking: Ranking = {
        match: matches(asked, 'full'),
        wanted: has(needles, textOf.full),
        rank: {
          sql: `-(${scores.map(({ sql }) => sql).join(' + ')})`,
          params: scores.flatMap(({ params }) => params),
        },
      };

      return (query, from, limit) => byIndex(ranking, query, from, limit);
    },
  };
};
