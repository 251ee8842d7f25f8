import { newUuid } from '@soomcare/database';
import { describe, expect, test } from 'vitest';

import { createRecords } from '../records.module.ts';
import { createFakeMedicines } from '../testing/fake-medicines.ts';
import { listening } from '../testing/listening-database.ts';
import { aMember, entryOf, locationOf, useRecordsApi } from '../testing/records-api.ts';

const medicines = createFakeMedicines();
const { api, clock, database } = useRecordsApi({ medicines });
const path = '/v1/intakes';
const TAKEN_AT = '2026-03-09T23:00:00.000Z';

const anIntake = (medicationId: string, different: object = {}) => ({
  takenAt: TAKEN_AT,
  medicationId,
  puffs: 2,
  purpose: 'scheduled',
  ...different,
});

const aTaken = async () => {
  const actor = aMember(clock);
  const me = api.as(actor);
  const medicationId = medicines.addMedication();
  const doseId = medicines.addDose(medicationId);
  const made = await me.post(path).send(anIntake(medicationId, { doseId })).expect(201);
  const edit = (patch: object) => me.patch(locationOf(made)).set('If-Match', '"1"').send(patch);

  return { actor, me, medicationId, doseId, item: locationOf(made), made, edit };
};
const countOf = async (me: Awaited<ReturnType<typeof aTaken>>['me']) =>
  ((await me.get(path).expect(200)).body as { items: unknown[] }).items.length;

describe('an intake that names a dose', () => {
  test('answers it, with its time and its amount in the medicine’s unit', async () => {
    const { actor, medicationId, doseId, made } = await aTaken();

    expect(medicines.answerOf(doseId)).toEqual({
      memberId: actor.id,
      doseId,
      intakeId: (made.body as { id: string }).id,
      medicationId,
      takenAt: TAKEN_AT,
      amountHundredths: 200,
      unit: 'puff',
    });
  });

  test.each([
    ['a client’s id', { id: newUuid() }, {}],
    ['a key', {}, { 'Idempotency-Key': 'k' }],
  ])('answers it once, when sent again with %s', async (_how, withId, headers) => {
    const me = api.as(aMember(clock));
    const medicationId = medicines.addMedication();
    const doseId = medicines.addDose(medicationId);
    const send = () =>
      me
        .post(path)
        .set(headers)
        .send(anIntake(medicationId, { doseId, ...withId }))
        .expect(201);

    const [first, again] = [await send(), await send()];

    expect(again.body).toEqual(first.body);
    expect(await countOf(me)).toBe(1);
  });

  test.each([
    ['a dose that nobody knows', {}, 422, 'INTAKE_DOSE_UNKNOWN'],
    ['a dose that is due in more than a day', { isTooEarly: true }, 422, 'INTAKE_DOSE_TOO_EARLY'],
    ['a dose that was skipped', { answer: 'skipped' as const }, 409, 'INTAKE_DOSE_ANSWERED'],
  ])('is refused for %s, and not kept', async (_what, dose, status, code) => {
    const me = api.as(aMember(clock));
    const medicationId = medicines.addMedication();
    const known = medicines.addDose(medicationId, dose);
    const doseId = code === 'INTAKE_DOSE_UNKNOWN' ? newUuid() : known;

    const refused = await me.post(path).send(anIntake(medicationId, { doseId })).expect(status);

    expect(refused.body).toMatchObject({ code });
    expect(await countOf(me)).toBe(0);
  });

  test('is refused for a dose of another medicine, and for a medicine that is not on the list', async () => {
    const { me, doseId } = await aTaken();
    const other = medicines.addMedication();

    const ofOther = await me.post(path).send(anIntake(other, { doseId })).expect(422);
    const named = { medicationId: null, drugName: '벤토린', doseId };
    const ofName = await me.post(path).send(anIntake(other, named)).expect(422);
    const unlisted = await me.post(path).send(anIntake(newUuid())).expect(422);

    expect(ofOther.body).toMatchObject({ code: 'INTAKE_DOSE_UNKNOWN' });
    expect(ofName.body).toMatchObject({ code: 'INTAKE_DOSE_UNKNOWN' });
    expect(unlisted.body).toMatchObject({ code: 'INTAKE_MEDICATION_UNKNOWN' });
  });
});

describe('an edit of the intake', () => {
  test('answers the dose again with what has changed', async () => {
    const { doseId, edit } = await aTaken();

    await edit({ takenAt: '2026-03-09T23:30:00.000Z', puffs: 4 }).expect(200);

    expect(medicines.answerOf(doseId)).toMatchObject({
      takenAt: '2026-03-09T23:30:00.000Z',
      amountHundredths: 400,
    });
  });

  test('to another dose opens the first', async () => {
    const { medicationId, doseId, edit } = await aTaken();
    const other = medicines.addDose(medicationId);

    await edit({ doseId: other }).expect(200);

    expect(medicines.answerOf(doseId)).toBeNull();
    expect(medicines.answerOf(other)).toMatchObject({ doseId: other });
  });

  test('that takes the dose away opens it', async () => {
    const { doseId, edit } = await aTaken();

    await edit({ doseId: null }).expect(200);

    expect(medicines.answerOf(doseId)).toBeNull();
  });

  test('to a dose with another answer is 409 and changes nothing', async () => {
    const { me, medicationId, item, made, edit } = await aTaken();
    const skipped = medicines.addDose(medicationId, { answer: 'skipped' });

    const refused = await edit({ doseId: skipped }).expect(409);

    expect(refused.body).toMatchObject({ code: 'INTAKE_DOSE_ANSWERED' });
    expect((await me.get(item)).body).toEqual(entryOf(made));
  });

  test('of an older version leaves the dose as it is', async () => {
    const { doseId, edit } = await aTaken();
    await edit({ note: '아침' }).expect(200);

    await edit({ doseId: null }).expect(412);

    expect(medicines.answerOf(doseId)).not.toBeNull();
  });
});

describe('a removal of the intake', () => {
  test('opens the dose, and its restore answers it again', async () => {
    const { me, doseId, item } = await aTaken();

    await me.delete(item).set('If-Match', '"2"').expect(412);
    expect(medicines.answerOf(doseId)).not.toBeNull();
    await me.delete(item).expect(204);
    expect(medicines.answerOf(doseId)).toBeNull();
    await me.post(`${item}/restore`).expect(200);
    expect(medicines.answerOf(doseId)).toMatchObject({ takenAt: TAKEN_AT });
  });

  test('is undone without the dose, where that has got another answer meanwhile', async () => {
    const { me, medicationId, doseId, item } = await aTaken();
    await me.delete(item).expect(204);
    const second = await me.post(path).send(anIntake(medicationId, { doseId })).expect(201);

    const restored = await me.post(`${item}/restore`).expect(200);

    expect(restored.body).toMatchObject({ medicationId, doseId: null });
    expect(medicines.answerOf(doseId)).toMatchObject({ intakeId: (second.body as { id: string }).id });
  });
});

test('an intake that names neither medication nor dose is one INSERT', async () => {
  const { heard, statements } = listening(database());
  const { intakes } = createRecords({ database: heard, now: clock.now, newId: newUuid, medicines });
  const body = { takenAt: TAKEN_AT, drugName: '벤토린', puffs: 2, purpose: 'as_needed' } as const;

  await intakes.record(newUuid(), body, { timeZone: 'Asia/Seoul', key: null, fingerprint: Buffer.alloc(32) });

  expect(statements.map(({ sql }) => sql)).toEqual([expect.stringMatching(/^INSERT INTO intakes /)]);
});
