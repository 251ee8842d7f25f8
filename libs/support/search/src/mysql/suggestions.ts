import { initialSoundsOf } from '@soomcare/korean-text';

import { type SuggestQuery } from '../search-index.ts';
import { compactOf, tokensOf } from '../text/compact.ts';
import { needleOf, WORD_HEAD } from '../text/shadow-text.ts';
import { type SearchDocumentRepository } from './search-document.repository.ts';
import { gramsOf, planOf } from './search-plan.ts';
import { type SearchTextRepository } from './search-text.repository.ts';

/** Among so many of the newest titles with what was typed, those that begin with it come first. */
const POOL = 100;

const beginsWith = (title: string, typed: string): boolean => {
  const { text } = compactOf(title);
  return text.startsWith(typed) || initialSoundsOf(text).startsWith(typed);
};

export const createSuggestions =
  ({ documents, texts }: { documents: SearchDocumentRepository; texts: SearchTextRepository }) =>
  async ({ text, viewer, limit, signal }: SuggestQuery): Promise<string[]> => {
    const needle = needleOf(tokensOf(text).join(''));
    if (needle === '') return [];

    const concepts = [[needle]];
    const plan = planOf(concepts, await texts.countsOf(gramsOf(needle)), 'title', POOL);
    signal?.throwIfAborted();
    const search = { concepts, filter: { viewer }, tier: 'title', rank: 0, plan } as const;
    const found = await documents.findInTier(search, null, POOL);

    const typed = needle.replace(WORD_HEAD, '');
    const titles = [...new Set(found.map(({ title }) => title))];
    return titles
      .toSorted((a, b) => Number(beginsWith(b, typed)) - Number(beginsWith(a, typed)))
      .slice(0, limit);
  };
