/** Who finds a document: anybody, whoever is logged in, or only the member it belongs to. */
export const visibilities = ['public', 'members', 'owner'] as const;
export type Visibility = (typeof visibilities)[number];

export const languages = ['ko', 'en'] as const;
export type Language = (typeof languages)[number];

export interface DocumentKey {
  /** What it is, in the words of the context that it comes from: `article`, `post`. */
  readonly kind: string;
  /** A UUID. */
  readonly id: string;
}

export interface SearchDocument extends DocumentKey {
  /** At most 200 characters. */
  readonly title: string;
  /** Plain text. */
  readonly body: string;
  /** At most 1,000 characters in all. */
  readonly tags: readonly string[];
  readonly visibility: Visibility;
  /** Who wrote it, or whose it is; null for what the service publishes. */
  readonly memberId: string | null;
  readonly language: Language;
  readonly date: Date;
  /** From 1, higher with each edit: an older version never replaces a newer one. */
  readonly version: number;
}

/** The last version that was there; nothing up to it comes back. */
export interface RemovedDocument extends DocumentKey {
  readonly version: number;
}

/** Who searches. What they may not see is left out by the engine, so pages and counts are theirs. */
export interface Viewer {
  /** Null for somebody who is not logged in. */
  readonly memberId: string | null;
  /** Whom they have blocked, and who has blocked them. */
  readonly blockedMemberIds: readonly string[];
}

export interface SearchQuery {
  readonly text: string;
  readonly viewer: Viewer;
  readonly kinds?: readonly string[];
  readonly language?: Language;
  readonly limit: number;
  readonly cursor?: string;
  /** Of a client that may leave. */
  readonly signal?: AbortSignal;
}

export interface Highlight {
  readonly field: 'title' | 'body';
  /** The title, or a piece of the body. */
  readonly text: string;
  /** Where the words stand in `text`: beginning and end. */
  readonly marks: readonly (readonly [number, number])[];
}

export interface SearchHit extends DocumentKey {
  readonly title: string;
  readonly highlights: readonly Highlight[];
}

export interface Facets {
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  /** There are more than were counted. */
  readonly isCapped: boolean;
}

export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  readonly nextCursor: string | null;
  /** Null on later pages. */
  readonly facets: Facets | null;
}

export interface SuggestQuery {
  readonly text: string;
  readonly viewer: Viewer;
  readonly limit: number;
  readonly signal?: AbortSignal;
}

/** Full-text search over everything that can be found, whatever the engine. */
export interface SearchIndex {
  /** The best first. Nothing for a text without a letter or number. Rejects when the engine does not answer in time. */
  query(query: SearchQuery): Promise<SearchAnswer>;
  /** Titles that what is typed may become. */
  suggest(query: SuggestQuery): Promise<string[]>;
  /** Puts documents in, or newer versions in their place. Bears being called again. */
  index(documents: readonly SearchDocument[]): Promise<void>;
  remove(documents: readonly RemovedDocument[]): Promise<void>;
  /** Puts in all that `source` gives and takes out all else (of `kinds`, if given), while searches and writes go on. */
  rebuild(source: AsyncIterable<readonly SearchDocument[]>, kinds?: readonly string[]): Promise<void>;
  /** Rejects when the engine does not answer. */
  ping(): Promise<void>;
}
