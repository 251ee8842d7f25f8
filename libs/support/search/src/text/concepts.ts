import { squeeze } from '@soomcare/korean-text';

import { compactOf } from './compact.ts';
import { isFiller } from './fillers.ts';
import { withoutParticle } from './particles.ts';
import { needleOf } from './shadow-text.ts';
import { strengthsOf } from './units.ts';

/** One thing that was asked for: the needles of its synonyms, any of which will do. */
export type Concept = readonly string[];

/** Without the needles that hold another one, which finds all that they find: 천식 stands in 기관지천식. */
export const withoutLonger = (concept: Concept): Concept =>
  concept.filter((needle) => !concept.some((other) => other !== needle && needle.includes(other)));

/** By what was typed, without spaces. */
export type SynonymMap = ReadonlyMap<string, readonly string[]>;

/** 숨이 차요 is three of them at most. */
const MAX_JOINED = 3;

/** A run of tokens as synonyms may have it: whole, and without a particle at its end. */
const formsOf = (tokens: readonly string[]): string[] => {
  const joined = squeeze(tokens.join(' '));
  return [...new Set([joined, withoutParticle(joined)])];
};

const runsAt = (tokens: readonly string[], at: number): string[][] =>
  Array.from({ length: Math.min(MAX_JOINED, tokens.length - at) }, (_, index) =>
    tokens.slice(at, at + index + 1),
  );

/** All that is to be looked up among the synonyms. */
export const synonymKeysOf = (tokens: readonly string[]): string[] => [
  ...new Set(tokens.flatMap((_token, at) => runsAt(tokens, at).flatMap(formsOf))),
];

/**
 * What the tokens ask for. The longest run that has synonyms is one concept; of the other tokens those that tell nothing
 * are left out, unless there are no others.
 */
export const conceptsOf = (tokens: readonly string[], synonyms: SynonymMap): Concept[] => {
  const concepts: Concept[] = [];
  const telling: Concept[] = [];
  for (let at = 0; at < tokens.length;) {
    const [known] = runsAt(tokens, at)
      .toReversed()
      .flatMap((run) => formsOf(run).map((form) => ({ form, length: run.length, spaced: run.join(' ') })))
      .filter(({ form }) => synonyms.has(form));
    const form = known?.form ?? withoutParticle(tokens[at] ?? '');
    const needles = [form, ...(synonyms.get(form) ?? []), ...strengthsOf(form)].map(needleOf);
    // Between Latin words the texts keep their spaces.
    const asTyped = known && known.length > 1 ? [compactOf(known.spaced).text] : [];
    const concept = [...new Set([...needles, ...asTyped])];
    concepts.push(concept);
    if (known || !isFiller(tokens[at] ?? '')) telling.push(concept);
    at += known?.length ?? 1;
  }
  return telling.length === 0 ? concepts : telling;
};
