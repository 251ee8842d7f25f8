import { finals, initials, lettersOf, syllableOf, vowels } from './letters.ts';

/** The standard Korean layout (KS X 5002): each key of a Latin keyboard and the letter on it. */
const latinKeys = 'rRseEfaqQtTdwWczxvgkoiOjpuPhynbml';
const hangulKeys = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ';

const pairs: Readonly<Record<string, string>> = {
  ㅗㅏ: 'ㅘ',
  ㅗㅐ: 'ㅙ',
  ㅗㅣ: 'ㅚ',
  ㅜㅓ: 'ㅝ',
  ㅜㅔ: 'ㅞ',
  ㅜㅣ: 'ㅟ',
  ㅡㅣ: 'ㅢ',
  ㄱㅅ: 'ㄳ',
  ㄴㅈ: 'ㄵ',
  ㄴㅎ: 'ㄶ',
  ㄹㄱ: 'ㄺ',
  ㄹㅁ: 'ㄻ',
  ㄹㅂ: 'ㄼ',
  ㄹㅅ: 'ㄽ',
  ㄹㅌ: 'ㄾ',
  ㄹㅍ: 'ㄿ',
  ㄹㅎ: 'ㅀ',
  ㅂㅅ: 'ㅄ',
};
const apart: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(pairs).map(([two, one]) => [one, two]),
);

/** Shift makes another letter on seven keys only. */
const hangulOn = (key: string): string | undefined => {
  const index = latinKeys.includes(key) ? latinKeys.indexOf(key) : latinKeys.indexOf(key.toLowerCase());
  return index < 0 ? undefined : hangulKeys[index];
};

const isVowel = (letter = '') => letter !== '' && vowels.includes(letter);
const isInitial = (letter = '') => letter !== '' && initials.includes(letter);

const finalAt = (letters: readonly string[], at: number): string => {
  const [first = '', second = '', third] = letters.slice(at, at + 3);
  // A consonant before a vowel begins the next syllable.
  if (!isInitial(first) || !finals.includes(first) || isVowel(second)) return '';
  return isInitial(second) && pairs[first + second] !== undefined && !isVowel(third) ? first + second : first;
};

/** The syllables of letters typed one by one; null where some letters make none. */
const compose = (letters: readonly string[]): string | null => {
  let text = '';
  for (let at = 0; at < letters.length;) {
    const [initial = '', vowel = '', next = ''] = letters.slice(at, at + 3);
    if (!isInitial(initial) || !isVowel(vowel)) return null;

    const vowelPair = isVowel(next) ? pairs[vowel + next] : undefined;
    at += vowelPair ? 3 : 2;
    const final = finalAt(letters, at);
    at += final.length;
    text += syllableOf(initial, vowelPair ?? vowel, pairs[final] ?? (final || undefined));
  }
  return text;
};

/** What a Korean keyboard would have written where a Latin one was on: `cjstlr` is 천식. Null if no syllables. */
export const toHangulKeys = (typed: string): string | null => {
  const isCapsLock = typed === typed.toUpperCase();
  const letters = Array.from(isCapsLock ? typed.toLowerCase() : typed, hangulOn);
  const known = letters.filter((letter) => letter !== undefined);

  return typed !== '' && known.length === letters.length ? compose(known) : null;
};

/** What a Latin keyboard would have written where a Korean one was on: ㅔㄷㄹ is `pef`. Null if not Hangul. */
export const toLatinKeys = (typed: string): string | null => {
  const keys = Array.from(lettersOf(typed))
    .flatMap((letter) => Array.from(apart[letter] ?? letter))
    .map((letter) => latinKeys[hangulKeys.indexOf(letter)]);

  return typed !== '' && keys.every((key) => key !== undefined) ? keys.join('').toLowerCase() : null;
};
