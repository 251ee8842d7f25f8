import { expect, test } from 'vitest';

import { foundText } from './found-text.ts';
import { highlightsOf } from './highlight.ts';
import { needleOf } from './shadow-text.ts';

const marked = ({ title, body }: { title: string; body: string }, ...tokens: string[]) =>
  highlightsOf({ title: foundText(title), body: foundText(body) }, tokens.map(needleOf)).map(
    ({ field, text, marks }) => ({
      field,
      found: marks.map(([from, to]) => text.slice(from, to)),
    }),
  );

test.each([
  ['the word itself', '흡입기 사용법', '흡입기', ['흡입기']],
  ['a word that is spaced otherwise', '흡입 스테로이드', '흡입스테로이드', ['흡입 스테로이드']],
  ['initial sounds', '천식 이야기', 'ㅊㅅ', ['천식']],
  ['one syllable where a word begins', '약과 예약', '약', ['약']],
  ['Latin in any case', 'FEV1/FVC 읽기', 'fev1', ['FEV1']],
  ['each time it stands there', '기침, 기침', '기침', ['기침', '기침']],
])('%s is marked in the title', (_what, title, token, found) => {
  expect(marked({ title, body: '' }, token)).toEqual([{ field: 'title', found }]);
});

test('marks that touch become one', () => {
  expect(marked({ title: '천식기침', body: '' }, '천식', '기침')).toEqual([
    { field: 'title', found: ['천식기침'] },
  ]);
});

test('of a long body the piece around the first word is given', () => {
  const body = `${'가나다라 '.repeat(100)}흡입기를 씁니다. ${'마바사 '.repeat(100)}`;
  const [, piece] = highlightsOf({ title: foundText('제목'), body: foundText(body) }, [needleOf('흡입기')]);

  expect(piece?.text).toHaveLength(120);
  expect(piece?.marks.map(([from, to]) => piece.text.slice(from, to))).toEqual(['흡입기']);
});

test('a body without any of the words is left out', () => {
  expect(marked({ title: '흡입기', body: '기침' }, '흡입기')).toEqual([
    { field: 'title', found: ['흡입기'] },
  ]);
});
