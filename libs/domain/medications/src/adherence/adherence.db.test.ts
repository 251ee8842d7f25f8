import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { aDoseSlot, multiplyDoses } from '../testing/dose-slots.ts';
import { explained } from '../testing/explained.ts';
import { useMedicationsApi } from '../testing/medications-api.ts';
import { createAdherenceRepository } from './adherence.repository.ts';

const { database } = useMedicationsApi();

test('a member’s doses of some days and their refills are one statement that reads nobody else’s', async () => {
  const dose = await aDoseSlot(database(), { memberId: newUuid(), medicationId: newUuid() });
  await multiplyDoses(database(), dose);
  const whose = { memberId: dose.memberId, medicationId: null };
  const days = ['2025-11-01', '2025-11-30'] as const;

  const statements = await explained(database(), (heard) =>
    createAdherenceRepository(heard).listDosesAndRefills(whose, ...days, new Date()),
  );
  const repository = createAdherenceRepository(database());

  expect(statements.map((steps) => steps.map(({ table, key }) => ({ table, key })))).toEqual([
    [
      { table: 's', key: 'ix_dose_slots_member_id_local_date_due_at_id' },
      { table: 'e', key: expect.any(String) as unknown },
      { table: 'm', key: 'PRIMARY' },
    ],
  ]);
  const read = await repository.listDosesAndRefills(whose, ...days, new Date());
  expect(read.doses).toHaveLength(30);
  expect(read.bought).toEqual([]);
  expect(await repository.listCounted(whose.memberId, ...days)).toHaveLength(30);
});
