import { newUuid } from '@soomcare/database';
import { type Caller } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { aPlan } from '../testing/a-plan.ts';
import { aMember, locationOf, useRecordsApi } from '../testing/records-api.ts';
import { emergencyTexts, generalAdvice } from './guidance-texts.ts';

const contacts = [{ kind: 'emergency-contact' as const, name: '이정호', phone: '+821012345678' }];
const withBrokenProfile = new Set<string>();
const { api, clock } = useRecordsApi({
  emergencyContactsOf: (memberId) =>
    withBrokenProfile.has(memberId) ? Promise.reject(new Error('does not open')) : Promise.resolve(contacts),
});

const aReading = (litres: number, different: object = {}) => ({
  measuredAt: '2026-03-10T08:00:00+09:00',
  blows: [litres],
  scale: 'EU',
  bronchodilator: 'pre',
  ...different,
});
const aRecord = (different: object) => ({ occurredAt: '2026-03-10T08:00:00+09:00', ...different });
const nothing = { actionPlan: null, emergency: null };
const yellowRows = [
  { text: '증상완화제를 쓰고 20분 뒤 다시 잽니다.', medicationId: null },
  { text: '하루가 지나도 노란색이면 병원에 전화합니다.', medicationId: null },
];
const redRows = [{ text: '증상완화제를 쓰고 응급실로 갑니다.', medicationId: null }];
const card = { headline: '지금 바로 도움을 받으세요', phone: '119', contacts };

const yellowReading = { trigger: 'peak-flow', zone: 'yellow' } as const;

const withBest = async (me: Caller) => {
  await me.post('/v1/personal-bests').send({ litresPerMinute: 500, validFrom: '2026-01-01' }).expect(201);
  return me;
};
const withPlan = async (me: Caller, different: object = {}) => {
  await me.post('/v1/action-plans').send(aPlan(different)).expect(201);
  return me;
};
const aPlannedMember = async (different: object = {}) =>
  withPlan(await withBest(api.as(aMember(clock))), different);

test('of a best of 500, 400 answers nothing, 399 the yellow lines, 249 the red ones with the emergency card', async () => {
  const me = await aPlannedMember();
  const record = async (litres: number) =>
    (await me.post('/v1/peak-flows').send(aReading(litres)).expect(201)).body as object;

  expect(await record(500)).toMatchObject(nothing);
  expect(await record(400)).toMatchObject(nothing);
  expect(await record(399)).toMatchObject({
    actionPlan: {
      zone: 'yellow',
      trigger: 'peak-flow',
      reasons: ['yellow-zone'],
      planVersion: 1,
      instructions: yellowRows,
      source: null,
    },
    emergency: null,
  });
  expect(await record(250)).toMatchObject({ actionPlan: { zone: 'yellow' }, emergency: null });
  expect(await record(249)).toMatchObject({
    actionPlan: { zone: 'red', reasons: ['red-zone'], planVersion: 1, instructions: redRows },
    emergency: card,
  });
});

test('the doctor’s own thresholds decide which lines are answered', async () => {
  const me = await aPlannedMember({ greenFromPercent: 90, redBelowPercent: 60 });
  const record = async (litres: number) =>
    (await me.post('/v1/peak-flows').send(aReading(litres)).expect(201)).body as object;

  expect(await record(450)).toMatchObject(nothing);
  expect(await record(449)).toMatchObject({ actionPlan: { zone: 'yellow' } });
  expect(await record(299)).toMatchObject({ actionPlan: { zone: 'red' }, emergency: card });
});

test('without a personal best a reading calls for nothing', async () => {
  const me = await withPlan(api.as(aMember(clock)));

  const made = await me.post('/v1/peak-flows').send(aReading(100)).expect(201);

  expect(made.body).toMatchObject({ zoneNow: null, ...nothing });
});

test('the newest version of the plan answers', async () => {
  const me = await aPlannedMember();
  clock.advance({ seconds: 1 });
  await withPlan(me, {
    instructions: [
      { zone: 'yellow', text: '새 계획의 노란색' },
      { zone: 'red', text: '새 계획의 빨간색' },
    ],
  });

  const made = await me.post('/v1/peak-flows').send(aReading(300)).expect(201);

  expect(made.body).toMatchObject({
    actionPlan: { planVersion: 2, instructions: [{ text: '새 계획의 노란색' }] },
  });
});

test('an edit answers by what the values are then', async () => {
  const me = await aPlannedMember();
  const made = await me.post('/v1/peak-flows').send(aReading(450)).expect(201);
  const edit = (version: string, litres: number) =>
    me
      .patch(locationOf(made))
      .set('If-Match', version)
      .send({ blows: [litres] })
      .expect(200);

  const worse = await edit('"1"', 200);
  const better = await edit('"2"', 450);

  expect(made.body).toMatchObject(nothing);
  expect(worse.body).toMatchObject({ actionPlan: { zone: 'red' }, emergency: card });
  expect(better.body).toMatchObject(nothing);
});

test.each([
  ['id', { id: newUuid() }, {}],
  ['key', {}, { 'Idempotency-Key': 'once' }],
])('the same create sent again by %s is answered the same', async (_what, id, headers) => {
  const me = await aPlannedMember();
  const send = (path: string, body: object) =>
    me
      .post(path)
      .set(headers)
      .send({ ...body, ...id })
      .expect(201);
  const creates = [
    ['/v1/peak-flows', aReading(200)],
    ['/v1/symptom-records', aRecord({ redFlags: ['cannot-speak'] })],
  ] as const;

  for (const [path, body] of creates) {
    const first = await send(path, body);
    expect(first.body).toMatchObject({ actionPlan: { zone: 'red' }, emergency: card });
    expect((await send(path, body)).body).toEqual(first.body);
  }
});

test('a danger sign is answered with the red lines and the card, and is kept with the record', async () => {
  const me = await aPlannedMember();

  const made = await me
    .post('/v1/symptom-records')
    .send(aRecord({ symptoms: [{ kind: 'breathlessness', severity: 3 }], redFlags: ['grey-blue-lips'] }))
    .expect(201);
  const read = await me.get(locationOf(made)).expect(200);

  expect(made.body).toMatchObject({
    actionPlan: {
      zone: 'red',
      trigger: 'red-flag-symptom',
      reasons: ['grey-blue-lips', 'severe-breathlessness'],
      instructions: redRows,
    },
    emergency: card,
  });
  expect(read.body).toMatchObject({ redFlags: ['grey-blue-lips'] });
  expect(read.body).not.toHaveProperty('emergency');
});

test('a danger sign that is added or taken back by an edit changes the answer', async () => {
  const me = api.as(aMember(clock));
  const made = await me
    .post('/v1/symptom-records')
    .send(aRecord({ symptoms: [{ kind: 'wheeze', severity: 2 }] }))
    .expect(201);
  const edit = (version: string, redFlags: string[]) =>
    me.patch(locationOf(made)).set('If-Match', version).send({ redFlags }).expect(200);

  const flagged = await edit('"1"', ['reliever-not-helping']);
  const cleared = await edit('"2"', []);

  expect(made.body).toMatchObject({ redFlags: [], ...nothing });
  expect(flagged.body).toMatchObject({ redFlags: ['reliever-not-helping'], emergency: { phone: '119' } });
  expect(cleared.body).toMatchObject({ redFlags: [], ...nothing });
});

test.each([
  ['a severe cough', { symptoms: [{ kind: 'cough', severity: 3 }] }],
  ['moderate breathlessness', { symptoms: [{ kind: 'breathlessness', severity: 2 }] }],
  ['a bad night', { symptoms: [{ kind: 'night-waking', severity: 3 }] }],
  ['a day without symptoms', { noSymptoms: true }],
])('%s calls for nothing', async (_what, different) => {
  const me = await aPlannedMember();

  const made = await me.post('/v1/symptom-records').send(aRecord(different)).expect(201);

  expect(made.body).toMatchObject(nothing);
});

test('no symptoms cannot stand beside a danger sign, and an unknown or doubled sign is 400', async () => {
  const me = api.as(aMember(clock));
  const send = (different: object) => me.post('/v1/symptom-records').send(aRecord(different));

  const contradicted = await send({ noSymptoms: true, redFlags: ['cannot-speak'] }).expect(422);
  await send({ redFlags: ['pale'] }).expect(400);
  await send({ redFlags: ['cannot-speak', 'cannot-speak'] }).expect(400);

  expect(contradicted.body).toMatchObject({ code: 'NO_SYMPTOMS_CONTRADICTED' });
});

test('without a plan the answer is general, names its source and no dose', async () => {
  const me = await withBest(api.as(aMember(clock)));

  const yellow = await me.post('/v1/peak-flows').send(aReading(300)).expect(201);
  const red = await me.post('/v1/peak-flows').send(aReading(200)).expect(201);

  expect(yellow.body).toMatchObject({
    actionPlan: { zone: 'yellow', planVersion: null, source: generalAdvice(yellowReading).source },
    emergency: null,
  });
  expect(red.body).toMatchObject({
    actionPlan: { zone: 'red', planVersion: null, source: emergencyTexts.source },
    emergency: { ...card, source: emergencyTexts.source },
  });
  expect(JSON.stringify([yellow.body, red.body])).not.toMatch(/\d\s*(회 흡입|puffs?|번 흡입)/);
});

test('the card speaks the caller’s language, Korean unless English is asked for', async () => {
  const me = api.as(aMember(clock));
  const send = (language: string) =>
    me
      .post('/v1/symptom-records')
      .set('Accept-Language', language)
      .send(aRecord({ redFlags: ['cannot-lie-down'] }))
      .expect(201);

  expect((await send('en-GB,en;q=0.9')).body).toMatchObject({ emergency: { headline: 'Get help now' } });
  expect((await send('fr')).body).toMatchObject({ emergency: card });
});

test('a profile that cannot be read keeps no emergency card back', async () => {
  const actor = aMember(clock);
  withBrokenProfile.add(actor.id);

  const made = await api
    .as(actor)
    .post('/v1/symptom-records')
    .send(aRecord({ redFlags: ['drowsy-or-confused'] }))
    .expect(201);

  expect(made.body).toMatchObject({ emergency: { ...card, contacts: [] } });
});
