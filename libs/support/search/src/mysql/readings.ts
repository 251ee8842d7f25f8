import { type Facets, type SearchQuery } from '../search-index.ts';
import { tokensOf } from '../text/compact.ts';
import { type Concept, conceptsOf, synonymKeysOf } from '../text/concepts.ts';
import { withoutParticle } from '../text/particles.ts';
import { otherKeyboard } from '../text/other-keyboard.ts';
import { isOneLetterApart, spellingsOf } from '../text/spelling.ts';
import {
  type FoundDocument,
  type Place,
  type SearchDocumentRepository,
} from './search-document.repository.ts';
import { countOf, type GramCounts, gramsOf, planOf, rarestGram, tiers } from './search-plan.ts';
import { type SearchTextRepository } from './search-text.repository.ts';

/** One way to understand what was typed. */
export interface Reading {
  readonly needles: readonly string[];
  find(query: SearchQuery, from: Place | null, limit: number): Promise<FoundDocument[]>;
  count(query: SearchQuery): Promise<Facets>;
}

/** Each further word costs a look into every document that the rarest has found. */
const MAX_TOKENS = 8;
/** So many documents can be ranked by how many of the words they have within the deadline. */
const MAX_ANY = 500;
const MAX_CORRECTIONS = 3;

export const createReadings = ({
  documents,
  texts,
}: {
  documents: SearchDocumentRepository;
  texts: SearchTextRepository;
}) => {
  const countsFor = (concepts: readonly Concept[]): Promise<GramCounts> =>
    texts.countsOf([...new Set(concepts.flat().flatMap(gramsOf))]);

  const ask = async (tokens: readonly string[]): Promise<Concept[]> =>
    conceptsOf(tokens, await texts.synonymsOf(synonymKeysOf(tokens)));

  /** Documents that have all the words: in the title first, then in title and tags, then anywhere. */
  const withAll = async (concepts: readonly Concept[]): Promise<Reading> => {
    const counts = await countsFor(concepts);

    return {
      needles: concepts.flat(),
      async find(query, from, limit) {
        const found: FoundDocument[] = [];
        for (const [rank, tier] of tiers.entries()) {
          if (from && rank < from.rank) continue;

          query.signal?.throwIfAborted();
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

  /** Documents that have any of the words. Words that are too common to tell anything are left out. */
  const withAny = async (concepts: readonly Concept[]): Promise<Reading | null> => {
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
  };

  /** Words that are one letter away from what was typed; none for a word that is known. */
  const correctionsOf = async (token: string): Promise<string[]> => {
    const typed = withoutParticle(token);
    const candidates = await texts.wordsSpelt(spellingsOf(typed));

    return candidates.includes(typed)
      ? []
      : candidates.filter((word) => isOneLetterApart(word, typed)).slice(0, MAX_CORRECTIONS);
  };

  const corrected = async (tokens: readonly string[]): Promise<Concept[] | null> => {
    const corrections = await Promise.all(tokens.map(correctionsOf));
    if (corrections.every((words) => words.length === 0)) return null;

    const concepts = await Promise.all(
      tokens.map((token, index) => {
        const words = corrections[index] ?? [];
        return Promise.all((words.length === 0 ? [token] : words).map((word) => ask([word])));
      }),
    );
    return concepts.map((alternatives) => alternatives.flat(2));
  };

  /** In the order in which they are tried; one that does not apply is null. */
  return async ({ text }: Pick<SearchQuery, 'text'>): Promise<(() => Promise<Reading | null>)[]> => {
    const tokens = tokensOf(text).slice(0, MAX_TOKENS);
    if (tokens.length === 0) return [];

    const concepts = await ask(tokens);
    const other = otherKeyboard(text)?.slice(0, MAX_TOKENS) ?? [];

    return [
      () => withAll(concepts),
      async () => (other.length === 0 ? null : withAll(await ask(other))),
      async () => {
        const better = await corrected(tokens);
        return better && withAll(better);
      },
      () => withAny(concepts),
    ];
  };
};
