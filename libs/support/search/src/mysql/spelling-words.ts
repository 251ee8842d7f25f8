import { tokensOf } from '../text/compact.ts';
import { withoutParticle } from '../text/particles.ts';
import { spellingsOf } from '../text/spelling.ts';

/** The words of titles and tags, with what they are found by. */
export const wordsToSpell = (
  heads: readonly { readonly title: string; readonly tags: readonly string[] }[],
): Map<string, string[]> =>
  new Map(
    heads
      .flatMap(({ title, tags }) => [title, ...tags].flatMap(tokensOf))
      .flatMap((word) => [word, withoutParticle(word)])
      .map((word) => [word, spellingsOf(word)] as const)
      .filter(([, variants]) => variants.length > 0),
  );
