import { newUuid } from '@soomcare/database';
import { truncateAll } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { listening } from '../testing/listening-database.ts';
import { makeLongDiary, walked } from '../testing/long-diary.ts';
import { aMember, useRecordsApi } from '../testing/records-api.ts';
import { createIntakePort } from './intake-port.ts';
import { createIntakeRepository } from './intake.repository.ts';

const { api, clock, database } = useRecordsApi();
const port = () => createIntakePort({ database: database(), now: clock.now });

const aTakenDose = (different: Partial<Parameters<ReturnType<typeof port>['record']>[1]> = {}) => ({
  id: newUuid(),
  memberId: newUuid(),
  medicationId: newUuid(),
  doseId: newUuid(),
  takenAt: '2026-03-09T15:20:00.000Z',
  timeZone: 'Asia/Seoul',
  quantity: { puffs: 2 },
  purpose: 'scheduled' as const,
  ...different,
});
const record = async (taken: ReturnType<typeof aTakenDose>) => {
  await database().transaction((tx) => port().record(tx, taken));
  return taken;
};
const allTime = [new Date('2020-01-01'), new Date('2030-01-01')] as const;

test('a taken dose is an entry of the diary, on the local day on which it was taken', async () => {
  const actor = aMember(clock);
  const { id, medicationId, doseId } = await record(aTakenDose({ memberId: actor.id }));

  const answer = await api.as(actor).get(`/v1/intakes/${id}`).expect(200);

  expect(answer.body).toMatchObject({
    recordedOn: '2026-03-10',
    medicationId,
    doseId,
    puffs: 2,
    amount: null,
    unit: null,
    version: 1,
  });
});

test('an amount is kept with its unit', async () => {
  const actor = aMember(clock);
  const quantity = { amountHundredths: 250, unit: 'mL' } as const;
  const { id } = await record(aTakenDose({ memberId: actor.id, quantity }));

  const answer = await api.as(actor).get(`/v1/intakes/${id}`).expect(200);

  expect(answer.body).toMatchObject({ puffs: null, amount: 2.5, unit: 'mL' });
});

test('what is rolled back was never there, and what is removed can be restored', async () => {
  const actor = aMember(clock);
  const lost = aTakenDose({ memberId: actor.id });
  const rolledBack = database().transaction(async (tx) => {
    await port().record(tx, lost);
    throw new Error('rolled back');
  });
  await expect(rolledBack).rejects.toThrow('rolled back');
  const { id } = await record(aTakenDose({ memberId: actor.id }));

  await database().transaction((tx) => port().remove(tx, actor.id, id));

  const me = api.as(actor);
  await me.get(`/v1/intakes/${lost.id}`).expect(404);
  await me.get(`/v1/intakes/${id}`).expect(404);
  await me.post(`/v1/intakes/${id}/restore`).expect(200);
});

test('the intakes of one medicine are listed by time, without what was removed', async () => {
  const ids = { memberId: newUuid(), medicationId: newUuid() };
  const at = (takenAt: string) => record(aTakenDose({ ...ids, takenAt }));
  await at('2026-03-09T03:00:00.000Z');
  await at('2026-03-08T00:00:00.000Z');
  await at('2026-03-10T00:00:00.000Z');
  await record(aTakenDose({ memberId: ids.memberId }));
  const removed = await at('2026-03-09T00:00:00.000Z');
  await database().transaction((tx) => port().remove(tx, ids.memberId, removed.id));

  const listed = await port().listOf(
    ids.memberId,
    ids.medicationId,
    new Date('2026-03-08T00:00:00Z'),
    new Date('2026-03-10T00:00:00Z'),
  );

  const quantity = { puffs: 2, amountHundredths: null, purpose: 'scheduled' };
  expect(listed).toEqual([
    { takenAt: '2026-03-08T00:00:00.000Z', ...quantity },
    { takenAt: '2026-03-09T03:00:00.000Z', ...quantity },
  ]);
});

test('a medicine has intakes also where they could only be restored', async () => {
  const { id, memberId, medicationId } = await record(aTakenDose());
  await database().transaction((tx) => port().remove(tx, memberId, id));

  expect(await port().existsFor(memberId, medicationId)).toBe(true);
  expect(await port().existsFor(memberId, newUuid())).toBe(false);
  expect(await port().existsFor(newUuid(), medicationId)).toBe(false);
});

test('only the intakes of that medicine are read', async () => {
  await truncateAll(database());
  const { memberId } = await record(aTakenDose());
  await makeLongDiary(database(), 'intakes');
  const { medicationId } = await record(aTakenDose({ memberId }));
  const { heard, statements } = listening(database());

  await createIntakeRepository(heard).listOf(memberId, medicationId, ...allTime);

  const [asked] = statements;
  const { key, read } = await walked(database(), asked?.sql ?? '', asked?.params ?? []);
  expect({ key, read }).toEqual({ key: 'ix_intakes_member_id_medication_id_taken_at', read: 1 });
});
