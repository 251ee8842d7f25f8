import { newUuid } from '@soomcare/database';
import { expect, test } from 'vitest';

import { aDoseSlot, multiplyDoses } from '../testing/dose-slots.ts';
import { explained } from '../testing/explained.ts';
import { useMedicationsApi } from '../testing/medications-api.ts';
import { createAdherenceRepository } from './adherence.repository.ts';

const { database } = useMedicationsApi();

test('only that member’s doses of those days are read', async () => {
  const dose = await aDoseSlot(database(), { memberId: newUuid(), medicationId: newUuid() });
  await multiplyDoses(database(), dose);
  const whose = { memberId: dose.memberId, medicationId: null };

  const [steps] = await explained(database(), (heard) =>
    createAdherenceRepository(heard).listDoses(whose, '2025-11-01', '2025-11-30'),
  );

  expect(steps).toEqual([
    {
      table: 's',
      key: 'ix_dose_slots_member_id_local_date_due_at_id',
      extra: expect.not.stringMatching(/sort/) as unknown,
    },
  ]);
  expect(
    await createAdherenceRepository(database()).listDoses(whose, '2025-11-01', '2025-11-30'),
  ).toHaveLength(30);
});

test('only that member’s refills are read', async () => {
  const whose = { memberId: newUuid(), medicationId: null };

  const [steps] = await explained(database(), (heard) =>
    createAdherenceRepository(heard).listRefills(whose, new Date()),
  );

  expect(steps?.map(({ key }) => key)).toEqual([expect.any(String), 'PRIMARY']);
});
