import { expect, test } from 'vitest';

import { loggedText } from './logged-text.ts';

test.each([
  ['  흡입기   고르기 ', '흡입기 고르기'],
  ['PM2.5', 'pm2.5'],
  ['심비코트 160/4.5', '심비코트 160/4.5'],
  ['천식'.normalize('NFD'), '천식'],
  ['ＦＥＶ１', 'fev1'],
  ['ㅊㅅ', 'ㅊㅅ'],
])('%j is kept as %j', (typed, kept) => {
  expect(loggedText(typed)).toBe(kept);
});

test.each([
  ['an address', 'hong@soomcare.example'],
  ['an address in full width', 'hong＠soomcare.example'],
  ['a telephone number', '010-1234-5678'],
  ['a telephone number in full width', '０１０１２３４５６７８'],
  ['a day of birth', '900505 홍길동'],
  ['a link', 'https://soomcare.example/x'],
  ['a token', 'eyJhbGciOiJIUzI1NiJ9abcdefgh'],
  ['nothing', ' \t'],
  ['what is too long', '천식 '.repeat(40)],
])('%s is not kept', (_what, typed) => {
  expect(loggedText(typed)).toBeNull();
});
