import { lettersOf } from '@soomcare/korean-text';

/** With fewer letters nearly everything is one letter away from something. */
const MIN_LETTERS = 5;
/** As the column holds. */
const MAX_LETTERS = 30;

/** A word's letters, and its letters without each of them. */
const variants = (letters: string): string[] => [
  ...new Set([
    letters,
    ...Array.from(letters, (_letter, index) => letters.slice(0, index) + letters.slice(index + 1)),
  ]),
];

/**
 * By what a word is found when it is misspelt: two words with a variant in common are at most one letter apart, or
 * two (one left out of each), which `isOneLetterApart` tells. None for a word that is too short or too long.
 */
export const spellingsOf = (word: string): string[] => {
  const letters = lettersOf(word);
  return letters.length < MIN_LETTERS || letters.length > MAX_LETTERS ? [] : variants(letters);
};

const withoutCommonEnds = (a: string, b: string): [string, string] => {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
};

/** One letter more, less, another, or two neighbours the wrong way round. */
export const isOneLetterApart = (a: string, b: string): boolean => {
  const [restA, restB] = withoutCommonEnds(lettersOf(a), lettersOf(b));
  if (Math.max(restA.length, restB.length) === 1) return true;

  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
};
