import { describe, expect, test } from 'vitest';

import { readDrugList } from './drug-list.ts';
import { planImport } from './import-plan.ts';
import { importReport } from './import-report.ts';

const COLUMNS = 'name_ko,strength,edi_code,item_seq,manufacturer_ko,market,source,checked_on,role_default';
const own = (...lines: string[]) => readDrugList([COLUMNS, ...lines].join('\n'), '2026-11-21');
const permits = (...lines: string[]) =>
  readDrugList(['ITEM_SEQ,ITEM_NAME,ENTP_NAME,EDI_CODE,CANCEL_NAME', ...lines].join('\n'), '2026-12-01');
const prices = (...lines: string[]) =>
  readDrugList(['제품코드,제품명,업체명,규격', ...lines].join('\n'), '2026-12-01');

const catalogue = (...lines: string[]) => own(...lines).entries.map(({ facts }) => facts);
const VENTOLIN = '벤토린,100 µg,650000471,,,on_market,read somewhere,2026-11-21,reliever';

describe('a public list', () => {
  test('fills what is not known, and notes where and when it was read', () => {
    const plan = planImport(catalogue(VENTOLIN), permits('200300001,벤토린(살부타몰),가나다,650000471,정상'));

    expect(plan.changed).toHaveLength(1);
    expect(plan.changed[0]?.facts).toMatchObject({
      nameKo: '벤토린',
      itemSeq: '200300001',
      manufacturerKo: '가나다',
      market: 'on_market',
      source: 'read somewhere; 식품의약품안전처 의약품 제품 허가정보',
      checkedOn: '2026-12-01',
    });
    expect(plan.changed[0]?.differences.map(({ field }) => field)).toEqual([
      'itemSeq',
      'manufacturerKo',
      'source',
      'checkedOn',
    ]);
  });

  test('changes nothing where it tells nothing new', () => {
    const list = permits('200300001,벤토린,가나다,650000471,정상');
    const [once] = planImport(catalogue(VENTOLIN), list).changed;

    const again = planImport(once ? [once.facts] : [], list);

    expect(again).toMatchObject({ changed: [], added: [], conflicts: [], unchanged: 1 });
  });

  test('does not overwrite a known value by nothing', () => {
    const known = catalogue('벤토린,,650000471,200300001,가나다,on_market,,2026-11-21,reliever');

    expect(planImport(known, permits(',벤토린,,650000471,정상'))).toMatchObject({
      unchanged: 1,
      conflicts: [],
    });
  });

  test('does not overwrite a known value by another; the conflict is told', () => {
    const known = catalogue('벤토린,,650000471,200300001,가나다,on_market,,2026-11-21,reliever');
    const list = permits('200300002,벤토린,라마바,650000471,취하');

    const plan = planImport(known, list);

    expect(plan).toMatchObject({ changed: [], unchanged: 1 });
    expect(plan.conflicts).toEqual([
      { line: 2, nameKo: '벤토린', field: 'itemSeq', known: '200300001', told: '200300002' },
      { line: 2, nameKo: '벤토린', field: 'manufacturerKo', known: '가나다', told: '라마바' },
      { line: 2, nameKo: '벤토린', field: 'market', known: 'on_market', told: 'off_market' },
    ]);
  });

  test('is right in a conflict where it was told to be', () => {
    const known = catalogue('벤토린,,650000471,200300001,가나다,on_market,,2026-11-21,reliever');

    const plan = planImport(known, permits('200300002,벤토린,,650000471,취하'), { overwrite: true });

    expect(plan.conflicts).toEqual([]);
    expect(plan.changed[0]?.facts).toMatchObject({
      itemSeq: '200300002',
      manufacturerKo: '가나다',
      market: 'off_market',
    });
  });

  test('that has a price says of a doubtful product that it is sold', () => {
    const known = catalogue('포스터,,670304690,,,doubtful,,2026-11-21,controller');

    expect(planImport(known, prices('670304690,포스터,,')).changed[0]?.facts.market).toBe('on_market');
    expect(planImport(known, permits(',포스터,,670304690,정상')).changed).toEqual([]);
  });

  test('adds unknown products only where asked to', () => {
    const list = prices('650000471,벤토린,,', '650000999,모름정,,10mg');

    expect(planImport(catalogue(VENTOLIN), list)).toMatchObject({ added: [], leftOut: 1 });
    expect(planImport(catalogue(VENTOLIN), list, { add: true })).toMatchObject({
      added: [{ nameKo: '모름정', ediCode: '650000999', class: null, roleDefault: null, form: null }],
      leftOut: 0,
    });
  });
});

describe('a product is known', () => {
  test('by its permit where the catalogue has no code for it, and gets the code', () => {
    const known = catalogue('테즈파이어,210 mg,,202300001,,on_market,,2026-11-21,controller');

    const plan = planImport(known, permits('202300001,테즈파이어오토인젝터주,,650001234,정상'));

    expect(plan.changed[0]?.facts).toMatchObject({ nameKo: '테즈파이어', ediCode: '650001234' });
  });

  test('by name and strength where our own list has no code, also once the catalogue has one', () => {
    const line = '메드롤정,4 mg,,,,doubtful,,2026-11-21,none';
    const [drug] = catalogue(line);

    const plan = planImport(drug ? [{ ...drug, ediCode: '650009999' }] : [], own(line));

    expect(plan).toMatchObject({ unchanged: 1, added: [], changed: [] });
  });

  test('not by its name where the codes differ: packs of one name are products of their own', () => {
    expect(planImport(catalogue(VENTOLIN), own(VENTOLIN.replace('650000471', '650000472')))).toMatchObject({
      added: [{ ediCode: '650000472' }],
      changed: [],
    });
  });

  test('for one line only: a second code of the same permit is another product', () => {
    const known = catalogue('테즈파이어,210 mg,,202300001,,on_market,,2026-11-21,controller');

    const plan = planImport(known, permits('202300001,테즈파이어주,,"650001234,650001235",정상'), {
      add: true,
    });

    expect(plan.changed).toHaveLength(1);
    expect(plan.added).toMatchObject([{ ediCode: '650001235' }]);
  });
});

test('a report names what is added, changed, in conflict and rejected, and then the totals', () => {
  const list = own(
    VENTOLIN.replace(',,,on_market', ',200300001,가나다,off_market'),
    '새로정,5 mg,650000999,,,on_market,,2026-11-21,none',
    '틀림정,,1,,,,,,none',
  );

  const lines = importReport(planImport(catalogue(VENTOLIN), list), { dryRun: true });

  expect(lines).toEqual([
    'added: 새로정, 5 mg',
    'changed: 벤토린: itemSeq nothing → 200300001, manufacturerKo nothing → 가나다',
    'conflict: line 2: 벤토린: market stays on_market, the list has off_market',
    'rejected: line 4: ediCode: must be 9 digits',
    'own list: 1 added, 1 changed, 0 unchanged, 0 not in the catalogue, 1 conflicts, 1 lines rejected' +
      ' (dry run: nothing was written)',
  ]);
});
