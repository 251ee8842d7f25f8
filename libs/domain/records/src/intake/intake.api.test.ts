import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { aMember, entryOf, locationOf, useRecordsApi } from '../testing/records-api.ts';

const { api, clock } = useRecordsApi();
const path = '/v1/intakes';
const anIntake = (different: object = {}) => ({
  takenAt: '2026-03-10T08:00:00+09:00',
  drugName: '심비코트',
  puffs: 2,
  purpose: 'scheduled',
  ...different,
});

test('a medicine of the member’s list, an amount with its unit and the answered dose are kept', async () => {
  const me = api.as(aMember(clock));
  const [medicationId, doseId] = [newUuid(), newUuid()];
  const body = anIntake({ drugName: null, medicationId, doseId, puffs: null, amount: 2.55, unit: 'mL' });

  const made = await me.post(path).send(body).expect(201);

  expect(made.body).toMatchObject({
    medicationId,
    drugName: null,
    doseId,
    puffs: null,
    amount: 2.55,
    unit: 'mL',
  });
  expect((await me.get(locationOf(made))).body).toEqual(entryOf(made));
});

test.each([
  ['no medicine', { drugName: undefined }, 'INTAKE_MEDICINE_UNCLEAR'],
  ['a medicine named twice', { medicationId: newUuid() }, 'INTAKE_MEDICINE_UNCLEAR'],
  ['no dose', { puffs: undefined }, 'INTAKE_DOSE_UNCLEAR'],
  ['puffs beside an amount', { amount: 1, unit: 'tablet' }, 'INTAKE_DOSE_UNCLEAR'],
  ['an amount without a unit', { puffs: undefined, amount: 1 }, 'INTAKE_DOSE_UNCLEAR'],
  ['puffs beside a unit', { unit: 'tablet' }, 'INTAKE_DOSE_UNCLEAR'],
])('%s is 422', async (_what, different, code) => {
  const answer = await api.as(aMember(clock)).post(path).send(anIntake(different)).expect(422);

  expect(answer.body).toMatchObject({ code });
});

test('an edit may change puffs for an amount, but only as a whole', async () => {
  const me = api.as(aMember(clock));
  const made = await me.post(path).send(anIntake()).expect(201);
  const item = locationOf(made);

  await me.patch(item).set('If-Match', '"1"').send({ amount: 1, unit: 'tablet' }).expect(422);
  const edited = await me
    .patch(item)
    .set('If-Match', '"1"')
    .send({ puffs: null, amount: 1, unit: 'tablet' })
    .expect(200);

  expect(edited.body).toMatchObject({ puffs: null, amount: 1, unit: 'tablet' });
});

test.each([
  ['an unknown purpose', { purpose: 'rescue' }],
  ['101 puffs', { puffs: 101 }],
  ['an amount of nothing', { puffs: undefined, amount: 0, unit: 'mg' }],
  ['an unknown unit', { puffs: undefined, amount: 1, unit: 'spoon' }],
  ['a medication id that is no UUID', { drugName: undefined, medicationId: '1' }],
])('%s is 400', async (_what, different) => {
  await api.as(aMember(clock)).post(path).send(anIntake(different)).expect(400);
});
