import { type Engine, type FoundDocument } from '../readings/reading.ts';
import { type Concept } from '../text/concepts.ts';
import { type SearchDocumentRepository } from './search-document.repository.ts';
import { countOf, type GramCounts, gramsOf, planOf, rarestGram, tiers } from './search-plan.ts';
import { type SearchTextRepository } from './search-text.repository.ts';

/** So many documents can be ranked by how many of the words they have within the deadline. */
const MAX_ANY = 500;

export const createMysqlEngine = ({
  documents,
  texts,
}: {
  documents: SearchDocumentRepository;
  texts: SearchTextRepository;
}): Engine => {
  const countsFor = (concepts: readonly Concept[]): Promise<GramCounts> =>
    texts.countsOf([...new Set(concepts.flat().flatMap(gramsOf))]);

  const withAll: Engine['withAll'] = async (concepts) => {
    const counts = await countsFor(concepts);

    return {
      needles: concepts.flat(),
      async find(query, from, limit) {
        const found: FoundDocument[] = [];
        for (const [rank, tier] of tiers.entries()) {
          if (from && rank < from.rank) continue;

          const left = limit - found.length;
          const plan = planOf(concepts, counts, tier, left);
          const place = from?.rank === rank ? from : null;
          const search = { concepts, filter: query, tier, rank, plan };
          if (left > 0) found.push(...(await documents.findInTier(search, place, left)));
        }
        return found;
      },
      count: (query) =>
        documents.countKinds(concepts, query, planOf(concepts, counts, 'full', query.limit, null)),
    };
  };

  return {
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
      const grams = needles.map((needle) => rarestGram(needle, counts, 'full'));

      return {
        needles,
        find: (query, from, limit) =>
          documents.findAny({ concepts: telling, filter: query, grams }, from, limit),
        count: (query) => documents.countKinds([needles], query, { kind: 'index', grams }),
      };
    },
  };
};
