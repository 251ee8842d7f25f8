import { normaliseText } from '@soomcare/korean-text';

import { MAX_LOGGED } from './search-query.entity.ts';

/** 심비코트 160/4.5 has four digits, a day of birth six, a telephone number eight or more. */
const MAX_DIGITS = 5;
/** Longer than a word: a token or an account's name. */
const MAX_LATIN_RUN = 25;

const looksPersonal = (text: string): boolean =>
  /@|:\/\/|www\./.test(text) ||
  (text.match(/\p{Nd}/gu) ?? []).length > MAX_DIGITS ||
  text.split(' ').some((word) => word.length > MAX_LATIN_RUN && !/\p{Script=Hangul}/u.test(word));

/** A text as the log of searches keeps it: spelt one way, and not at all where it may tell who somebody is. */
export const loggedText = (typed: string): string | null => {
  const text = normaliseText(typed).replaceAll(/\s+/g, ' ').trim();

  return text === '' || text.length > MAX_LOGGED || looksPersonal(text) ? null : text;
};
