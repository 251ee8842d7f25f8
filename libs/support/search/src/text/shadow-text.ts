import { initialSoundsOf } from '@soomcare/korean-text';

import { type Compact, compactOf, compactToken } from './compact.ts';

/** Stands before the first character of a word. Compact texts have no capitals, so it cannot be typed. */
export const WORD_HEAD = 'Ｗ';

/** What documents are searched in. Each text holds the one before. */
export interface ShadowTexts {
  readonly titleText: string;
  /** Title and tags. */
  readonly headText: string;
  /** Title, tags and body. */
  readonly fullText: string;
}

const headsOf = ({ text, starts }: Compact): string =>
  [...new Set(starts.map((start) => WORD_HEAD + text.charAt(start)))].join(' ');

const withHeads = (compact: Compact): string => `${compact.text} ${headsOf(compact)}`;

const withSounds = (original: string): string => {
  const compact = compactOf(original);
  return `${withHeads(compact)} ${withHeads({ ...compact, text: initialSoundsOf(compact.text) })}`;
};

/**
 * The same text in all the forms in which it may be typed: without spaces, and by the initial sounds of title and tags.
 * An engine that finds pairs of characters finds all of it; one syllable is found as the beginning of a word.
 */
export const shadowTextsOf = (document: {
  readonly title: string;
  readonly tags: readonly string[];
  readonly body: string;
}): ShadowTexts => {
  const titleText = withSounds(document.title);
  const headText = [titleText, ...document.tags.map(withSounds)].join(' ');

  return { titleText, headText, fullText: `${headText} ${withHeads(compactOf(document.body))}` };
};

/** What to look for in shadow texts, of one token. */
export const needleOf = (token: string): string => {
  const compact = compactToken(token);
  return Array.from(compact).length === 1 ? WORD_HEAD + compact : compact;
};
