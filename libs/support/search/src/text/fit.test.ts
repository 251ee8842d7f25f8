import { expect, test } from 'vitest';

import { type Concept } from './concepts.ts';
import { fitOf } from './fit.ts';
import { foundText } from './found-text.ts';
import { needleOf } from './shadow-text.ts';

const fit = (
  { title = '제목', body = '', rank = 0 }: { title?: string; body?: string; rank?: number },
  ...concepts: string[][]
) =>
  fitOf(
    { title: foundText(title), body: foundText(body), rank },
    concepts.map((words): Concept => words.map(needleOf)),
  );

type Side = Parameters<typeof fit>[0];

test.each<[string, Side, Side]>([
  ['in the title before anywhere else', { title: '천식' }, { body: '천식 '.repeat(50), rank: 2 }],
  ['often before once', { body: '천식. 천식', rank: 2 }, { body: '천식', rank: 2 }],
  ['where a word begins before within one', { body: '천식', rank: 2 }, { body: '항천식제', rank: 2 }],
  ['by tags before by the body, once', { rank: 1 }, { body: '천식', rank: 2 }],
  ['in the letters that were typed', { body: '천식', rank: 2 }, { title: 'Asthma', body: '천식', rank: 2 }],
])('fits better: %s', (_what, better, worse) => {
  expect(fit(better, ['천식'])).toBeGreaterThan(fit(worse, ['천식']));
});

test('the word that was typed fits better than its synonym, of which parts do not count twice', () => {
  const words = ['집먼지진드기', '먼지진드기', '진드기'];

  expect(fit({ body: '집먼지진드기' }, words)).toBe(fit({ body: '집먼지진드기' }, ['집먼지진드기']));
  expect(fit({ body: '집먼지진드기' }, words)).toBeGreaterThan(fit({ body: '진드기' }, words));
});

test('each further word counts', () => {
  const both = fit({ title: '운동', body: '기침' }, ['운동'], ['기침']);

  expect(both).toBeGreaterThan(fit({ title: '운동' }, ['운동'], ['기침']));
});
