import { readFile } from 'node:fs/promises';

import { expect, test } from 'vitest';

import { useDrugsApi } from '../../testing/drugs-api.ts';
import { importDrugs } from './import-drugs.ts';
import { ownDrugList, seedDrugs } from './seed-drugs.ts';

const { clock, database, drugs, importDeps } = useDrugsApi();

const PERMITS = 'ITEM_SEQ,ITEM_NAME,ENTP_NAME,ATC_CODE,EDI_CODE,CANCEL_NAME';
const PRICES = '주성분코드,제품코드,제품명,업체명,규격,단위';
const file = (...lines: string[]) => Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`);

/** A checksum a table: equal ones mean that no row came, went or changed. */
const fingerprint = () =>
  database().rows<{ Table: string; Checksum: number }>('CHECKSUM TABLE drugs, drug_terms');

const namesFor = async (q: string) => (await drugs().search({ q })).items.map(({ nameKo }) => nameKo);

test('our own list is in the catalogue, and loading it again changes nothing', async () => {
  const before = await fingerprint();
  clock.advance({ days: 1 });

  const plan = await seedDrugs(importDeps());

  expect(plan).toMatchObject({ added: [], changed: [], conflicts: [], rejected: [], unchanged: 100 });
  expect(await fingerprint()).toEqual(before);
});

test('a dry run tells all and writes nothing', async () => {
  const before = await fingerprint();
  const list = file(PERMITS, '200300001,벤토린에보할러,,,650000471,정상', '200300009,새로정,,,,정상');

  const plan = await importDrugs(importDeps(), list, { dryRun: true, add: true });

  expect(plan.changed).toMatchObject([
    { known: { nameKo: '벤토린 에보할러' }, facts: { itemSeq: '200300001' } },
  ]);
  expect(plan.added).toMatchObject([{ nameKo: '새로정' }]);
  expect(await fingerprint()).toEqual(before);
});

test('a permit list fills codes by the insurance code, and a second run finds nothing left to do', async () => {
  const list = file(
    PERMITS,
    '199600001,싱귤레어정10밀리그램(몬테루카스트나트륨),한국오가논(주),R03DC03,"073100190,073100999",정상',
    '199600002,벤토린네뷸(살부타몰황산염),다른제약(주),R03AC02,650000452,정상',
    '199600003,"여기서 끊긴 줄,,,,',
    '199600004,아무정,,,,정상',
  );

  const plan = await importDrugs(importDeps(), list);
  const before = await fingerprint();
  const again = await importDrugs(importDeps(), list);

  expect(await drugs().findByEdiCode('073100190')).toMatchObject({ itemSeq: '199600001', class: 'ltra' });
  expect(await drugs().findByEdiCode('650000452')).toMatchObject({
    itemSeq: '199600002',
    manufacturerKo: '(주)글락소스미스클라인',
  });
  expect(plan).toMatchObject({
    leftOut: 2,
    conflicts: [{ line: 3, field: 'manufacturerKo', told: '다른제약(주)' }],
    rejected: [{ line: 4 }],
  });
  expect(again).toMatchObject({ changed: [], added: [], unchanged: 2, leftOut: 2 });
  expect(await fingerprint()).toEqual(before);

  await seedDrugs(importDeps());
  expect(await drugs().findByEdiCode('073100190')).toMatchObject({ itemSeq: '199600001' });
});

test('a price list adds its products where asked to, and they are found', async () => {
  const before = await namesFor('가나정');

  const list = file(PRICES, '123,649999991,가나정10밀리그램(가나민)_(10mg/1정),가나제약,10mg,정');
  await importDrugs(importDeps(), list, { add: true });

  expect(before).toEqual([]);
  expect(await namesFor('가나정')).toEqual(['가나정10밀리그램']);
  expect(await namesFor('ㄱㄴㅈ')).toEqual(['가나정10밀리그램']);
  expect(await namesFor('가나민')).toEqual(['가나정10밀리그램']);
});

test('a list in CP949 is read as well', async () => {
  // 제품코드,제품명,규격 and 648888881,똠정,1정
  const cp949 = 'c1a6c7b0c4dab5e52cc1a6c7b0b8ed2cb1d4b0dd0a3634383838383838312c8c63c1a42c31c1a40a';

  await importDrugs(importDeps(), Buffer.from(cp949, 'hex'), { add: true });

  expect(await namesFor('ㄸㅈ')).toEqual(['똠정']);
});

test('a changed fact changes the words by which a product is found', async () => {
  const csv = await readFile(ownDrugList, 'utf8');
  const renamed = csv.replace('오논캡슐,', '새이름캡슐,').replace('오논;onon;프란루카스트', '옛날오논');

  const plan = await importDrugs(importDeps(), Buffer.from(renamed), { overwrite: true });

  expect(plan.changed.map(({ differences }) => differences.map(({ field }) => field))).toEqual([
    ['nameKo', 'synonyms'],
  ]);
  expect(await namesFor('새이름')).toEqual(['새이름캡슐']);
  expect(await namesFor('오논캡슐')).toEqual([]);
  await seedDrugs(importDeps());
  expect(await namesFor('오논캡슐')).toEqual(['오논캡슐']);
});

test('a list of many batches is written whole', async () => {
  const many = Array.from({ length: 1_201 }, (_, at) => `,${630_000_000 + at},많은정${at},,,`);

  const plan = await importDrugs(importDeps(), file(PRICES, ...many), { add: true });

  expect(plan.added).toHaveLength(1_201);
  expect(await drugs().findByEdiCode('630001200')).toMatchObject({ nameKo: '많은정1200' });
  expect(await namesFor('많은정1200')).toEqual(['많은정1200']);
});

test('two imports at once end with the same rows as one', async () => {
  const list = file(PRICES, ...Array.from({ length: 40 }, (_, at) => `,${620_000_000 + at},둘이정${at},,,`));

  const plans = await Promise.all([1, 2].map(() => importDrugs(importDeps(), list, { add: true })));

  expect(plans.map(({ added }) => added.length).toSorted()).toEqual([0, 40]);
  const [row] = await database().rows<{ total: number }>(
    `SELECT COUNT(*) AS total FROM drugs d WHERE d.name_ko LIKE '둘이정%'`,
  );
  expect(row?.total).toBe(40);
});

test('a file that is no list is refused and nothing is written', async () => {
  const before = await fingerprint();

  await expect(importDrugs(importDeps(), Buffer.from('a,b\n1,2\n'))).rejects.toThrow('no list that is known');
  expect(await fingerprint()).toEqual(before);
});
