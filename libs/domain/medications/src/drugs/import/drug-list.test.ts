import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { readDrugList } from './drug-list.ts';
import { ownDrugList } from './seed-drugs.ts';

const TODAY = '2026-11-21';
const OWN_HEADER = 'name_ko,atc,edi_code,item_seq,role_default,strength,doses_per_device,market';
const PERMIT_HEADER = 'ITEM_SEQ,ITEM_NAME,ITEM_ENG_NAME,ENTP_NAME,ATC_CODE,EDI_CODE,CANCEL_NAME';
const PRICE_HEADER = '연번,주성분코드,제품코드,제품명,업체명,규격,단위,상한금액';

const read = (...lines: string[]) => readDrugList(lines.join('\n'), TODAY);
const factsOf = (...lines: string[]) => read(...lines).entries.map(({ facts }) => facts);

describe('our own list', () => {
  const { entries, rejected } = readDrugList(readFileSync(ownDrugList, 'utf8'), TODAY);
  const named = (name: string) => entries.filter(({ facts }) => facts.nameKo.startsWith(name));

  test('has a hundred products and no line that is refused', () => {
    expect(rejected).toEqual([]);
    expect(entries).toHaveLength(100);
  });

  test('keeps codes as texts with their leading zeros, and leaves unknown what is unknown', () => {
    expect(named('싱귤레어정')[0]?.facts).toMatchObject({
      ediCode: '073100190',
      itemSeq: null,
      dosesPerDevice: null,
    });
    expect(named('벤토린 에보할러')[0]?.facts).toMatchObject({
      dosesPerDevice: 200,
      discardAfterOpeningDays: null,
    });
  });

  test('says which products are not to be suggested', () => {
    const off = entries.filter(({ facts }) => facts.market === 'off_market').map(({ facts }) => facts.nameKo);
    const doubtful = entries
      .filter(({ facts }) => facts.market === 'doubtful')
      .map(({ facts }) => facts.nameKo);

    expect(off.filter((name) => name.startsWith('세레타이드'))).toHaveLength(6);
    expect(off.filter((name) => name.startsWith('호쿠날린'))).toHaveLength(3);
    expect(off).toHaveLength(9);
    expect(doubtful).toEqual(['포스터 넥스트할러 200/6', '메드롤정', '콤비벤트 유디비']);
  });
});

describe('the permit list', () => {
  const line = '200300001,벤토린에보할러(살부타몰황산염),Ventolin Evohaler,(주)가나다,R03AC02,650000471,정상';

  test('gives permit, code, maker and ATC', () => {
    expect(factsOf(PERMIT_HEADER, line)).toMatchObject([
      {
        nameKo: '벤토린에보할러',
        nameEn: 'Ventolin Evohaler',
        ingredientKo: '살부타몰황산염',
        itemSeq: '200300001',
        ediCode: '650000471',
        atc: 'R03AC02',
        manufacturerKo: '(주)가나다',
        market: 'doubtful',
        source: '식품의약품안전처 의약품 제품 허가정보',
        checkedOn: TODAY,
      },
    ]);
  });

  test('gives one product for each of several codes', () => {
    const facts = factsOf(PERMIT_HEADER, '200300001,가나정,,다라,,"650000471, 650000472,650000473",정상');

    expect(facts.map(({ ediCode }) => ediCode)).toEqual(['650000471', '650000472', '650000473']);
  });

  test('gives a product without a code too', () => {
    expect(factsOf(PERMIT_HEADER, '200300001,가나정,,다라,,,정상')).toMatchObject([{ ediCode: null }]);
  });

  test('a permit that has ended takes its product off the market', () => {
    const facts = factsOf(PERMIT_HEADER, '200300001,가나정,,다라,,650000471,취하');

    expect(facts).toMatchObject([{ market: 'off_market' }]);
  });

  test('is known by the Korean columns of its download as well', () => {
    const header = '품목일련번호,품목명,품목 영문명,업체명,취소상태,보험코드';

    expect(factsOf(header, '200300001,가나정,Gana,다라,정상,650000471')).toMatchObject([
      { itemSeq: '200300001', nameEn: 'Gana', manufacturerKo: '다라', ediCode: '650000471' },
    ]);
  });
});

describe('the price list', () => {
  test('gives code, name, active part, strength and maker of what is sold', () => {
    const line = '1,225201CSI,650000471,벤토린에보할러(살부타몰황산염)_(24g/200회),(주)가나다,24g,병,"4,915"';

    expect(factsOf(PRICE_HEADER, line)).toMatchObject([
      {
        nameKo: '벤토린에보할러',
        ingredientKo: '살부타몰황산염',
        strength: '24g/병',
        ediCode: '650000471',
        manufacturerKo: '(주)가나다',
        market: 'on_market',
        source: '건강보험심사평가원 약제급여목록',
      },
    ]);
  });

  test('the list of standard codes, of the same office, gives permits too; its many packs are one product', () => {
    const header = '한글상품명,업체명,약품규격,품목기준코드,표준코드,제품코드(개정후),취소일자,ATC코드';
    const pack = (barcode: string) => `가나정,다라,10mg,200300001,${barcode},650000471,,R03DC03`;

    expect(factsOf(header, pack('8806500000101'), pack('8806500000118'))).toMatchObject([
      { itemSeq: '200300001', ediCode: '650000471', atc: 'R03DC03' },
    ]);
  });
});

describe('a line that is no product', () => {
  test.each([
    ['has no name', ',R03AC02,650000471,,none,,,', 'nameKo: is missing'],
    ['has a code that lost its leading zero', '가나정,,73100190,,none,,,', 'ediCode: must be 9 digits'],
    ['has a code that a spreadsheet made a number', '가나정,,6.5E+08,,none,,,', 'ediCode: must be 9 digits'],
    ['has no such ATC code', '가나정,R03,,,none,,,', 'atc: must be an ATC code of the fifth level'],
    ['has half a dose', '가나정,,,,none,,0.5,', 'dosesPerDevice: '],
    ['has a word of its own in a closed list', '가나정,,,,sometimes,,,', 'roleDefault: '],
    ['has a name that is too long', `${'가'.repeat(201)},,,,none,,,`, 'nameKo: '],
    ['has too few cells', '가나정,R03AC02', '2 cells instead of 8'],
    ['has quotes that do not fit', '"가나"정,,,,none,,,', 'its quotes do not fit'],
  ])('that %s is refused with its number and its reason, and stops no other', (_what, bad, reason) => {
    const { entries, rejected } = read(
      OWN_HEADER,
      '첫째정,,650000001,,none,,,',
      bad,
      '셋째정,,650000003,,none,,,',
    );

    expect(entries.map(({ facts, line }) => [facts.nameKo, line])).toEqual([
      ['첫째정', 2],
      ['셋째정', 4],
    ]);
    expect(rejected).toEqual([{ line: 3, reason: expect.stringContaining(reason) as unknown }]);
  });

  test('that contradicts an earlier one is refused; one that repeats it is passed over', () => {
    const { entries, rejected } = read(
      PERMIT_HEADER,
      '200300001,가나정,,다라,,650000471,정상',
      '200300001,가나정,,다라,,650000471,정상',
      '200300002,가나정,,다라,,650000471,정상',
    );

    expect(entries).toHaveLength(1);
    expect(rejected).toEqual([{ line: 4, reason: 'itemSeq: line 2 says otherwise of the same product' }]);
  });
});

test.each([['이름,코드'], ['']])('a file with the header “%s” is no list of drugs', (header) => {
  expect(() => read(header, 'a,b')).toThrow('is of no list that is known');
});
