import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import type { DrugView } from './drug.schemas.ts';
import { aReader, useDrugsApi } from '../testing/drugs-api.ts';

const { api, clock, database } = useDrugsApi();

interface Page {
  readonly items: readonly DrugView[];
  readonly nextCursor: string | null;
}

const search = (q: string, rest = '') => `/v1/drugs?q=${encodeURIComponent(q)}${rest}`;

test('a drug is found, and read again by its id, without any consent', async () => {
  const me = api.as(aReader(clock));

  const found = await me.get(search('ㅂㅌㄹ ㅇㅂ')).expect(200);
  const [drug] = (found.body as Page).items;
  const read = await me.get(`/v1/drugs/${drug?.id}`).expect(200);

  expect(found.body).toEqual({ items: [read.body], nextCursor: null });
  expect(read.body).toEqual({
    id: drug?.id,
    nameKo: '벤토린 에보할러',
    nameEn: 'Ventolin Evohaler',
    ingredientKo: '살부타몰황산염',
    ingredientEn: 'salbutamol',
    atc: 'R03AC02',
    class: 'saba',
    roleDefault: 'reliever',
    form: 'pmdi',
    device: 'Evohaler',
    strength: '100 µg/dose',
    dosesPerDevice: 200,
    discardAfterOpeningDays: null,
    itemSeq: null,
    ediCode: '650000471',
    manufacturerKo: '(주)글락소스미스클라인',
    market: 'on_market',
    suggestable: true,
    confidence: 'seen',
    checkedOn: '2026-11-21',
  });
});

test('what is off the market is recognised, and marked as not to be suggested', async () => {
  const answer = await api.as(aReader(clock)).get(search('세레타이드')).expect(200);
  const { items } = answer.body as Page;

  expect(items).toHaveLength(6);
  for (const item of items) expect(item).toMatchObject({ market: 'off_market', suggestable: false });
});

test.each([1, 2, 7])('pages of %i hold each product once, in the order of the whole list', async (limit) => {
  const me = api.as(aReader(clock));
  const whole = (await me.get(search('ㅍ', '&limit=100')).expect(200)).body as Page;
  const walked: DrugView[] = [];
  let cursor: string | null = '';

  while (cursor !== null) {
    const next: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page = (await me.get(search('ㅍ', `&limit=${limit}${next}`)).expect(200)).body as Page;
    walked.push(...page.items);
    cursor = page.nextCursor;
  }

  expect(new Set(whole.items.map(({ suggestable }) => suggestable))).toEqual(new Set([true, false]));
  expect(walked).toEqual(whole.items);
});

test('what the caller has already is not sent again', async () => {
  const me = api.as(aReader(clock));
  const list = await me.get(search('벤토린')).expect(200);
  const path = `/v1/drugs/${(list.body as Page).items[0]?.id}`;
  const one = await me.get(path).expect(200);

  await me
    .get(search('벤토린'))
    .set('If-None-Match', list.headers['etag'] ?? '')
    .expect(304);
  await me
    .get(path)
    .set('If-None-Match', one.headers['etag'] ?? '')
    .expect(304);
});

test.each([
  ['no q', '/v1/drugs'],
  ['an empty q', '/v1/drugs?q='],
  ['a blank q', '/v1/drugs?q=%20%20'],
  ['a q of 51 characters', search('가'.repeat(51))],
  ['an unknown key', search('벤토린', '&sort=name')],
  ['a limit of 101', search('벤토린', '&limit=101')],
  ['a cursor that we never gave', search('벤토린', '&cursor=abc')],
  ['a cursor that nothing is found with', search('%', '&cursor=abc')],
  ['an id that is none', '/v1/drugs/650000471'],
])('%s is 400', async (_what, path) => {
  await api.as(aReader(clock)).get(path).expect(400);
});

test.each(['%', '_', '\\', "'", '" OR 1=1', '벤_린', '벤%린', '😀'])(
  '%s stands for nothing else',
  async (q) => {
    const answer = await api.as(aReader(clock)).get(search(q)).expect(200);

    expect(answer.body).toEqual({ items: [], nextCursor: null });
  },
);

test('an id that no drug has is 404', async () => {
  const answer = await api.as(aReader(clock)).get(`/v1/drugs/${newUuid()}`).expect(404);

  expect(answer.body).toMatchObject({ code: 'DRUG_NOT_FOUND' });
});

test('nobody without a log-in gets in', async () => {
  await api.anyone().get(search('벤토린')).expect(401);
  await api.anyone().get(`/v1/drugs/${newUuid()}`).expect(401);
});

test('a page goes on where it was, also when its last product has changed its name', async () => {
  const me = api.as(aReader(clock));
  const first = (await me.get(search('벤토린', '&limit=1')).expect(200)).body as Page;
  await database().run(`UPDATE drugs d SET d.name_ko = '벤토린 네뷸' WHERE d.edi_code = '650000452'`);

  const second = (await me.get(search('벤토린', `&cursor=${first.nextCursor}`)).expect(200)).body as Page;

  expect(second.items.map(({ nameKo }) => nameKo)).toEqual(['벤토린 에보할러', '벤토린 흡입액']);
});
