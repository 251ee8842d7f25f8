import { armFailpoint, newUuid, uuidToBinary } from '@soomcare/database';
import { expect, test } from 'vitest';

import { aDoseSlot, multiplyDoses } from '../testing/dose-slots.ts';
import { explained } from '../testing/explained.ts';
import { createMedicated } from '../testing/medicated.ts';
import { aSchedule, useMedicationsApi } from '../testing/medications-api.ts';
import { createDoseBook } from './dose-book.ts';
import { createDoseSlotRepository } from './dose-slot.repository.ts';

// Fifty at once may wait for one another longer than a request usually may.
const harness = useMedicationsApi({ acquireTimeoutMs: 15_000 });
const { database, intakes } = harness;
const aMedicated = createMedicated(harness);

const CLIENTS = 50;

const aDueDose = async () => {
  const { me, aDose } = await aMedicated();
  const dose = await aDose({ dueAt: '2026-03-10T02:00:00.000Z' });

  return { me, dose, path: dose.path };
};
const recordedOf = (doseId: string) => intakes.recorded.filter((each) => each.doseId === doseId);

test('fifty clients that take the same dose at once make one intake', async () => {
  const { me, dose, path } = await aDueDose();

  const answers = await Promise.all(
    Array.from({ length: CLIENTS }, () => me.post(`${path}/take`).send({}).expect(200)),
  );

  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(recordedOf(dose.id)).toHaveLength(1);
});

test('fifty clients that answer a dose without a row give it one', async () => {
  const { actor, me, medicationId } = await aMedicated();
  await me.post(`/v1/medications/${medicationId}/schedules`).send(aSchedule()).expect(201);
  const { items } = (await me.get('/v1/doses?date=2026-04-20').expect(200)).body as {
    items: { id: string }[];
  };
  const doseId = items[0]?.id ?? '';

  await Promise.all(
    Array.from({ length: CLIENTS }, () => me.post(`/v1/doses/${doseId}/skip`).send({}).expect(200)),
  );

  const [row] = await database().rows<{ slots: number; version: number }>(
    'SELECT COUNT(*) AS slots, MAX(s.version) AS version FROM dose_slots s WHERE s.member_id = ? AND s.id = ?',
    [uuidToBinary(actor.id), uuidToBinary(doseId)],
  );
  expect(row).toEqual({ slots: 1, version: 2 });
});

test('a crash before the commit leaves the dose open', async () => {
  const { me, path } = await aDueDose();
  const disarm = armFailpoint('before_commit', () => {
    throw new Error('crash');
  });

  await me
    .post(`${path}/take`)
    .send({})
    .expect(500)
    .catch(() => undefined);
  disarm();

  expect((await me.get(path)).body).toMatchObject({ state: 'due', version: 1 });
});

test('a day whose doses all have rows is one statement by its own index, whatever else there is', async () => {
  const { dose } = await aDueDose();
  await multiplyDoses(database(), dose);

  const statements = await explained(database(), (heard) =>
    createDoseBook(createDoseSlotRepository(heard)).listOn(dose.memberId, '2025-11-11'),
  );

  const plans = [
    { table: 's', key: 'PRIMARY', extra: 'Using where' },
    { table: 'm', key: 'PRIMARY', extra: 'Using where' },
  ];
  expect(statements).toEqual([
    [
      {
        table: 's',
        key: 'ix_dose_slots_member_id_local_date_due_at_id',
        extra: expect.not.stringMatching(/sort/) as unknown,
      },
      { table: 'm', key: 'PRIMARY', extra: 'Using where' },
      ...plans,
    ],
  ]);
});

test('a day shows what a schedule plans beside the rows of another', async () => {
  const { actor, me, medicationId } = await aMedicated();
  await me.post(`/v1/medications/${medicationId}/schedules`).send(aSchedule()).expect(201);
  const book = createDoseBook(createDoseSlotRepository(database()));
  const planned = await book.listOn(actor.id, '2026-04-20');
  const kept = await aDoseSlot(database(), {
    memberId: actor.id,
    medicationId,
    dueAt: '2026-04-19T15:00:00.000Z',
  });

  const all = await book.listOn(actor.id, '2026-04-20');

  expect(planned.length).toBeGreaterThan(0);
  expect(all.map(({ id }) => id)).toEqual([kept.id, ...planned.map(({ id }) => id)]);
});

test('an answer finds and locks its dose by the key', async () => {
  const { dose } = await aDueDose();

  const [steps] = await explained(database(), (heard) =>
    heard.transaction((tx) => createDoseSlotRepository(heard).lock(tx, dose.memberId, dose.id)),
  );

  expect(steps?.map(({ table, key }) => ({ table, key }))).toEqual([
    { table: 's', key: 'PRIMARY' },
    { table: 'm', key: 'PRIMARY' },
  ]);
});

test('an id that no schedule of the member gives is nobody’s dose', async () => {
  const book = createDoseBook(createDoseSlotRepository(database()));

  expect(await book.find(newUuid(), newUuid())).toBeNull();
});
