import { normaliseText } from '@soomcare/korean-text';

import { type SearchQuery } from '../search-index.ts';
import { tokensOf } from '../text/compact.ts';
import { type Concept, conceptsOf, type SynonymMap, synonymKeysOf, withoutLonger } from '../text/concepts.ts';
import { withoutForeignParticles, withoutParticle } from '../text/particles.ts';
import { withoutFillers } from '../text/fillers.ts';
import { otherKeyboard } from '../text/other-keyboard.ts';
import { partsOf, piecesOf } from '../text/parts.ts';
import { isOneLetterApart, spellingsOf } from '../text/spelling.ts';
import { withJoinedStrengths } from '../text/units.ts';
import { type Engine, type Reading } from './reading.ts';

/** What is known of words, whatever the engine. */
export interface Vocabulary {
  synonymsOf(typed: readonly string[]): Promise<SynonymMap>;
  /** The words that share a variant. */
  wordsSpelt(variants: readonly string[]): Promise<string[]>;
  /** Those of the words that are known. */
  knownOf(words: readonly string[]): Promise<string[]>;
}

/** Each further word costs a look into every document that the rarest has found. */
const MAX_TOKENS = 8;
/** Among them words that tell nothing. */
const MAX_TYPED = 3 * MAX_TOKENS;
const MAX_CORRECTIONS = 3;

/** What was typed, with strengths and foreign words as one word each. */
const asAsked = (text: string): string => withoutForeignParticles(withJoinedStrengths(normaliseText(text)));

export const createReadings = ({ engine, vocabulary }: { engine: Engine; vocabulary: Vocabulary }) => {
  const ask = async (tokens: readonly string[]): Promise<Concept[]> =>
    conceptsOf(tokens, await vocabulary.synonymsOf(synonymKeysOf(tokens)));

  /** Its concepts hold also what it need not ask for. */
  const withAll = async (concepts: readonly Concept[]): Promise<Reading> => ({
    concepts,
    find: await engine.withAll(concepts.map(withoutLonger)),
  });

  const withAny = async (concepts: readonly Concept[]): Promise<Reading | null> => {
    const find = await engine.withAny(concepts);
    return find && { concepts, find };
  };

  /** Words that are one letter away from what was typed; none for a word that is known. */
  const correctionsOf = async (token: string): Promise<string[]> => {
    const typed = withoutParticle(token);
    const candidates = await vocabulary.wordsSpelt(spellingsOf(typed));

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

  /** Words that were written as one, taken apart; null where there are none. */
  const takenApart = async (tokens: readonly string[]): Promise<string[] | null> => {
    const known = new Set(await vocabulary.knownOf([...new Set(tokens.flatMap(piecesOf))]));
    const apart = tokens.flatMap((token) => {
      const parts = partsOf(token, known);
      return parts.length === 0 ? [token] : parts;
    });
    return apart.join(' ') === tokens.join(' ') ? null : apart.slice(0, MAX_TOKENS);
  };

  /** In the order in which they are tried; one that does not apply is null. */
  return async ({ text }: Pick<SearchQuery, 'text'>): Promise<(() => Promise<Reading | null>)[]> => {
    const typed = tokensOf(asAsked(text)).slice(0, MAX_TYPED);
    const tokens = withoutFillers(typed).slice(0, MAX_TOKENS);
    if (tokens.length === 0) return [];

    // Of all that was typed: 안 tells nothing by itself, and much in 숨이 안 쉬어져요.
    const concepts = (await ask(typed)).slice(0, MAX_TOKENS);
    const other = otherKeyboard(text)?.slice(0, MAX_TOKENS) ?? [];

    return [
      () => withAll(concepts),
      async () => (other.length === 0 ? null : withAll(await ask(other))),
      async () => {
        const better = await corrected(tokens);
        return better && withAll(better);
      },
      async () => {
        const parts = await takenApart(tokens);
        return parts && withAll(await ask(parts));
      },
      () => withAny(concepts),
    ];
  };
};
