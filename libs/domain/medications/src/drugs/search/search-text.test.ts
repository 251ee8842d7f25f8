import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { parseCsv } from '../import/csv.ts';
import { ownDrugList } from '../import/seed-drugs.ts';
import { initialSoundsOf, normaliseText, squeeze, wordsOf } from './search-text.ts';

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

describe('initialSoundsOf', () => {
  test.each([
    ['벤토린', 'ㅂㅌㄹ'],
    ['가힣', 'ㄱㅎ'],
    ['까따빠싸짜', 'ㄲㄸㅃㅆㅉ'],
    ['각갂값', 'ㄱㄱㄱ'],
    ['심비코트160', 'ㅅㅂㅋㅌ160'],
    ['Foster 포스터', 'Foster ㅍㅅㅌ'],
    ['ㅂㅌㄹ', 'ㅂㅌㄹ'],
  ])('%s: %s', (text, expected) => {
    expect(initialSoundsOf(text)).toBe(expected);
  });

  test('the column that our list was published with says the same of every product', () => {
    const [header, ...lines] = parseCsv(readFileSync(ownDrugList, 'utf8')).lines;
    const cellsOf = (column: string) =>
      lines.map(({ cells }) => cells[header?.cells.indexOf(column) ?? -1] ?? '');

    expect(lines).toHaveLength(100);
    expect(cellsOf('name_ko').map(initialSoundsOf)).toEqual(cellsOf('initial_sounds'));
  });
});
