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

/** The index has no text of titles alone. */
export type IndexedTier = Exclude<Tier, 'title'>;
const indexOf: Readonly<Record<Tier, IndexedTier>> = { title: 'head', head: 'head', full: 'full' };

/** Finds all of some tiers by the index and sorts them. */
export interface IndexStep {
  readonly kind: 'index';
  readonly from: Tier;
  readonly to: Tier;
  readonly index: IndexedTier;
  /** What to ask the index for: whatever has the words has one of these. */
  readonly grams: readonly string[];
}

/** Reads documents from the newest on until the page is full. */
export interface NewestStep {
  readonly kind: 'newest';
  readonly tier: Tier;
}

export type Step = IndexStep | NewestStep;

// Measured on 100,000 Korean documents of 600 to 800 characters, in microseconds: to read one, and to look for a word
// in it; a match of the full-text index with the reading, and the engine finds every match before it gives the first.
// Titles stand in an index of their own.
const READ_US: Readonly<Record<Tier, number>> = { title: 0.5, head: 6, full: 6 };
const LOOK_US: Readonly<Record<Tier, number>> = { title: 0.5, head: 1, full: 6 };
const MATCH_US = 11;
const STATEMENT_US = 600;
/** To count by kind, which a single step by the index does by the way. */
const COUNT_US = 2_500;

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

/** Of all documents, how many have all of the words in the texts of a tier. Without counts it is no number. */
export const shareOf = (concepts: readonly Concept[], counts: GramCounts, tier: Tier): number => {
  const all = counts.get(ALL)?.[tier] ?? 0;
  return concepts.reduce((share, concept) => share * Math.min(1, countOf(concept, counts, tier) / all), 1);
};

interface Planned {
  readonly us: number;
  readonly steps: readonly Step[];
}

export interface PlanOptions {
  /** How many documents are wanted. */
  readonly limit: number;
  /** Where the page begins. */
  readonly first?: Tier | undefined;
  /** Where the search ends. */
  readonly last?: Tier;
}

/**
 * Chooses by how often the words occur. For common words finding all takes up to a second where the newest 20 are
 * there in a millisecond; for rare words it is the other way round.
 * @param concepts at least one
 * @returns in the order of their tiers; the later ones are for what the earlier ones leave of the page
 */
export const stepsOf = (
  concepts: readonly Concept[],
  counts: GramCounts,
  { limit, first = 'title', last = 'full' }: PlanOptions,
): readonly Step[] => {
  const searched = tiers.slice(tiers.indexOf(first), tiers.indexOf(last) + 1);
  const lookUs = (tier: Tier) => concepts.flat().length * LOOK_US[tier];
  const all = counts.get(ALL)?.full ?? 0;
  const foundUntil = (tier: Tier) => all * shareOf(concepts, counts, tier);

  const byIndex = (from: Tier, to: Tier): Planned => {
    const index = indexOf[to];
    const [rarest = []] = concepts.toSorted((a, b) => countOf(a, counts, index) - countOf(b, counts, index));
    const grams = rarest.map((needle) => rarestGram(needle, counts, index));
    const us = countOf(rarest, counts, index) * (MATCH_US + lookUs(index));

    return { us: STATEMENT_US + us, steps: [{ kind: 'index', from, to, index, grams }] };
  };
  const byAge = (tier: Tier): Planned => {
    const before = tierBefore[tier];
    const share = shareOf(concepts, counts, tier) - (before ? shareOf(concepts, counts, before) : 0);
    const read = Math.min(all, limit / Math.max(0, share));

    return { us: STATEMENT_US + read * (READ_US[tier] + lookUs(tier)), steps: [{ kind: 'newest', tier }] };
  };

  const from = (at: number): Planned => {
    const [tier, ...later] = searched.slice(at);
    if (!tier) return { us: COUNT_US, steps: [] };

    const then = (step: Planned, length: number): Planned => {
      const [until = tier] = searched.slice(at + length - 1);
      const rest = from(at + length);
      const isFull = foundUntil(until) >= limit;
      return { us: step.us + (isFull ? 0 : rest.us), steps: [...step.steps, ...rest.steps] };
    };
    const ways = [
      byIndex(tier, last),
      ...later.map((_tier, index) => then(byIndex(tier, searched[at + index] ?? tier), index + 1)),
      then(byAge(tier), 1),
    ];
    // Without counts no way costs less than the first.
    return ways.reduce((best, way) => (way.us < best.us ? way : best));
  };

  return from(0).steps;
};
