import { expect, test } from 'vitest';

import { needleOf, shadowTextsOf } from './shadow-text.ts';

const { titleText, headText, fullText } = shadowTextsOf({
  title: '천식 약 바르게 쓰기',
  tags: ['흡입 스테로이드', 'ICS'],
  body: '아침에 두 번 마십니다.',
});
const typed = (token: string) => needleOf(token);

test.each(['천식', '천식약', '약', 'ㅊㅅㅇ', 'ㅊ'])('%s is found in the title', (token) => {
  expect(titleText).toContain(typed(token));
});

test.each(['흡입스테로이드', 'ics', 'ㅎㅇㅅㅌㄹㅇㄷ'])(
  '%s is found in the tags, not in the title',
  (token) => {
    expect(headText).toContain(typed(token));
    expect(titleText).not.toContain(typed(token));
  },
);

test.each(['아침', '두번', '두'])('%s is found in the body only', (token) => {
  expect(fullText).toContain(typed(token));
  expect(headText).not.toContain(typed(token));
});

test('one syllable inside a word is not found', () => {
  expect(fullText).not.toContain(typed('식'));
  expect(fullText).not.toContain(typed('침'));
});

test('each text holds the one before', () => {
  expect(headText.startsWith(titleText)).toBe(true);
  expect(fullText.startsWith(headText)).toBe(true);
});
