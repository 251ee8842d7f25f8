import { initialSoundsOf, squeeze, wordsOf } from '@soomcare/korean-text';

import { type Drug, type DrugTermKind, drugTermKinds, maxLength } from '../drug.entity.ts';

export interface Term {
  readonly term: string;
  readonly kind: DrugTermKind;
}

type Named = Pick<
  Drug,
  'nameKo' | 'nameEn' | 'ingredientKo' | 'ingredientEn' | 'strength' | 'synonyms' | 'market'
>;

const spaceBeforeUnit = /(?<=\d)\s+(?=(?:[mu\u00b5\u03bc]|mc)?g\b|ml\b|밀리|마이크로)/giu;

/** What a drug is searched by, as it was typed. A unit stands with its number; micrograms have several spellings. */
export const drugWordsOf = (text: string): string[] =>
  wordsOf(text.replaceAll(spaceBeforeUnit, '')).map((word) => word.replace(/(?<=\d)[uμ]g$/, 'mcg'));

const withShortUnits = (name: string) =>
  name.replaceAll(/밀리그[램람]/g, 'mg').replaceAll(/마이크로그[램람]/g, 'mcg');

const isNumber = (word: string) => /^\d/.test(word);
const startsWithSyllable = /^[가-힣]/;

/** Without numbers, their units and brackets: 렐바 100 엘립타 is asked for as 렐바 엘립타 too. */
const spoken = (name: string) => name.replaceAll(/\([^)]*\)|\d[\d.,/]*\p{L}*/gu, ' ');

/** A name from each of its words on, so that the second word finds it as well as the first. */
const tails = (name: string): Term[] => {
  const words = drugWordsOf(name);

  return words.map((_word, index) => ({
    term: words.slice(index).join(''),
    kind: index === 0 ? 'name' : 'word',
  }));
};

const nameTerms = (name: string): Term[] => [
  ...tails(name),
  ...tails(withShortUnits(name)),
  ...tails(spoken(name)),
];

const initialTerms = (terms: readonly Term[]): Term[] =>
  terms
    .filter(({ term }) => startsWithSyllable.test(term))
    .map(({ term, kind }) => ({ term: initialSoundsOf(term), kind }));

const partsOf = (kind: DrugTermKind, text: string | null, separator: string): Term[] =>
  (text ?? '').split(separator).map((part) => ({ term: squeeze(part), kind }));

/**
 * Every text by whose beginning a product is found, each once and as its best kind.
 * What is not to be suggested is found by its names only, never by what is in it.
 */
export const termsOf = (drug: Named): Term[] => {
  const korean = nameTerms(drug.nameKo);
  const ingredients = [
    ...partsOf('ingredient', drug.ingredientKo, '/'),
    ...partsOf('ingredient', drug.ingredientEn, '/'),
  ];
  const all: Term[] = [
    ...korean,
    ...initialTerms(korean),
    ...nameTerms(drug.nameEn ?? ''),
    ...drugWordsOf(drug.strength ?? '')
      .filter(isNumber)
      .map((term) => ({ term, kind: 'word' }) as const),
    ...partsOf('synonym', drug.synonyms, ';'),
    ...(drug.market === 'on_market' ? ingredients : []),
  ];

  const best = new Map<string, Term>();
  for (const { term, kind } of all) {
    const cut = term.slice(0, maxLength.term);
    const known = best.get(cut);
    if (cut !== '' && (!known || drugTermKinds.indexOf(kind) < drugTermKinds.indexOf(known.kind))) {
      best.set(cut, { term: cut, kind });
    }
  }
  return [...best.values()];
};
