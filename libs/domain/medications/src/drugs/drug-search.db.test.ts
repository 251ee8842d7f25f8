import { describe, expect, test } from 'vitest';

import { useDrugsApi } from '../testing/drugs-api.ts';

const { drugs } = useDrugsApi();

const found = async (q: string) => {
  const { items } = await drugs().search({ q, limit: 100 });
  return items.map(({ nameKo }) => nameKo);
};

const TURBUHALERS = [
  '심비코트 터부헬러 160/4.5 (120회)',
  '심비코트 터부헬러 160/4.5 (60회)',
  '심비코트 터부헬러 320/9',
  '심비코트 터부헬러 80/4.5',
];
const RAPIHALERS = ['심비코트 라피헬러 160/4.5', '심비코트 라피헬러 80/2.25'];
const SYMBICORTS = [...RAPIHALERS, ...TURBUHALERS];
const VENTOLINS = ['벤토린 네뷸 2.5mg', '벤토린 에보할러', '벤토린 흡입액'];

describe('finds exactly, in this order,', () => {
  test.each([
    ['a Korean name', '벤토린', VENTOLINS],
    ['one syllable', '심', SYMBICORTS],
    [
      'one syllable of a name, then of an ingredient',
      '벤',
      [...VENTOLINS, '파센라 프리필드시린지주 30밀리그램'],
    ],
    ['a whole name', '벤토린 에보할러', ['벤토린 에보할러']],
    ['a name without its space', '벤토린에보할러', ['벤토린 에보할러']],
    ['a name with a space too many', '벤토 린 에보 할러', ['벤토린 에보할러']],
    ['words the wrong way round', '에보할러 벤토린', ['벤토린 에보할러']],
    ['initial sounds', 'ㅂㅌㄹ', VENTOLINS],
    ['initial sounds with a space', 'ㅂㅌㄹ ㅇㅂㅎㄹ', ['벤토린 에보할러']],
    ['initial sounds without it', 'ㅂㅌㄹㅇㅂㅎㄹ', ['벤토린 에보할러']],
    ['initial sounds that the keyboard has joined', 'ㄼ', ['렐바 100 엘립타', '렐바 200 엘립타']],
    ['the same apart', 'ㄹㅂ', ['렐바 100 엘립타', '렐바 200 엘립타']],
    ['an English name', 'Ventolin', VENTOLINS],
    ['any case', 'vEnToLiN', VENTOLINS],
    ['full-width letters', 'ｖｅｎｔｏｌｉｎ', VENTOLINS],
    ['a decomposed name, as files from a Mac have it', '벤토린'.normalize('NFD'), VENTOLINS],
    ['a brand', '심비코트', SYMBICORTS],
    ['a typo that is a synonym', '심비코드', SYMBICORTS],
    ['a brand with its device in one word', '심비코트터부헬러', TURBUHALERS],
    ['a brand with its device in two', '심비코트 터부헬러', TURBUHALERS],
    ['a brand with its device half written', '심비코트 라피', RAPIHALERS],
    ['a brand and a number', '심비코트 160', [RAPIHALERS[0], TURBUHALERS[0], TURBUHALERS[1]]],
    ['the same in one word', '심비코트160', [RAPIHALERS[0], TURBUHALERS[0], TURBUHALERS[1]]],
    ['a brand and the number after the slash', '심비코트 2.25', ['심비코트 라피헬러 80/2.25']],
    ['a brand and both numbers', '심비코트 160/4.5', [RAPIHALERS[0], TURBUHALERS[0], TURBUHALERS[1]]],
    ['initial sounds and a number', 'ㅅㅂㅋㅌ 320', ['심비코트 터부헬러 320/9']],
    ['a Latin brand and a number', 'symbicort 320', ['심비코트 터부헬러 320/9']],
    ['a pack size in the name', '심비코트 60회', ['심비코트 터부헬러 160/4.5 (60회)']],
    ['a name that has a number in its middle', '렐바 엘립타', ['렐바 100 엘립타', '렐바 200 엘립타']],
    ['the same in one word', '렐바엘립타', ['렐바 100 엘립타', '렐바 200 엘립타']],
    ['a strength that the name does not tell', '트렐리지 62.5', ['트렐리지 200 엘립타', '트렐리지 엘립타']],
    ['a short unit', '싱귤레어정 10mg', ['싱귤레어정 10밀리그램']],
    ['a unit spelled out', '싱귤레어정 10밀리그램', ['싱귤레어정 10밀리그램']],
    ['a unit half spelled out', '싱귤레어정10밀리', ['싱귤레어정 10밀리그램']],
    ['a unit with a space before it', '싱귤레어정 10 mg', ['싱귤레어정 10밀리그램']],
    ['a number and a half-written unit', '싱귤레어정 10밀', ['싱귤레어정 10밀리그램']],
    ['micrograms by any sign', '메프친 25µg', ['메프친정 25마이크로그램']],
    ['micrograms by letters', '메프친 25ug', ['메프친정 25마이크로그램']],
    ['a Korean ingredient', '돌로필린', []],
    ['a Korean ingredient of one product', '독소필린', ['액시마정']],
    [
      'an English ingredient',
      'omalizumab',
      [
        '옴리클로 프리필드시린지주',
        '옴리클로 프리필드시린지주',
        '졸레어 주사',
        '졸레어 프리필드시린지주 150',
        '졸레어 프리필드시린지주 75',
      ],
    ],
    [
      'an ingredient of combinations only',
      'vilanterol',
      ['렐바 100 엘립타', '렐바 200 엘립타', '트렐리지 200 엘립타', '트렐리지 엘립타'],
    ],
    ['an everyday name', '파란흡입기', ['벤토린 에보할러']],
    ['an everyday name with a space', '파란 흡입기', ['벤토린 에보할러']],
    ['a per cent sign as part of a name', '데오크레 20%', ['데오크레 건조시럽 20%']],
    ['brackets as part of a name', '스피리바 레스피맷 (리필용)', ['스피리바 레스피맷 (리필용)']],
    ['a word inside a name', '레스퓰', ['풀미코트 레스퓰 분무용 현탁액']],
    ['what is off the market, by name', '세레타이드 500', ['세레타이드 500 디스커스']],
    [
      'what is off the market, by a typo',
      '호크날린',
      ['호쿠날린 패취 0.5밀리그람', '호쿠날린 패취 1밀리그람', '호쿠날린 패취 2밀리그람'],
    ],
    ['a doubtful one, by name', '메드롤', ['메드롤정']],
    ['nothing by a percent sign', '%', []],
    ['nothing by an underscore', '_', []],
    ['nothing by a wildcard within a name', '벤%린', []],
    ['nothing by one that stands for a syllable', '벤_린', []],
    ['nothing by a backslash', '\\', []],
    ['nothing by what nobody makes', '우황청심원', []],
  ])('%s: %s', async (_what, q, expected) => {
    expect(await found(q)).toEqual(expected);
  });
});

describe('ranks', () => {
  test('a whole name before longer ones', async () => {
    expect(await found('포스터 넥스트할러')).toEqual(['포스터 넥스트할러', '포스터 넥스트할러 200/6']);
    expect(await found('메프친정')).toEqual(['메프친정', '메프친정 25마이크로그램']);
  });

  test('the beginning of a name before the beginning of a later word', async () => {
    const names = await found('프리필드');

    expect(names).not.toEqual([]);
    expect(names.every((name) => name.includes(' 프리필드'))).toBe(true);
    expect(await found('흡입')).not.toContain('심비코트 라피헬러 160/4.5');
  });

  test('a name before a synonym, and a synonym before an ingredient', async () => {
    const names = await found('싱귤레어');

    expect(names.slice(0, 4).every((name) => name.startsWith('싱귤레어'))).toBe(true);
    expect(names.slice(4)).toEqual([
      '루키오정 10밀리그램',
      '몬테잘정 10밀리그램',
      '몬테잘츄정 5밀리그램',
      '싱카스트정 10밀리그램',
    ]);
    expect((await found('벤')).at(-1)).toBe('파센라 프리필드시린지주 30밀리그램');
  });

  test('what is on the market before what is not, however well that matches', async () => {
    const names = await found('포스터 넥스트할러 200');
    expect(names).toEqual(['포스터 넥스트할러 200/6']);

    const fosters = await found('포스터');
    expect(fosters.at(-1)).toBe('포스터 넥스트할러 200/6');
    expect((await found('천식패치')).slice(0, 3).every((name) => name.startsWith('노테몬'))).toBe(true);
    expect((await found('천식패치')).slice(3).every((name) => name.startsWith('호쿠날린'))).toBe(true);
  });

  test('what is off the market is not found by what is in it', async () => {
    const names = await found('툴로부테롤');

    expect(names).toContain('노테몬 패취 1밀리그램');
    expect(await found('salmeterol')).toEqual([
      '콤포나 콤팩트에어 100/50',
      '콤포나 콤팩트에어 250/50',
      '콤포나 콤팩트에어 500/50',
      '플루테롤 흡입용캡슐 100/50',
      '플루테롤 흡입용캡슐 250/50',
      '플루테롤 흡입용캡슐 500/50',
    ]);
  });
});
