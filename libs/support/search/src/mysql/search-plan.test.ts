import { describe, expect, test } from 'vitest';

import { ALL, gramsOf, type GramCounts, planOf, tiers } from './search-plan.ts';

const same = (count: number) => ({ title: 0, head: 0, full: count });
const counts: GramCounts = new Map([
  [ALL, { title: 100_000, head: 100_000, full: 100_000 }],
  ['천식', same(99_000)],
  ['흡입', same(70_000)],
  ['입기', same(69_000)],
  ['심비', same(90)],
  ['중간', same(2_000)],
  ['다른', same(2_000)],
  ['드문', { title: 0, head: 5, full: 90 }],
  ['제목', { title: 3_000, head: 3_000, full: 3_000 }],
]);
const kindOf = (...words: string[]) =>
  planOf(
    words.map((word) => [word]),
    counts,
    'full',
    21,
  ).kind;

test.each([
  ['천식', ['천식']],
  ['흡입기', ['흡입', '입기']],
  ['Ｗ약', ['Ｗ약']],
])('the grams of %s are %j', (needle, grams) => {
  expect(gramsOf(needle)).toEqual(grams);
});

describe('the plan', () => {
  test.each([
    ['a word in nearly every document', ['천식'], 'newest'],
    ['a common word of several grams', ['흡입기'], 'newest'],
    ['two common words', ['천식', '흡입기'], 'newest'],
    ['a word in one of 50 documents', ['중간'], 'newest'],
    ['a rare word', ['드문'], 'index'],
    ['a word that nobody has counted', ['없다'], 'index'],
    ['a common word and a rare one', ['천식', '드문'], 'index'],
    ['two words that are seldom together', ['중간', '다른'], 'index'],
  ])('for %s is %s: %s', (_what, words, kind) => {
    expect(kindOf(...words)).toBe(kind);
  });

  test('asks the index for the rarest gram of the rarest word', () => {
    expect(planOf([['천식'], ['드문'], ['흡입기']], counts, 'full', 21).grams).toEqual(['드문']);
    expect(planOf([['흡입기']], counts, 'full', 21).grams).toEqual(['입기']);
  });

  test('asks the index for a gram of each synonym', () => {
    expect(planOf([['천식'], ['심비코트', '드문']], counts, 'full', 21).grams).toEqual(['비코', '드문']);
  });

  test('is the index as long as nothing has been counted', () => {
    expect(planOf([['천식']], new Map(), 'full', 21).kind).toBe('index');
  });

  test('reads the newest only where they hold what the tier before has not given', () => {
    const kinds = tiers.map((tier) => planOf([['제목']], counts, tier, 21).kind);

    expect(kinds).toEqual(['newest', 'index', 'index']);
    expect(planOf([['제목']], counts, 'full', 21, null).kind).toBe('newest');
  });

  test('never scans for what stands in no title', () => {
    expect(planOf([['드문']], counts, 'title', 21).kind).toBe('index');
  });
});
