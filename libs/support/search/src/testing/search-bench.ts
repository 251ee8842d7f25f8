import { newUuid } from '@soomcare/database';

import { type SearchDocument, type SearchIndex, type SearchQuery, type Viewer } from '../search-index.ts';

/** An engine to try, with the service's own synonyms. */
export interface SearchBench {
  readonly search: SearchIndex;
  /** Resolves when all that was written can be found. */
  settle(): Promise<void>;
  /** From now on all that was written is older than what a rebuild leaves alone. */
  letTimePass(): Promise<void>;
}

export const aGuest: Viewer = { memberId: null, blockedMemberIds: [] };
export const aViewer = (memberId = newUuid(), blockedMemberIds: readonly string[] = []): Viewer => ({
  memberId,
  blockedMemberIds,
});

export const aDocument = (different: Partial<SearchDocument> = {}): SearchDocument => ({
  kind: 'article',
  id: newUuid(),
  title: '제목',
  body: '',
  tags: [],
  visibility: 'public',
  memberId: null,
  language: 'ko',
  date: new Date('2026-03-01T00:00:00Z'),
  version: 1,
  ...different,
});

/** For routes of people who block nobody. */
export const nobodyHidden = () => Promise.resolve([]);

export const asking = (text: string, different: Partial<SearchQuery> = {}): SearchQuery => ({
  text,
  viewer: aGuest,
  limit: 20,
  ...different,
});

/** A source for `rebuild`, in two parts. */
export const sourceOf = async function* (documents: readonly SearchDocument[]) {
  await Promise.resolve();
  yield documents.slice(0, 1);
  yield documents.slice(1);
};
