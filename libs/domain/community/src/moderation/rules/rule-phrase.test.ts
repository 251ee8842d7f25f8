import { expect, test } from 'vitest';

import { isIn, isPhrase, plainOf } from './rule-phrase.ts';

const isFound = (phrase: string, text: string) => isIn(plainOf(text), phrase);

test('spacing, punctuation, case and full-width letters do not hide a phrase', () => {
  for (const text of ['카톡 문의 주세요', '카톡문의', '카.톡.문.의', '카톡\n문의!']) {
    expect(isFound('카톡 문의', text), text).toBe(true);
  }
  expect(isFound('buy now', 'ＢＵＹ  Now!')).toBe(true);
  expect(isFound('카톡 문의', '카톡으로 문의')).toBe(false);
});

test('decomposed Hangul is the same text', () => {
  expect(isFound('숨을 못 쉬', '숨을 못 쉬겠어요'.normalize('NFD'))).toBe(true);
});

test('a number sign is exactly one digit', () => {
  expect(isFound('010########', '연락처 010-1234-5678')).toBe(true);
  expect(isFound('010########', '010.1234.567')).toBe(false);
  expect(isFound('010########', '010 일이삼사 5678')).toBe(false);
  expect(isFound('###', '혈압 12')).toBe(false);
});

test('a gap is bridged up to 20 characters, in this order only', () => {
  expect(isFound('벤토린*안 들', '벤토린을 두 번 써도 안 들어요')).toBe(true);
  expect(isFound('벤토린*안 들', `벤토린${'가'.repeat(20)}안들`)).toBe(true);
  expect(isFound('벤토린*안 들', `벤토린${'가'.repeat(21)}안들`)).toBe(false);
  expect(isFound('벤토린*안 들', '안 들어요 벤토린이')).toBe(false);
});

test('a later beginning is tried where an earlier one lies too far away', () => {
  expect(isFound('약*끊', `약${'가'.repeat(30)}약 끊`)).toBe(true);
  expect(isFound('가*나*다', `가나${'라'.repeat(30)}가나다`)).toBe(true);
});

test('parts may not overlap', () => {
  expect(isFound('가나*나다', '가나다')).toBe(false);
  expect(isFound('가나*나다', '가나나다')).toBe(true);
});

test('an e-mail address is found although punctuation does not count', () => {
  expect(isFound('@*com', '연락은 soomi@example.com 으로')).toBe(true);
});

test('a phrase needs two letters, and something on each side of a gap', () => {
  expect(isPhrase('약')).toBe(false);
  expect(isPhrase('!!')).toBe(false);
  expect(isPhrase('약*')).toBe(false);
  expect(isPhrase('*')).toBe(false);
  expect(isPhrase('약*끊')).toBe(true);
});

test('the worst text for the worst phrase takes no longer than a request may', () => {
  const plain = plainOf('1'.repeat(20_000));
  const startedAt = performance.now();
  expect(isIn(plain, `${'#'.repeat(28)}a*${'#'.repeat(28)}b`)).toBe(false);
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});
