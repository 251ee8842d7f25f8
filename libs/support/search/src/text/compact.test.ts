import { describe, expect, test } from 'vitest';

import { compactOf, compactToken, tokensOf } from './compact.ts';

describe('tokensOf', () => {
  test.each([
    ['천식에 좋은 운동', ['천식에', '좋은', '운동']],
    ['PM2.5 농도', ['pm2.5', '농도']],
    ['미세먼지PM2.5', ['미세먼지', 'pm2.5']],
    ['FEV1/FVC', ['fev1', 'fvc']],
    ['심비코트160/4.5', ['심비코트', '160', '4.5']],
    ['COVID-19', ['covid-19']],
    ['4주', ['4주']],
    ['ㅊㅅ', ['ㅊㅅ']],
    ['%_"+-*', []],
  ])('%s: %j', (text, tokens) => {
    expect(tokensOf(text)).toEqual(tokens);
  });
});

describe('compactOf', () => {
  test.each([
    ['spaces between syllables go', '흡입 스테로이드', '흡입스테로이드'],
    ['spaces between Latin words stay', 'use inhaler', `${compactToken('use')} ${compactToken('inhaler')}`],
    ['numbers stay apart', '160/4.5', `${compactToken('160')} ${compactToken('4.5')}`],
    ['sentences stay apart', '천식. 기침', '천식 기침'],
    ['letters and their number come together', 'PM 2.5', compactToken('pm2.5')],
  ])('%s: %s', (_what, text, compact) => {
    expect(compactOf(text).text).toBe(compact);
  });

  test('each character knows its place in the original', () => {
    const original = '10㎎ 흡입 기';
    const { text, at } = compactOf(original);

    expect(at).toHaveLength(text.length);
    expect(Array.from(text, (_character, index) => original[at[index] ?? -1]).join('')).toBe('10㎎㎎흡입기');
  });

  test('holds no Latin letter that a list of stop words could name', () => {
    expect(compactOf('This is a salbutamol inhaler').text).not.toMatch(/[a-z]/i);
  });
});
