import { expect, test } from 'vitest';

import { aMember, locationOf, useRecordsApi } from '../testing/records-api.ts';

const { api, clock } = useRecordsApi();
const path = '/v1/control-assessments';
const answeredAt = '2026-03-10T08:00:00+09:00';

const ginaFour = {
  daytimeSymptomsOverTwiceAWeek: true,
  anyNightWaking: false,
  relieverOverTwiceAWeek: true,
  anyActivityLimitation: true,
};
const rcp3 = { difficultySleeping: false, usualDaytimeSymptoms: true, interferedWithActivities: false };

test.each([
  [{ ginaFour }, { kind: 'gina-four', ginaFour, rcp3: null, score: 3, verdict: 'uncontrolled' }],
  [{ rcp3 }, { kind: 'rcp-3', ginaFour: null, rcp3, score: 1, verdict: 'ask-more' }],
  [{ actTotal: 19 }, { kind: 'act', ginaFour: null, rcp3: null, score: 19, verdict: 'not-well' }],
  [{ acqMean: 1.43 }, { kind: 'acq', score: 1.43, verdict: 'between' }],
])('%j is kept, rated and read back', async (answers, shown) => {
  const me = api.as(aMember(clock));
  const made = await me
    .post(path)
    .send({ answeredAt, ...answers })
    .expect(201);

  expect(made.body).toMatchObject({ ...shown, recordedOn: '2026-03-10' });
  expect((await me.get(locationOf(made))).body).toEqual(made.body);
});

test('an edit changes the answers, or the kind as a whole', async () => {
  const me = api.as(aMember(clock));
  const made = await me.post(path).send({ answeredAt, actTotal: 15 }).expect(201);
  const item = locationOf(made);

  const edited = await me.patch(item).set('If-Match', '"1"').send({ actTotal: 16 }).expect(200);
  expect(edited.body).toMatchObject({ score: 16, verdict: 'not-well' });
  await me.patch(item).set('If-Match', '"2"').send({ rcp3 }).expect(422);
  const swapped = await me.patch(item).set('If-Match', '"2"').send({ actTotal: null, rcp3 }).expect(200);
  expect(swapped.body).toMatchObject({ kind: 'rcp-3', score: 1 });
});

test.each([
  ['nothing answered', {}],
  ['two kinds at once', { actTotal: 20, acqMean: 0.5 }],
])('%s is 422', async (_what, answers) => {
  const answer = await api
    .as(aMember(clock))
    .post(path)
    .send({ answeredAt, ...answers })
    .expect(422);

  expect(answer.body).toMatchObject({ code: 'ASSESSMENT_UNCLEAR' });
});

test.each([
  ['a question left open', { ginaFour: { ...ginaFour, anyNightWaking: undefined } }],
  ['an ACT of 4', { actTotal: 4 }],
  ['an ACT of 26', { actTotal: 26 }],
  ['an ACQ above 6', { acqMean: 6.01 }],
  ['the items of a licensed questionnaire', { actItems: [5, 4, 4, 4, 3] }],
])('%s is 400', async (_what, answers) => {
  await api
    .as(aMember(clock))
    .post(path)
    .send({ answeredAt, ...answers })
    .expect(400);
});
