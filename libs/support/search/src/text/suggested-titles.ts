import { initialSoundsOf } from '@soomcare/korean-text';

import { compactOf, tokensOf } from './compact.ts';
import { needleOf, WORD_HEAD } from './shadow-text.ts';

/** Among so many of the newest titles with what was typed, those that begin with it come first. */
export const SUGGESTION_POOL = 100;

/** What to look for in titles; empty for a text without a letter or number. */
export const suggestionNeedle = (text: string): string => needleOf(tokensOf(text).join(''));

/** @param titles the newest first */
export const suggestedTitles = (titles: readonly string[], needle: string, limit: number): string[] => {
  const typed = needle.replace(WORD_HEAD, '');
  const beginsWith = (title: string): boolean => {
    const { text } = compactOf(title);
    return text.startsWith(typed) || initialSoundsOf(text).startsWith(typed);
  };

  return [...new Set(titles)]
    .toSorted((a, b) => Number(beginsWith(b)) - Number(beginsWith(a)))
    .slice(0, limit);
};
