import { type Concept } from '../text/concepts.ts';
import { isInitialSounds } from '../text/shadow-text.ts';

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
  readonly asked: readonly string[];
}

/** Reads documents from the newest on until the page is full. */
export interface NewestStep {
  readonly kind: 'newest';
  readonly tier: Tier;
}

export type Step = IndexStep | NewestStep;

// Measured on 100,000 Korean documents of 600 to 800 characters, in microseconds: to read one, and to look for a word
// in it; a document in a gram's list of the full-text index, and one that is found and read; the engine finds every match
// before it gives the first. Titles stand in an index of their own.
const READ_US: Readonly<Record<Tier, number>> = { title: 0.5, head: 6, full: 6 };
const LOOK_US: Readonly<Record<Tier, number>> = { title: 0.5, head: 1, full: 6 };
const LIST_US = 1.5;
const MATCH_US = 9;
const STATEMENT_US = 600;
/** To count by kind, which a single step by the index does by the way. */
const COUNT_US = 2_500;

/** As the ngram parser makes them of a text: none across a space. */
export const gramsOf = (needle: string): string[] => {
  const characters = Array.from(needle);
  return characters
    .slice(1)
    .map((character, index) => (characters[index] ?? '') + character)
    .filter((gram) => !gram.includes(' '));
};

/**
 * The grams of a needle to ask the index for, all of which a document must have: the one that fewest documents have, and
 * the next of initial sounds, which are so few that each pair is common, and hardly depend on one another. Single grams
 * only, the rest is compared: phrases miss documents whose transactions did not commit in the order in which they wrote,
 * until MySQL merges its cache into the index (seen with 9.7.4).
 */
const gramsToAsk = (needle: string, countOfGram: (gram: string) => number): readonly string[] => {
  const grams = gramsOf(needle).toSorted((a, b) => countOfGram(a) - countOfGram(b));

  return grams.length === 0 ? [needle] : grams.slice(0, isInitialSounds(needle) ? 2 : 1);
};

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** What to ask the index for, in the words of its boolean mode; how many documents it looks at then, and how many it finds. */
export const lookupOf = (needle: string, counts: GramCounts, tier: Tier) => {
  const countOfGram = (gram: string) => counts.get(gram)?.[tier] ?? 0;
  const grams = gramsToAsk(needle, countOfGram);
  const all = countOfGram(ALL);
  const [first = 0, ...others] = grams.map(countOfGram);

  return {
    asked: grams.length === 1 ? grams.join('') : `(${grams.map((gram) => `+${gram}`).join(' ')})`,
    listed: sumOf([first, ...others]),
    matched: others.reduce((found, count) => found * Math.min(1, count / all), first),
  };
};

/** At most: documents may have several of the synonyms. */
export const countOf = (concept: Concept, counts: GramCounts, tier: Tier): number =>
  sumOf(concept.map((needle) => lookupOf(needle, counts, tier).matched));

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
    const lookups = rarest.map((needle) => lookupOf(needle, counts, index));
    const asked = lookups.map((lookup) => lookup.asked);
    const listed = sumOf(lookups.map((lookup) => lookup.listed));
    const us = listed * LIST_US + countOf(rarest, counts, index) * (MATCH_US + lookUs(index));

    return { us: STATEMENT_US + us, steps: [{ kind: 'index', from, to, index, asked }] };
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
