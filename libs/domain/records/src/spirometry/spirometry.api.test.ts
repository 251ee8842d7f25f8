import { expect, test } from 'vitest';

import { aMember, locationOf, useRecordsApi } from '../testing/records-api.ts';
import { fev1FvcRatio } from './spirometry.kind.ts';

const { api, clock } = useRecordsApi();
const path = '/v1/spirometries';
const aResult = (different: object = {}) => ({
  measuredAt: '2026-03-10T08:00:00+09:00',
  fev1Litres: 2.85,
  fvcLitres: 3.6,
  bronchodilator: 'pre',
  ...different,
});

test('litres keep both decimals and the ratio is worked out', async () => {
  const me = api.as(aMember(clock));
  const made = await me
    .post(path)
    .send(aResult({ fev1Litres: 2.01, fvcLitres: 3.03 }))
    .expect(201);

  expect(made.body).toMatchObject({ fev1Litres: 2.01, fvcLitres: 3.03, fev1FvcRatio: 0.663 });
  expect((await me.get(locationOf(made))).body).toEqual(made.body);
});

test('the ratio cannot be typed', async () => {
  await api
    .as(aMember(clock))
    .post(path)
    .send(aResult({ fev1FvcRatio: 0.8 }))
    .expect(400);
});

test('FEV1 may equal FVC but not exceed it, in an edit neither', async () => {
  const me = api.as(aMember(clock));

  const above = await me
    .post(path)
    .send(aResult({ fev1Litres: 3.61 }))
    .expect(422);
  const equal = await me
    .post(path)
    .send(aResult({ fev1Litres: 3.6 }))
    .expect(201);
  await me.patch(locationOf(equal)).set('If-Match', '"1"').send({ fvcLitres: 3.59 }).expect(422);

  expect(above.body).toMatchObject({ code: 'FEV1_ABOVE_FVC' });
  expect(equal.body).toMatchObject({ fev1FvcRatio: 1 });
});

test.each([
  ['FEV1 of 0.19', { fev1Litres: 0.19 }],
  ['FEV1 of 7.01', { fev1Litres: 7.01, fvcLitres: 9 }],
  ['FVC of 9.01', { fvcLitres: 9.01 }],
  ['three decimals', { fev1Litres: 2.855 }],
])('%s is 400', async (_what, different) => {
  await api.as(aMember(clock)).post(path).send(aResult(different)).expect(400);
});

test('every value of two decimals passes unchanged through storage', () => {
  for (let centilitres = 20; centilitres <= 900; centilitres += 1) {
    expect(Math.round((centilitres / 100) * 100)).toBe(centilitres);
  }
  expect(fev1FvcRatio(285, 360)).toBe(0.792);
});
