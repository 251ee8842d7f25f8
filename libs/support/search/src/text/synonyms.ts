import { readFileSync } from 'node:fs';

import { squeeze } from '@soomcare/korean-text';
import { z } from 'zod';

import { compactOf } from './compact.ts';

/** Whoever types `typed` also looks for `means`. */
export interface Synonym {
  /** Without spaces. */
  readonly typed: string;
  /** With spaces between Latin words only, as in texts that are searched. */
  readonly means: string;
}

/** Words for one thing. */
export interface SynonymWords {
  readonly term: string;
  /** Interchangeable with the term and with one another. */
  readonly same: readonly string[];
  /** Find the term, but are not found by it: a brand and its class, a word used wrongly. */
  readonly foundBy: readonly string[];
  /** Are found by the term, but do not find it. */
  readonly finds: readonly string[];
}

const words = z.array(z.string()).default([]);
const group = z.strictObject({ term: z.string(), same: words, foundBy: words, finds: words });

const pairsOfOne = ({ term, same, foundBy, finds }: SynonymWords): Synonym[] => {
  const equals = [term, ...same];

  return [
    ...equals.flatMap((typed) => equals.map((means) => ({ typed, means }))),
    ...foundBy.flatMap((typed) => equals.map((means) => ({ typed, means }))),
    ...equals.flatMap((typed) => finds.map((means) => ({ typed, means }))),
  ]
    .map(({ typed, means }) => ({ typed: squeeze(typed), means: compactOf(means).text.normalize('NFKC') }))
    .filter(({ typed, means }) => typed !== squeeze(means));
};

/** Each pair once. */
export const pairsOf = (groups: readonly SynonymWords[]): Synonym[] => {
  const pairs = groups.flatMap(pairsOfOne).map((pair) => [`${pair.typed} ${pair.means}`, pair] as const);
  return [...new Map(pairs).values()];
};

/** The synonyms that the service begins with: what people with asthma type, and what texts say. */
export const ownSynonyms = (): SynonymWords[] => {
  const text = readFileSync(new URL('../data/synonyms.json', import.meta.url), 'utf8');
  return z.array(group).parse(JSON.parse(text));
};
