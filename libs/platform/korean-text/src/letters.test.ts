import { expect, test } from 'vitest';

import { finals, initials, initialSoundsOf, lettersOf, syllableOf, vowels } from './letters.ts';

test.each([
  ['벤토린', 'ㅂㅌㄹ'],
  ['가힣', 'ㄱㅎ'],
  ['까따빠싸짜', 'ㄲㄸㅃㅆㅉ'],
  ['각갂값', 'ㄱㄱㄱ'],
  ['심비코트160', 'ㅅㅂㅋㅌ160'],
  ['Foster 포스터', 'Foster ㅍㅅㅌ'],
  ['ㅂㅌㄹ', 'ㅂㅌㄹ'],
])('the initial sounds of %s are %s', (text, expected) => {
  expect(initialSoundsOf(text)).toBe(expected);
});

test.each([
  ['벤토린', 'ㅂㅔㄴㅌㅗㄹㅣㄴ'],
  ['값', 'ㄱㅏㅄ'],
  ['와이즈 MDI', 'ㅇㅘㅇㅣㅈㅡ MDI'],
  ['ㅊㅅ', 'ㅊㅅ'],
])('the letters of %s are %s', (text, expected) => {
  expect(lettersOf(text)).toBe(expected);
});

test('every syllable is made of the letters it falls into', () => {
  const made = Array.from(initials, (initial) =>
    Array.from(vowels, (vowel) => Array.from(finals, (final) => syllableOf(initial, vowel, final)).join('')),
  ).flat();
  const syllables = Array.from({ length: 11_172 }, (_, index) => String.fromCodePoint(0xac00 + index));

  expect(made.join('')).toBe(syllables.join(''));
});
