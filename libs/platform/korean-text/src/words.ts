/** Keyboards join some consonants that are typed one after the other: 렐바 as ㄹㅂ arrives as ㄼ. */
const joined: Readonly<Record<string, string>> = {
  ㄳ: 'ㄱㅅ',
  ㄵ: 'ㄴㅈ',
  ㄶ: 'ㄴㅎ',
  ㄺ: 'ㄹㄱ',
  ㄻ: 'ㄹㅁ',
  ㄼ: 'ㄹㅂ',
  ㄽ: 'ㄹㅅ',
  ㄾ: 'ㄹㅌ',
  ㄿ: 'ㄹㅍ',
  ㅀ: 'ㄹㅎ',
  ㅄ: 'ㅂㅅ',
};

// Full-width forms, squared units such as ㎎, and the micro sign. Not the whole text: NFKC would turn the letters of
// initial sounds (ㅂ) into another block.
const lookalikes = /[\u00b5\u3000\u3300-\u33ff\uff01-\uff5e]/g;

/** One spelling of a text: composed, lower case, half-width, its initial sounds apart. */
export const normaliseText = (text: string): string =>
  text
    .replaceAll(lookalikes, (character) => character.normalize('NFKC'))
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[ㄳ-ㅄ]/g, (letter) => joined[letter] ?? letter);

/**
 * Words and numbers of a text, in order: `심비코트160/4.5` is 심비코트, 160 and 4.5. What follows a number without a
 * space belongs to it, as in `10mg` or `60회`.
 */
export const wordsOf = (text: string): string[] =>
  normaliseText(text).match(/\d+(?:\.\d+)*[\p{L}\p{M}]*|[\p{L}\p{M}]+/gu) ?? [];

/** A text without spaces and punctuation, so that spacing does not matter. */
export const squeeze = (text: string): string => wordsOf(text).join('');
