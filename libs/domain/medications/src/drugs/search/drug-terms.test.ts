import { describe, expect, test } from 'vitest';

import { drugWordsOf, termsOf } from './drug-terms.ts';

type Named = Parameters<typeof termsOf>[0];

const aDrug = (different: Partial<Named> = {}): Named => ({
  nameKo: '싱귤레어정 10밀리그램',
  nameEn: null,
  ingredientKo: null,
  ingredientEn: null,
  strength: null,
  synonyms: '',
  market: 'on_market',
  ...different,
});
const terms = (different: Partial<Named>) =>
  Object.fromEntries(termsOf(aDrug(different)).map(({ term, kind }) => [term, kind]));

describe('termsOf', () => {
  test('a name counts as a whole, from each word on, by its initial sounds, and with its unit short', () => {
    expect(terms({})).toEqual({
      싱귤레어정10밀리그램: 'name',
      싱귤레어정10mg: 'name',
      싱귤레어정: 'name',
      ㅅㄱㄹㅇㅈ10ㅁㄹㄱㄹ: 'name',
      ㅅㄱㄹㅇㅈ10mg: 'name',
      ㅅㄱㄹㅇㅈ: 'name',
      '10밀리그램': 'word',
      '10mg': 'word',
    });
  });

  test('a name with a number in its middle counts without it too', () => {
    expect(terms({ nameKo: '렐바 100 엘립타' })).toMatchObject({
      렐바100엘립타: 'name',
      렐바엘립타: 'name',
      ㄹㅂㅇㄹㅌ: 'name',
      엘립타: 'word',
    });
  });

  test('each part of a combination counts', () => {
    const both = { ingredientKo: '부데소니드/포르모테롤', ingredientEn: 'Budesonide/formoterol' };

    expect(terms(both)).toMatchObject({
      부데소니드: 'ingredient',
      포르모테롤: 'ingredient',
      budesonide: 'ingredient',
      formoterol: 'ingredient',
    });
  });

  test('each number of the strength counts', () => {
    expect(terms({ strength: '100/62.5/25 µg/dose' })).toMatchObject({
      '100': 'word',
      '62.5': 'word',
      '25mcg': 'word',
    });
  });

  test('a text is there once, as its best kind', () => {
    const same = termsOf(
      aDrug({ nameKo: '벤토린', synonyms: '벤토린;벤 토린;파란흡입기', ingredientKo: '벤토린' }),
    );

    expect(same).toEqual([
      { term: '벤토린', kind: 'name' },
      { term: 'ㅂㅌㄹ', kind: 'name' },
      { term: '파란흡입기', kind: 'synonym' },
    ]);
  });

  test.each(['off_market', 'doubtful'] as const)('what is %s is not found by its ingredients', (market) => {
    expect(terms({ market, ingredientKo: '툴로부테롤' })).not.toHaveProperty('툴로부테롤');
  });

  test('a text that is too long is cut to what the column holds', () => {
    const long = termsOf(aDrug({ nameKo: '가'.repeat(200) }));

    expect(long.map(({ term }) => term)).toEqual(['가'.repeat(100), 'ㄱ'.repeat(100)]);
  });
});

test('micrograms are the same by any spelling, with a space and without', () => {
  const spellings = ['25µg', '25μg', '25ug', '25mcg', '25㎍', '25 UG', '25 µg', '25 mcg'];

  expect(spellings.map(drugWordsOf)).toEqual(spellings.map(() => ['25mcg']));
});

test('a unit without its number is a word of its own', () => {
  expect(drugWordsOf('mg 10 g 5 ml 흡입제 2 그린')).toEqual(['mg', '10g', '5ml', '흡입제', '2', '그린']);
});
