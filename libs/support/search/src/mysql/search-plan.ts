import { type Concept } from '../text/concepts.ts';

/** Where all words must stand for a document to be in a tier; the first tier comes first. */
export const tiers = ['title', 'head', 'full'] as const;
export type Tier = (typeof tiers)[number];

/** What has all words in the texts of that tier is not in this one. */
export const tierBefore: Readonly<Record<Tier, Tier | null>> = { title: null, head: 'title', full: 'head' };

/** By estimate, how many documents have a gram in each of their texts. */
export type GramCounts = ReadonlyMap<string, Readonly<Record<Tier, number>>>;

/** The gram that stands for every document. */
export const ALL = '';

export interface Plan {
  /** `newest`: read documents from the newest on until the page is full. `index`: find all, then sort. */
  readonly kind: 'newest' | 'index';
  /** What to ask the index for: whatever has the words has one of these. */
  readonly grams: readonly string[];
}

// Measured on 100,000 Korean documents of 600 to 800 characters: to read one costs 8 µs, and to look for a word in it
// 2 µs; a match of the full-text index 12 µs with the reading, and the engine finds every match before it gives the
// first. Titles stand in an index of their own.
const READ_US: Readonly<Record<Tier, number>> = { title: 0.5, head: 8, full: 8 };
const LOOK_US: Readonly<Record<Tier, number>> = { title: 0.5, head: 0.5, full: 2 };
const MATCH_US = 12;

export const gramsOf = (needle: string): string[] => {
  const characters = Array.from(needle);
  return characters.slice(1).map((character, index) => (characters[index] ?? '') + character);
};

/**
 * The gram of a needle that fewest documents have. The index is asked for single grams only and the rest is compared:
 * phrases of several grams miss documents whose transactions did not commit in the order in which they wrote, until
 * MySQL merges its cache into the index (seen with 9.7.4).
 */
export const rarestGram = (needle: string, counts: GramCounts, tier: Tier): string => {
  const countOfGram = (gram: string) => counts.get(gram)?.[tier] ?? 0;
  const [rarest = needle] = gramsOf(needle).toSorted((a, b) => countOfGram(a) - countOfGram(b));
  return rarest;
};

/** At most: documents may have several of the synonyms. */
export const countOf = (concept: Concept, counts: GramCounts, tier: Tier): number =>
  concept
    .map((needle) => counts.get(rarestGram(needle, counts, tier))?.[tier] ?? 0)
    .reduce((sum, count) => sum + count, 0);

/** The index has no text of titles alone. */
const indexedTier: Readonly<Record<Tier, Tier>> = { title: 'head', head: 'head', full: 'full' };

/**
 * Chooses by how often the words occur. For common words finding all takes up to a second where the newest 20 are
 * there in a millisecond; for rare words it is the other way round.
 * @param concepts at least one
 * @param before the tier whose documents are left out
 */
export const planOf = (
  concepts: readonly Concept[],
  counts: GramCounts,
  tier: Tier,
  limit: number,
  before = tierBefore[tier],
): Plan => {
  const inIndex = indexedTier[tier];
  const [rarest = []] = concepts.toSorted(
    (a, b) => countOf(a, counts, inIndex) - countOf(b, counts, inIndex),
  );
  const lookUs = concepts.flat().length * LOOK_US[tier];
  const indexUs = countOf(rarest, counts, inIndex) * (MATCH_US + lookUs);

  const all = counts.get(ALL)?.[tier] ?? 0;
  const shareIn = (each: Tier) =>
    concepts.reduce((product, concept) => product * Math.min(1, countOf(concept, counts, each) / all), 1);
  // Without counts (all is 0) the share is no number, and the index is right.
  const share = shareIn(tier) - (before ? shareIn(before) : 0);
  const newestUs = Math.min(all, limit / Math.max(0, share)) * (READ_US[tier] + lookUs);

  return {
    kind: newestUs < indexUs ? 'newest' : 'index',
    grams: rarest.map((needle) => rarestGram(needle, counts, inIndex)),
  };
};
