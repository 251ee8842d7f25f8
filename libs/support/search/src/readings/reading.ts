import { type DocumentKey, type Facets, type SearchQuery } from '../search-index.ts';
import { type Concept } from '../text/concepts.ts';

/** A document's place among the results: by rank, then the newest, then the one that came last. Every engine has it. */
export interface Place {
  readonly rank: number;
  readonly datedAt: string;
  readonly number: number;
}

export interface FoundDocument extends DocumentKey {
  readonly title: string;
  readonly body: string;
  readonly place: Place;
}

/** What the searcher may see and wants to, for as long as they wait. */
export type Filter = Pick<SearchQuery, 'viewer' | 'kinds' | 'language' | 'signal'>;

export interface Page {
  readonly documents: readonly FoundDocument[];
  /** Null where the page follows another one. */
  readonly facets: Facets | null;
}

/** The documents of one order, from a place on. */
export type Find = (query: SearchQuery, from: Place | null, limit: number) => Promise<Page>;

/** One way to understand what was typed. */
export interface Reading {
  /** What is marked in the texts that are found, and what they are put in order by. */
  readonly concepts: readonly Concept[];
  readonly find: Find;
}

/** How an engine finds what was asked for. */
export interface Engine {
  /** Where the first reading finds nothing: a round trip costs more than what the others find in vain. */
  readonly triesOthersAtOnce: boolean;
  /** Documents that have all the words: in the title first, then in title and tags, then anywhere. */
  withAll(concepts: readonly Concept[]): Promise<Find>;
  /** Documents that have any of the words, those with the most first; null where this would find nothing more. */
  withAny(concepts: readonly Concept[]): Promise<Find | null>;
}
