import { readFileSync } from 'node:fs';

import { squeeze } from '@soomcare/korean-text';
import { z } from 'zod';

/** Whoever types `typed` also looks for `means`. Both without spaces. */
export interface Synonym {
  readonly typed: string;
  readonly means: string;
}

const group = z.strictObject({
  term: z.string(),
  /** Interchangeable with the term and with one another. */
  same: z.array(z.string()).default([]),
  /** Finds the term, but is not found by it: a brand and its class, a word used wrongly. */
  from: z.array(z.string()).default([]),
  /** Is found by the term, but does not find it. */
  finds: z.array(z.string()).default([]),
});

const pairsOf = ({ term, same, from, finds }: z.output<typeof group>): Synonym[] => {
  const equals = [term, ...same];

  return [
    ...equals.flatMap((typed) => equals.map((means) => ({ typed, means }))),
    ...from.flatMap((typed) => equals.map((means) => ({ typed, means }))),
    ...equals.flatMap((typed) => finds.map((means) => ({ typed, means }))),
  ]
    .map(({ typed, means }) => ({ typed: squeeze(typed), means: squeeze(means) }))
    .filter(({ typed, means }) => typed !== means);
};

/** The synonyms that the service begins with: what people with asthma type, and what texts say. */
export const ownSynonyms = (): Synonym[] => {
  const text = readFileSync(new URL('../data/synonyms.json', import.meta.url), 'utf8');
  const pairs = z.array(group).parse(JSON.parse(text)).flatMap(pairsOf);

  return [...new Map(pairs.map((pair) => [`${pair.typed} ${pair.means}`, pair])).values()];
};
