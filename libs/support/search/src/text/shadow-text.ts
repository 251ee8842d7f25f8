import { initialSoundsOf } from '@soomcare/korean-text';

import { type Compact, compactOf, compactToken } from './compact.ts';

/** Stands before the first character of a word. Compact texts have no capitals, so it cannot be typed. */
export const WORD_HEAD = 'Ｗ';

const initialSounds = /^[ㄱ-ㅎ]+$/;

/** Whether a needle stands for words by their initial sounds alone. */
export const isInitialSounds = (needle: string): boolean => initialSounds.test(needle);

/** What documents are searched in. Each text holds the one before. */
export interface ShadowTexts {
  /** At most {@link MAX_TITLE_TEXT} characters. */
  readonly titleText: string;
  /** Title and tags. */
  readonly headText: string;
  /** Title, tags and body. */
  readonly fullText: string;
}

/**
 * In characters: what an index of MySQL can hold beside a date. A title of 200 characters stays below, unless it is full
 * of ligatures that are many letters each; what is cut off is still found, as a tag is.
 */
export const MAX_TITLE_TEXT = 760;

const cut = (text: string): string =>
  text.length <= MAX_TITLE_TEXT ? text : Array.from(text).slice(0, MAX_TITLE_TEXT).join('');

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
  const title = withSounds(document.title);
  const headText = [title, ...document.tags.map(withSounds)].join(' ');

  return { titleText: cut(title), headText, fullText: `${headText} ${withHeads(compactOf(document.body))}` };
};

/** What to look for in shadow texts, of one token. */
export const needleOf = (token: string): string => {
  const compact = compactToken(token);
  return Array.from(compact).length === 1 ? WORD_HEAD + compact : compact;
};
