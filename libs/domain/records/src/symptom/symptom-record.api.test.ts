import { expect, test } from 'vitest';

import { aMember, entryOf, locationOf, useRecordsApi } from '../testing/records-api.ts';
import { symptomKinds, triggers } from './symptoms.ts';

const { api, clock } = useRecordsApi();
const path = '/v1/symptom-records';
const occurredAt = '2026-03-10T08:00:00+09:00';

test('every kind and every trigger is kept, in the order in which they are shown', async () => {
  const me = api.as(aMember(clock));
  const symptoms = symptomKinds.map((kind, index) => ({ kind, severity: index % 4 }));

  const made = await me
    .post(path)
    .send({ occurredAt, symptoms: symptoms.toReversed(), triggers })
    .expect(201);

  expect(made.body).toMatchObject({ symptoms, triggers, noSymptoms: false });
  expect((await me.get(locationOf(made))).body).toEqual(entryOf(made));
});

test('the Korean triggers have a code', () => {
  expect(triggers).toEqual(
    expect.arrayContaining(['yellow-dust', 'fine-dust', 'season-change', 'house-dust-mite']),
  );
  expect(triggers.length).toBeGreaterThanOrEqual(20);
});

test('"none today" can be said, with or without naming what was asked', async () => {
  const me = api.as(aMember(clock));

  const bare = await me.post(path).send({ occurredAt, noSymptoms: true }).expect(201);
  const asked = [{ kind: 'cough', severity: 0 }];
  const named = await me.post(path).send({ occurredAt, noSymptoms: true, symptoms: asked }).expect(201);

  expect([bare.body, named.body]).toMatchObject([
    { noSymptoms: true, symptoms: [] },
    { noSymptoms: true, symptoms: asked },
  ]);
});

test('none beside a symptom is a contradiction, nothing at all says nothing', async () => {
  const me = api.as(aMember(clock));
  const symptoms = [{ kind: 'cough', severity: 1 }];

  const both = await me.post(path).send({ occurredAt, noSymptoms: true, symptoms }).expect(422);
  const neither = await me.post(path).send({ occurredAt, note: '메모만' }).expect(422);

  expect([both.body, neither.body]).toMatchObject([
    { code: 'NO_SYMPTOMS_CONTRADICTED' },
    { code: 'NO_SYMPTOM_GIVEN' },
  ]);
});

test('an edit is checked as a whole: a symptom does not slip in beside "none"', async () => {
  const me = api.as(aMember(clock));
  const made = await me.post(path).send({ occurredAt, noSymptoms: true }).expect(201);
  const item = locationOf(made);
  const symptoms = [{ kind: 'wheeze', severity: 2 }];

  await me.patch(item).set('If-Match', '"1"').send({ symptoms }).expect(422);
  const edited = await me
    .patch(item)
    .set('If-Match', '"1"')
    .send({ symptoms, noSymptoms: false })
    .expect(200);

  expect(edited.body).toMatchObject({ symptoms, noSymptoms: false });
});

test.each([
  [
    'a symptom twice',
    {
      symptoms: [
        { kind: 'cough', severity: 1 },
        { kind: 'cough', severity: 2 },
      ],
    },
  ],
  ['an unknown symptom', { symptoms: [{ kind: 'sneeze', severity: 1 }] }],
  ['a severity of 4', { symptoms: [{ kind: 'cough', severity: 4 }] }],
  ['a trigger twice', { noSymptoms: true, triggers: ['pollen', 'pollen'] }],
  ['an unknown trigger', { noSymptoms: true, triggers: ['moonlight'] }],
])('%s is 400', async (_what, different) => {
  await api
    .as(aMember(clock))
    .post(path)
    .send({ occurredAt, ...different })
    .expect(400);
});
