import { normaliseText } from '@soomcare/korean-text';

/** A text as it is searched: without spaces and punctuation, since Korean is spaced in many ways. */
export interface Compact {
  readonly text: string;
  /** For each character of `text`, where it stands in the original. */
  readonly at: readonly number[];
  /** Where in `text` the words begin. */
  readonly starts: readonly number[];
}

const token =
  /[a-z]+(?:-?\d+(?:\.\d+)*)*[a-z]*|\d+(?:\.\d+)*[\p{L}\p{M}]*|\p{Script=Hangul}+|[\p{L}\p{M}]+/gu;
const sentenceEnd = /[.!?\n]/;
const hangul = /^[가-힣]+$/;
const latin = /[a-z]/;
const digit = /\d/;

const FULL_WIDTH = 0xfee0;
/**
 * Latin letters and digits are kept in full width: the ngram parser drops each gram that holds a stop word, and the
 * default list has `a` and `i`, so that whether `salbutamol` is found would hang on how a server was set up.
 */
const widen = (character: string): string =>
  (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9')
    ? String.fromCharCode(character.charCodeAt(0) + FULL_WIDTH)
    : character;

/** Words and numbers as a person types them: `PM2.5` and `COVID-19` are one each, 심비코트160 is two. */
export const tokensOf = (text: string): string[] => normaliseText(text).match(token) ?? [];

/** A token as it stands in a compact text. */
export const compactToken = (text: string): string =>
  Array.from(text.replaceAll(/[.-]/g, ''), widen).join('');

const isApart = (before: string, gap: string, after: string): boolean =>
  sentenceEnd.test(gap) || [latin, digit].some((kind) => kind.test(before) && kind.test(after));

interface Normalised {
  readonly text: string;
  readonly at: readonly number[];
}

/** All but these, nearly all of a Korean text, is normalised character by character: highlights wait for this. */
const notNormal = /[^가-힣 a-z]/gu;

/** So that each character knows where it came from. */
const normaliseWithPlaces = (original: string): Normalised => {
  const at: number[] = [];
  let text = '';
  let end = 0;
  const addNormal = (until: number): void => {
    text += original.slice(end, until);
    for (let place = end; place < until; place += 1) at.push(place);
  };
  for (const { index, 0: character } of original.matchAll(notNormal)) {
    addNormal(index);
    const normal = normaliseText(character);
    text += normal;
    for (let unit = 0; unit < normal.length; unit += 1) at.push(index);
    end = index + character.length;
  }
  addNormal(original.length);

  return { text, at };
};

/** @param original composed (NFC) */
export const compactOf = (original: string): Compact => {
  const { text, at } = normaliseWithPlaces(original);
  let compact = '';
  const places: number[] = [];
  const starts: number[] = [];
  const add = (character: string, place: number): void => {
    compact += character;
    places.push(place);
  };
  const addHangul = (word: string, from: number): void => {
    compact += word;
    for (let index = 0; index < word.length; index += 1) places.push(at[from + index] ?? 0);
  };

  let end = 0;
  for (const match of text.matchAll(token)) {
    const [word] = match;
    if (end > 0 && isApart(text.charAt(end - 1), text.slice(end, match.index), word.charAt(0))) {
      add(' ', at[end - 1] ?? 0);
    }
    starts.push(compact.length);
    if (hangul.test(word)) addHangul(word, match.index);
    else
      for (const [index, character] of Array.from(word).entries()) {
        if (character !== '.' && character !== '-') add(widen(character), at[match.index + index] ?? 0);
      }
    end = match.index + word.length;
  }

  return { text: compact, at: places, starts };
};
