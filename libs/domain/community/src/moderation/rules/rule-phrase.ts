import { normaliseText } from '@soomcare/korean-text';

/**
 * The language of rules. A phrase is letters, `#` for one digit and `*` for a gap of at most 20 characters; spaces and
 * punctuation count neither in the phrase nor in the text, so that `0 1 0-12` is found by `010##`.
 *
 * No regular expression is made of it: every part is looked for once along the text, so the time is bounded by the
 * length of the text times that of the phrase, whatever they are.
 */
const GAP = 20;
const MIN_LETTERS = 2;

const IGNORED = /[^\p{L}\p{M}\p{N}@]/gu;
const IGNORED_IN_PHRASE = /[^\p{L}\p{M}\p{N}@#]/gu;
const DIGIT = /^[0-9]$/;

/** A text as phrases are looked for in it. */
export const plainOf = (text: string): string => normaliseText(text).replaceAll(IGNORED, '');

const partsOf = (phrase: string): string[] =>
  phrase.split('*').map((part) => normaliseText(part).replaceAll(IGNORED_IN_PHRASE, ''));

/** Every part must say something, and all of them more than a letter, or nearly every text would fit. */
export const isPhrase = (phrase: string): boolean => {
  const parts = partsOf(phrase);

  return parts.every((part) => part !== '') && parts.join('').length >= MIN_LETTERS;
};

const fitsAt = (plain: string, at: number, part: string): boolean => {
  for (let index = 0; index < part.length; index += 1) {
    const wanted = part.charAt(index);
    const found = plain.charAt(at + index);
    if (wanted === '#' ? !DIGIT.test(found) : wanted !== found) return false;
  }
  return true;
};

const placesOf = (plain: string, part: string): number[] => {
  const places: number[] = [];
  for (let at = 0; at <= plain.length - part.length; at += 1) {
    if (fitsAt(plain, at, part)) places.push(at);
  }
  return places;
};

/** The places that lie at most a gap after one of `ends`; both ascend. */
const within = (places: readonly number[], ends: readonly number[]): number[] => {
  let last = -1;
  return places.filter((place) => {
    while ((ends[last + 1] ?? Infinity) <= place) last += 1;
    return place - (ends[last] ?? -Infinity) <= GAP;
  });
};

/** @param plain from `plainOf` */
export const isIn = (plain: string, phrase: string): boolean => {
  const [first = '', ...others] = partsOf(phrase);
  let ends = placesOf(plain, first).map((place) => place + first.length);
  for (const part of others) {
    ends = within(placesOf(plain, part), ends).map((place) => place + part.length);
  }
  return ends.length > 0;
};
