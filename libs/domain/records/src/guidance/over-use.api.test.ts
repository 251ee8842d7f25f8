import { newUuid } from '@soomcare/database';
import { type Caller } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { aPlan } from '../testing/a-plan.ts';
import { aMember, locationOf, useRecordsApi } from '../testing/records-api.ts';
import { generalAdvice } from './guidance-texts.ts';

const [saba, steroid, unlisted] = [newUuid(), newUuid(), newUuid()];
const { api, clock } = useRecordsApi({
  medicineFacts: {
    listOf: () =>
      Promise.resolve([
        { medicationId: saba, drugClass: 'saba', deviceDoses: 200 },
        { medicationId: steroid, drugClass: 'ics-laba', deviceDoses: 120 },
        { medicationId: unlisted, drugClass: null, deviceDoses: null },
      ]),
  },
});

/** The day of March 2026, from 1 to 10. */
const puffs = async (me: Caller, day: number, count: number, different: object = {}) =>
  me
    .post('/v1/intakes')
    .send({
      takenAt: `2026-03-${String(day).padStart(2, '0')}T09:00:00+09:00`,
      medicationId: saba,
      puffs: count,
      purpose: 'as_needed',
      ...different,
    })
    .expect(201);
const nothing = { actionPlan: null, emergency: null };
const overUse = (...reasons: string[]) => ({
  actionPlan: { trigger: 'reliever-over-use', zone: 'yellow', reasons },
  emergency: null,
});

test('relief on a third day within seven is over-use, answered with the plan’s yellow lines', async () => {
  const me = api.as(aMember(clock));
  await me.post('/v1/action-plans').send(aPlan()).expect(201);
  await puffs(me, 4, 1);

  const second = await puffs(me, 7, 1);
  const third = await puffs(me, 10, 1);

  expect(second.body).toMatchObject(nothing);
  expect(third.body).toMatchObject(overUse('reliever-over-two-days-a-week'));
  expect(third.body).toMatchObject({
    actionPlan: {
      planVersion: 1,
      instructions: [
        { text: '증상완화제를 쓰고 20분 뒤 다시 잽니다.' },
        { text: '하루가 지나도 노란색이면 병원에 전화합니다.' },
      ],
    },
  });
});

test('three occasions on one day are one day', async () => {
  const me = api.as(aMember(clock));
  await puffs(me, 9, 1);
  await puffs(me, 9, 1);

  expect((await puffs(me, 9, 1)).body).toMatchObject(nothing);
});

test('relief on a third day within eight is no over-use', async () => {
  const me = api.as(aMember(clock));
  await puffs(me, 3, 1);
  await puffs(me, 9, 1);

  expect((await puffs(me, 10, 1)).body).toMatchObject(nothing);
});

test('three puffs a day over two days, after calm weeks, are a burst; one puff fewer is none', async () => {
  const [me, other] = [api.as(aMember(clock)), api.as(aMember(clock))];
  await puffs(me, 9, 2);
  await puffs(other, 9, 2);

  expect((await puffs(me, 10, 4)).body).toMatchObject(overUse('reliever-burst'));
  expect((await puffs(other, 10, 3)).body).toMatchObject(nothing);
});

test.each([
  ['before exercise', { purpose: 'pre_exercise' }],
  ['as scheduled', { purpose: 'scheduled' }],
  ['of a steroid with formoterol', { medicationId: steroid }],
])('puffs %s are no over-use, however many', async (_what, different) => {
  const me = api.as(aMember(clock));
  await puffs(me, 7, 8, different);
  await puffs(me, 8, 8, different);
  await puffs(me, 9, 8, different);

  expect((await puffs(me, 10, 8, different)).body).toMatchObject(nothing);
});

test.each([
  ['that no catalogue knows', { medicationId: unlisted }],
  ['that only its name tells', { medicationId: undefined, drugName: '벤토린' }],
])('an inhaler %s counts', async (_what, different) => {
  const me = api.as(aMember(clock));
  await puffs(me, 9, 4, different);

  expect((await puffs(me, 10, 4, different)).body).toMatchObject(overUse('reliever-burst'));
});

test('a tablet taken as needed is no reliever', async () => {
  const me = api.as(aMember(clock));
  const tablet = { puffs: undefined, amount: 9, unit: 'tablet' };
  await puffs(me, 8, 0, tablet);
  await puffs(me, 9, 0, tablet);

  expect((await puffs(me, 10, 0, tablet)).body).toMatchObject(nothing);
});

test('an edit that makes it a burst is answered so, and one that undoes it is not', async () => {
  const me = api.as(aMember(clock));
  const made = await puffs(me, 10, 2);
  const edit = (version: string, count: number) =>
    me.patch(locationOf(made)).set('If-Match', version).send({ puffs: count }).expect(200);

  expect((await edit('"1"', 6)).body).toMatchObject(overUse('reliever-burst'));
  expect((await edit('"2"', 5)).body).toMatchObject(nothing);
});

test('without a plan the answer says to talk to the doctor, and whence that comes', async () => {
  const me = api.as(aMember(clock));

  const made = await puffs(me, 10, 6);

  const { lines, source } = generalAdvice({ trigger: 'reliever-over-use', zone: 'yellow' });
  const instructions = lines.ko.map((text) => ({ text, medicationId: null }));
  expect(made.body).toMatchObject({ actionPlan: { planVersion: null, source, instructions } });
  expect(source).toContain('EPR-3');
  expect(lines.ko.join(' ')).toContain('상담하세요');
});
