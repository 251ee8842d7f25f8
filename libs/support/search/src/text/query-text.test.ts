import { squeeze } from '@soomcare/korean-text';
import { describe, expect, test } from 'vitest';

import { tokensOf } from './compact.ts';
import { conceptsOf, synonymKeysOf, withoutLonger } from './concepts.ts';
import { withoutFillers } from './fillers.ts';
import { withoutForeignParticles, withoutParticle } from './particles.ts';
import { partsOf, piecesOf } from './parts.ts';
import { strengthsOf, withJoinedStrengths } from './units.ts';
import { needleOf } from './shadow-text.ts';
import { isOneLetterApart, spellingsOf } from './spelling.ts';
import { ownSynonyms, pairsOf } from './synonyms.ts';

test.each([
  ['천식은', '천식'],
  ['병원에서', '병원'],
  ['흡입기로', '흡입기'],
  ['운동하면', '운동'],
  ['기침할', '기침'],
  ['천식이라서', '천식'],
  ['역할', '역할'],
  ['포도', '포도'],
  ['흡입기', '흡입기'],
  ['salbutamol', 'salbutamol'],
  ['ㅊㅅ', 'ㅊㅅ'],
])('%s without its particle is %s', (word, noun) => {
  expect(withoutParticle(word)).toBe(noun);
});

test.each([
  [
    ['벤토린', '어떻게', '보관하나요'],
    ['벤토린', '보관하나요'],
  ],
  [['how', 'to', 'rinse'], ['rinse']],
  [
    ['언제', '하나요'],
    ['언제', '하나요'],
  ],
])('of %j, %j tell something', (tokens, telling) => {
  expect(withoutFillers(tokens)).toEqual(telling);
});

test.each([
  ['119는 언제', '119  언제'],
  ['pef가…', 'pef …'],
  ['(pm2.5에서)', '(pm2.5 )'],
  ['laba도', 'laba '],
  ['38도', '38도'],
  ['200마이크로그램', '200마이크로그램'],
  ['천식은', '천식은'],
])('what hangs on Latin letters and numbers is no word: %s', (typed, told) => {
  expect(withoutForeignParticles(typed)).toBe(told);
});

test.each([
  ['풀미코트 200 mcg', '풀미코트 200mcg '],
  ['10밀리그램을 먹어요', '10밀리그램  먹어요'],
  ['2.5 mg짜리', '2.5mg '],
  ['200 mgx', '200 mgx'],
])('a strength is one word: %s', (typed, joined) => {
  expect(withJoinedStrengths(typed)).toBe(joined);
});

test.each([
  ['200mcg', ['200mcg', '200μg', '200마이크로그램', '200마이크로그람', '200']],
  ['2.5밀리그람', ['2.5mg', '2.5밀리그램', '2.5밀리그람']],
  ['200', []],
  ['5mcg', ['5mcg', '5μg', '5마이크로그램', '5마이크로그람']],
  ['10회', []],
])('a strength of %s is written %j', (typed, ways) => {
  expect(strengthsOf(typed)).toEqual(ways);
});

describe('words within a token', () => {
  const known = new Set(['흡입', '흡입기', '사용', '천식', '식당']);

  test.each([
    ['흡입기사용법', ['흡입기', '사용']],
    ['새천식당', ['천식']],
    ['흡입기천식', ['흡입기', '천식']],
    ['천식', []],
    ['우황청심원', []],
    ['salbutamol', []],
  ])('%s: %j', (token, parts) => {
    expect(partsOf(token, known)).toEqual(parts);
    expect(piecesOf(token)).toEqual(expect.arrayContaining(parts));
  });

  test.each(['salbutamol', '가', '흡입기'.repeat(7)])('none is looked for in %s', (token) => {
    expect(piecesOf(token)).toEqual([]);
  });
});

describe('spelling', () => {
  const meet = (a: string, b: string) => {
    const others = new Set(spellingsOf(b));
    return spellingsOf(a).some((variant) => others.has(variant));
  };

  test.each([
    ['another letter', '심비코드', '심비코트'],
    ['a letter too many', '벤톨린', '벤토린'],
    ['a letter missing', '흡이기', '흡입기'],
    ['neighbours the wrong way round', 'salbutmaol', 'salbutamol'],
  ])('%s: %s is found as %s', (_what, typo, word) => {
    expect(meet(typo, word)).toBe(true);
    expect(isOneLetterApart(typo, word)).toBe(true);
  });

  test.each([
    ['천식', '기침'],
    ['심비코트', '심부코드'],
  ])('%s is no typo of %s', (a, b) => {
    expect(isOneLetterApart(a, b)).toBe(false);
  });

  test.each(['약', '가나', '가'.repeat(16)])('%s is too short or too long to be guessed', (word) => {
    expect(spellingsOf(word)).toEqual([]);
  });
});

test('what holds another word of its concept need not be asked for', () => {
  const concept = ['기관지천식', 'ａｓｔｈｍａ', '천식', '기침이형천식'];

  expect(withoutLonger(concept)).toEqual(['ａｓｔｈｍａ', '천식']);
  expect(withoutLonger(['천식', '천식'])).toEqual(['천식', '천식']);
});

describe('conceptsOf', () => {
  const synonyms = new Map([
    ['인헬러', ['흡입기']],
    ['숨이차요', ['호흡곤란']],
    ['피크플로', ['pef']],
  ]);
  const asked = (text: string) => conceptsOf(tokensOf(text), synonyms);

  test('a synonym is another needle of the same concept', () => {
    expect(asked('인헬러 사용법')).toEqual([['인헬러', '흡입기'], ['사용법']]);
  });

  test('a particle does not hide a synonym', () => {
    expect(asked('인헬러는')).toEqual([['인헬러', '흡입기']]);
  });

  test('what synonyms know as a whole keeps what looks like a particle', () => {
    expect(asked('피크플로')).toEqual([['피크플로', needleOf('pef')]]);
  });

  test('several words may be one concept', () => {
    expect(asked('밤에 숨이 차요')).toEqual([['밤에'], ['숨이차요', '호흡곤란']]);
  });

  test('all that conceptsOf asks for is looked up', () => {
    expect(synonymKeysOf(tokensOf('숨이 차요'))).toEqual(['숨이', '숨이차요', '숨이차', '차요']);
  });
});

describe('the synonyms that the service begins with', () => {
  const means = (typed: string) =>
    pairsOf(ownSynonyms()).flatMap((each) => (each.typed === typed ? [each.means] : []));

  test.each([
    ['인헬러', '흡입기'],
    ['흡입기', '인헬러'],
    ['쌕쌕', '천명'],
    ['salbutamol', '벤토린'],
    ['fev1', '1초간노력성호기량'],
    ['심비코트', '복합제'],
  ])('%s finds %s', (typed, meant) => {
    expect(means(typed)).toContain(meant);
  });

  test('a class does not find one of its brands, nor a word that is used wrongly', () => {
    expect(means('복합제')).not.toContain('심비코트');
    expect(means('흡입기')).not.toContain('호흡기');
  });

  test('each pair is there once and fits its column', () => {
    const pairs = pairsOf(ownSynonyms());

    expect(new Set(pairs.map((pair) => JSON.stringify(pair))).size).toBe(pairs.length);
    expect(
      Math.max(...pairs.flatMap(({ typed, means }) => [typed.length, means.length])),
    ).toBeLessThanOrEqual(50);
  });
});

test('each word that a synonym is typed by is looked up as people type it', () => {
  const typed = ownSynonyms().flatMap(({ term, same, foundBy }) => [term, ...same, ...foundBy]);
  const lost = typed.filter((words) => !synonymKeysOf(tokensOf(words)).includes(squeeze(words)));

  expect(lost).toEqual([]);
});

test('each word stands in one place of its group', () => {
  const twice = ownSynonyms().filter(({ term, same, foundBy, finds }) => {
    const words = [term, ...same, ...foundBy].map(squeeze);
    return new Set(words).size !== words.length || finds.includes(term);
  });

  expect(twice.map(({ term }) => term)).toEqual([]);
});
