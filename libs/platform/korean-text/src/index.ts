export { toHangulKeys, toLatinKeys } from './keyboard.ts';
export { initialSoundsOf, lettersOf } from './letters.ts';
export { normaliseText, squeeze, wordsOf } from './words.ts';
