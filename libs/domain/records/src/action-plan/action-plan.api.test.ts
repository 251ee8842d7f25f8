import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { aPlan } from '../testing/a-plan.ts';
import { createFakeMedicines } from '../testing/fake-medicines.ts';
import { aMember, useRecordsApi } from '../testing/records-api.ts';

const medicines = createFakeMedicines();
const { api, clock } = useRecordsApi({ medicines });
const path = '/v1/action-plans';
const current = `${path}/current`;

test('a plan is read back as it was typed, with the doctor’s name and the usual thresholds', async () => {
  const me = api.as(aMember(clock));
  const made = await me.post(path).send(aPlan()).expect(201);

  const read = await me.get(current).expect(200);

  expect(read.body).toEqual(made.body);
  expect(made.headers).toMatchObject({ etag: '"1"' });
  expect(made.body).toMatchObject({
    version: 1,
    author: 'doctor',
    doctorName: '김수민',
    greenFromPercent: 80,
    redBelowPercent: 50,
    validFrom: '2026-03-01',
    instructions: [
      { zone: 'green', text: '조절제를 빠뜨리지 않습니다.', medicationId: null },
      { zone: 'yellow', text: '증상완화제를 쓰고 20분 뒤 다시 잽니다.', medicationId: null },
      { zone: 'red', text: '증상완화제를 쓰고 응급실로 갑니다.', medicationId: null },
      { zone: 'yellow', text: '하루가 지나도 노란색이면 병원에 전화합니다.', medicationId: null },
    ],
  });
});

test('a new version replaces the one before, which stays in the list as it was', async () => {
  const me = api.as(aMember(clock));
  const first = await me.post(path).send(aPlan()).expect(201);
  clock.advance({ seconds: 1 });
  const second = await me
    .post(path)
    .send(aPlan({ doctorName: null, greenFromPercent: 85, redBelowPercent: 60 }))
    .expect(201);

  const listed = await me.get(path).expect(200);

  expect(second.body).toMatchObject({ version: 2, author: 'member', doctorName: null, redBelowPercent: 60 });
  expect(listed.body).toEqual({ items: [second.body, first.body], nextCursor: null });
  expect((await me.get(current).expect(200)).body).toEqual(second.body);
});

test('plans that arrive at the same instant are versions of their own', async () => {
  const me = api.as(aMember(clock));
  await Promise.all([1, 2, 3, 4].map(() => me.post(path).send(aPlan()).expect(201)));

  const listed = await me.get(path).expect(200);

  const { items } = listed.body as { items: { version: number }[] };
  expect(items.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
});

test('an unchanged plan is not sent again', async () => {
  const me = api.as(aMember(clock));
  await me.post(path).send(aPlan()).expect(201);

  for (const each of [path, current]) {
    const { headers } = await me.get(each).expect(200);
    await me
      .get(each)
      .set('If-None-Match', headers['etag'] ?? '')
      .expect(304);
  }
});

test.each([
  ['id', { id: newUuid() }, {}],
  ['key', {}, { 'Idempotency-Key': 'plan-1' }],
])('the same %s again gives the same version; another body under it is 422', async (_what, id, headers) => {
  const me = api.as(aMember(clock));
  const first = await me.post(path).set(headers).send(aPlan(id)).expect(201);
  clock.advance({ seconds: 1 });
  await me.post(path).send(aPlan()).expect(201);

  const again = await me.post(path).set(headers).send(aPlan(id)).expect(201);
  const other = await me
    .post(path)
    .set(headers)
    .send(aPlan({ ...id, doctorName: '박지훈' }))
    .expect(422);

  expect(again.body).toEqual(first.body);
  expect(other.body).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
});

test('a line may name one of the member’s medications, and no other', async () => {
  const me = api.as(aMember(clock));
  const naming = (medicationId: string) =>
    aPlan({
      instructions: [
        { zone: 'yellow', text: '노란색일 때', medicationId },
        { zone: 'red', text: '빨간색일 때', medicationId },
      ],
    });
  const own = medicines.addMedication();

  const made = await me.post(path).send(naming(own)).expect(201);
  const refused = await me.post(path).send(naming(newUuid())).expect(422);

  expect(made.body).toMatchObject({ instructions: [{ medicationId: own }, { medicationId: own }] });
  expect(refused.body).toMatchObject({ code: 'ACTION_PLAN_MEDICATION_UNKNOWN' });
});

test('a plan may begin today where the member is, not tomorrow', async () => {
  const me = api.as(aMember(clock, { timeZone: 'Asia/Seoul' }));

  await me
    .post(path)
    .send(aPlan({ validFrom: '2026-03-10' }))
    .expect(201);
  const refused = await me
    .post(path)
    .send(aPlan({ validFrom: '2026-03-11' }))
    .expect(422);

  expect(refused.body).toMatchObject({ code: 'ACTION_PLAN_IN_FUTURE' });
});

const line = (zone: string, text = '물') => ({ zone, text });

test.each([
  ['no line for red', { instructions: [line('yellow')] }],
  ['no line for yellow', { instructions: [line('red'), line('green')] }],
  ['31 lines', { instructions: [...Array.from({ length: 30 }, () => line('yellow')), line('red')] }],
  ['a line of 301 characters', { instructions: [line('yellow'), line('red', '가'.repeat(301))] }],
  ['a zone of another colour', { instructions: [line('yellow'), line('red'), line('orange')] }],
  ['red from green on', { greenFromPercent: 60, redBelowPercent: 60 }],
  ['a threshold of half a percent', { redBelowPercent: 49.5 }],
  ['green from 101 %', { greenFromPercent: 101 }],
  ['a day that is none', { validFrom: '2026-02-30' }],
  ['an unknown key', { version: 2 }],
])('%s is 400', async (_what, different) => {
  await api.as(aMember(clock)).post(path).send(aPlan(different)).expect(400);
});

test('someone else’s plan is neither listed nor current', async () => {
  const [owner, other] = [api.as(aMember(clock)), api.as(aMember(clock))];
  const made = await owner.post(path).send(aPlan()).expect(201);

  const none = await other.get(current).expect(404);

  expect(none.body).toMatchObject({ code: 'ACTION_PLAN_NOT_FOUND' });
  expect((await other.get(path).expect(200)).body).toEqual({ items: [], nextCursor: null });
  expect((await other.post(path).send(aPlan()).expect(201)).body).toMatchObject({ version: 1 });
  expect((await owner.get(current).expect(200)).body).toEqual(made.body);
});

test('nobody without a log-in gets in, and a plan needs the health-data consent', async () => {
  await api.anyone().post(path).send(aPlan()).expect(401);
  await api.anyone().get(path).expect(401);
  await api.anyone().get(current).expect(401);
  await api.as(aMember(clock)).get(`${path}?limit=5`).expect(400);
  await api.as(aMember(clock)).get(`${current}?version=1`).expect(400);
  await api
    .as(aMember(clock, { consents: ['service'] }))
    .post(path)
    .send(aPlan())
    .expect(403);
});
