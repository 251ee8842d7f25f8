import { type Database, newUuid } from '@soomcare/database';
import { useTestDatabase } from '@soomcare/testing';
import { beforeAll, expect, test } from 'vitest';

import { drugTables } from './drug.entity.ts';
import { createDrugRepository } from './drug.repository.ts';
import { seedDrugs } from './import/seed-drugs.ts';
import { makeNationalList, NATIONAL_PRODUCTS } from '../testing/national-list.ts';

const database = useTestDatabase({ entities: drugTables, statementTimeoutMs: 30_000 });

interface Step {
  readonly table: string;
  readonly type: string;
  readonly key: string;
  readonly rows: number;
}

/** How MySQL goes about a search, table by table. */
const planOf = async (words: readonly string[], after: Parameters<Search>[2] = null): Promise<Step[]> => {
  let plan: Promise<Step[]> = Promise.resolve([]);
  const explained: Database = {
    ...database(),
    rows(sql, params) {
      plan = database().rows<Step>(`EXPLAIN FORMAT=TRADITIONAL ${sql}`, params);
      return database().rows(sql, params);
    },
  };
  await createDrugRepository(explained).search(words, 21, after);
  return plan;
};
type Search = ReturnType<typeof createDrugRepository>['search'];

const stepsOn = (plan: readonly Step[], table: string) => plan.filter((step) => step.table === table);
const TERM_INDEX = 'ix_drug_terms_term_kind_drug_id';
const few = NATIONAL_PRODUCTS / 100;

beforeAll(async () => {
  await seedDrugs({ database: database(), now: () => new Date(), newId: newUuid });
  await makeNationalList(database());
});

test.each([
  ['a name', ['벤토린']],
  ['initial sounds', ['ㅂㅌㄹ']],
  ['a name and a number', ['심비코트', '160']],
])('among 40,000 products %s reads its own part of the index and nothing else', async (_what, words) => {
  const plan = await planOf(words);

  const walks = stepsOn(plan, 't');
  expect(walks).toHaveLength(words.length);
  for (const walk of walks) expect(walk).toMatchObject({ type: 'range', key: TERM_INDEX });
  expect(Math.max(...walks.map(({ rows }) => rows))).toBeLessThan(few);
  expect(stepsOn(plan, 'd')).toMatchObject([{ type: 'eq_ref', key: 'PRIMARY' }]);
});

test('a further word is looked up within the products that the first has found', async () => {
  const [look] = stepsOn(await planOf(['심비코트', '160']), 'o');

  expect(look).toMatchObject({ key: 'PRIMARY' });
  expect(look?.rows).toBeLessThan(few);
});

test('a later page goes by the same index', async () => {
  const [first] = await createDrugRepository(database()).search(['ㅂ'], 1, null);
  expect(first).toBeDefined();

  const plan = await planOf(['ㅂ'], first?.at);

  expect(stepsOn(plan, 't')).toMatchObject([{ type: 'range', key: TERM_INDEX }]);
});
