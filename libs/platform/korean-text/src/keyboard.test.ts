import { describe, expect, test } from 'vitest';

import { toHangulKeys, toLatinKeys } from './keyboard.ts';

describe('Korean typed on a Latin keyboard', () => {
  test.each([
    ['cjstlr', '천식'],
    ['CJSTLR', '천식'],
    ['gmqdlqrl', '흡입기'],
    ['rlcla', '기침'],
    ['dmldnjs', '의원'],
    ['rkqt', '값'],
    ['rkqtdl', '값이'],
    ['rkqtl', '갑시'],
    ['Wlsakt', '찐맛'],
    ['TorTor', '쌕쌕'],
    ['ghkswk', '환자'],
  ])('%s is %s', (typed, meant) => {
    expect(toHangulKeys(typed)).toBe(meant);
  });

  test.each(['salbutamol', 'asthma', 'pef', 'ㅊㅅ', '천식', 'pm2', ''])('%s is left alone', (typed) => {
    expect(toHangulKeys(typed)).toBeNull();
  });
});

describe('Latin typed on a Korean keyboard', () => {
  test.each([
    ['ㅔㄷㄹ', 'pef'],
    ['ㅑㄴㄴ', 'iss'],
    ['ㅁㄴ소ㅡㅁ', 'asthma'],
    ['ㄴ미ㅠㅕㅅ므ㅐㅣ', 'salbutamol'],
  ])('%s is %s', (typed, meant) => {
    expect(toLatinKeys(typed)).toBe(meant);
  });

  test.each(['pef', 'ㅔㅡ2', ''])('%s is left alone', (typed) => {
    expect(toLatinKeys(typed)).toBeNull();
  });
});
