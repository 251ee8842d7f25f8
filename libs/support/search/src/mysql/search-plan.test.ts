import { describe, expect, test } from 'vitest';

import { ALL, gramsOf, type GramCounts, stepsOf } from './search-plan.ts';

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
  ['ㅎㅇ', { title: 4_000, head: 4_000, full: 4_000 }],
  ['ㅇㄱ', { title: 8_000, head: 8_000, full: 8_000 }],
  ['ㅊㅅ', { title: 6_000, head: 6_000, full: 6_000 }],
]);
const planOf = (...words: string[]) =>
  stepsOf(
    words.map((word) => [word]),
    counts,
    { limit: 21 },
  ).map((step) => (step.kind === 'index' ? `index ${step.from} to ${step.to}` : `newest ${step.tier}`));
const asked = (concepts: string[][]) =>
  stepsOf(concepts, counts, { limit: 21 }).flatMap((step) => (step.kind === 'index' ? step.asked : []));

test.each([
  ['천식', ['천식']],
  ['흡입기', ['흡입', '입기']],
  ['Ｗ약', ['Ｗ약']],
])('the grams of %s are %j', (needle, grams) => {
  expect(gramsOf(needle)).toEqual(grams);
});

const byIndex = ['index title to full'];
const byAge = ['index title to head', 'newest full'];

describe('the plan', () => {
  test.each([
    ['a word in nearly every document', ['천식'], byAge],
    ['a common word of several grams', ['흡입기'], byAge],
    ['two common words', ['천식', '흡입기'], byAge],
    ['a word in one of 50 documents', ['중간'], byAge],
    ['a rare word', ['드문'], byIndex],
    ['a word that nobody has counted', ['없다'], byIndex],
    ['a common word and a rare one', ['천식', '드문'], byIndex],
    ['two words that are seldom together', ['중간', '다른'], byIndex],
    // What comes after a full page costs nothing, unless the page is not full after all.
    ['a word of titles alone', ['제목'], ['newest title', 'index head to head', 'index full to full']],
  ])('for %s is by %s: %j', (_what, words, steps) => {
    expect(planOf(...words)).toEqual(steps);
  });

  test('asks the index for the rarest gram of the rarest word', () => {
    expect(asked([['천식'], ['드문'], ['흡입기']])).toEqual(['드문']);
    expect(asked([['없는말']])).toEqual(['없는']);
  });

  test('asks the index for a gram of each synonym', () => {
    expect(asked([['천식'], ['심비코트', '드문']])).toEqual(['비코', '드문']);
  });

  test('asks the index for documents with two pairs of initial sounds, the rarest', () => {
    expect(new Set(asked([['ㅎㅇㄱ']]))).toEqual(new Set(['(+ㅎㅇ +ㅇㄱ)']));
    expect(asked([['ㅇㄱㅎㅇ']])).toEqual(['(+ㄱㅎ +ㅎㅇ)']);
    expect(stepsOf([['ㅊㅅ']], counts, { limit: 21 })[0]).toMatchObject({ kind: 'newest', tier: 'title' });
  });

  test('is the index as long as nothing has been counted', () => {
    const [first, ...others] = stepsOf([['천식']], new Map(), { limit: 21 });

    expect(first).toMatchObject({ kind: 'index', from: 'title', to: 'full' });
    expect(others).toEqual([]);
  });

  test('begins where a page does, and ends where a search does', () => {
    const rare = (options: { first?: 'full'; last?: 'title' }) =>
      stepsOf([['드문']], counts, { limit: 21, ...options });

    expect(rare({ first: 'full' })).toMatchObject([{ kind: 'index', from: 'full', to: 'full' }]);
    // Never the newest: no title has it.
    expect(rare({ last: 'title' })).toMatchObject([
      { kind: 'index', index: 'head', from: 'title', to: 'title' },
    ]);
  });
});
