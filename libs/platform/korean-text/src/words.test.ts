import { describe, expect, test } from 'vitest';

import { normaliseText, squeeze, wordsOf } from './words.ts';

describe('normaliseText', () => {
  test.each([
    ['capitals', 'VenToLin', 'ventolin'],
    ['a decomposed syllable', '벤'.normalize('NFD'), '벤'],
    ['a decomposed accent', 'é'.normalize('NFD'), 'é'],
    ['full-width letters and digits', 'Ａｂ１６０', 'ab160'],
    ['a full-width space', '벤토린　에보할러', '벤토린 에보할러'],
    ['squared units', '10㎎ 5㎖', '10mg 5ml'],
    ['the micro sign as the Greek letter', '\u00b5g', '\u03bcg'],
    ['consonants that the keyboard has joined', 'ㄼ ㅄ ㄳ', 'ㄹㅂ ㅂㅅ ㄱㅅ'],
  ])('%s: %s', (_what, text, expected) => {
    expect(normaliseText(text)).toBe(expected);
  });

  test.each(['ㅂㅌㄹ', 'ㄲㄸㅃㅆㅉ', '심비코트 160/4.5'])('%s stays as it is', (text) => {
    expect(normaliseText(text)).toBe(text);
  });
});

describe('wordsOf', () => {
  test.each([
    ['spaces', '벤토린 에보할러', ['벤토린', '에보할러']],
    ['where letters meet digits', '심비코트160', ['심비코트', '160']],
    ['slashes', '160/4.5', ['160', '4.5']],
    ['brackets', '(120회)', ['120회']],
    ['no unit', '10mg/2.5mL', ['10mg', '2.5ml']],
    ['any punctuation', 'a-b_c%d\\e', ['a', 'b', 'c', 'd', 'e']],
  ])('parts at %s: %s', (_where, text, expected) => {
    expect(wordsOf(text)).toEqual(expected);
  });

  test.each(['', ' ', '%', '__', '…', '.'])('“%s” holds no word', (text) => {
    expect(wordsOf(text)).toEqual([]);
  });

  test('a point between digits belongs to the number, any other does not', () => {
    expect(wordsOf('2.5. Tab.')).toEqual(['2.5', 'tab']);
  });
});

test('squeezed, spacing and punctuation make no difference', () => {
  expect(squeeze('심비코트 터부헬러 160/4.5')).toBe(squeeze('심비코트터부헬러-160 / 4.5'));
});
