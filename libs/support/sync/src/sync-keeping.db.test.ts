import { newUuid, pendingSchemaChanges, uuidToBinary } from '@soomcare/database';
import { createFakeClock, useTestDatabase } from '@soomcare/testing';
import { expect, test } from 'vitest';

import { createMutationRepository } from './mutation.repository.ts';
import { createSyncKeeping } from './sync-keeping.ts';
import { syncTables } from './sync.tables.ts';
import { insertRow, removeRow } from './testing/a-change.ts';

const database = useTestDatabase({ entities: syncTables });
const clock = createFakeClock('2026-03-10T03:00:00.000Z');

const countOf = async (memberId: string) => {
  const counts = await Promise.all(
    ['member_sequences', 'member_changes', 'sync_mutations'].map((name) =>
      database().rows<{ count: number }>(`SELECT COUNT(*) AS count FROM ${name} e WHERE e.member_id = ?`, [
        uuidToBinary(memberId),
      ]),
    ),
  );
  return counts.map(([row]) => row?.count);
};

/** A member with a living row, one that was removed just now, and one answer. */
const aSyncedMember = async () => {
  const memberId = newUuid();
  await insertRow(database(), memberId);
  const removed = await insertRow(database(), memberId);
  await removeRow(database(), memberId, removed, clock.now().toISOString().slice(0, 23).replace('T', ' '));
  const key = { memberId, deviceId: newUuid(), mutationId: newUuid() };
  await createMutationRepository(database()).insert(key, '{"status":"applied"}', clock.now());
  return memberId;
};

test('after the migrations the entities have nothing left to change', async () => {
  expect(await pendingSchemaChanges(database())).toEqual([]);
});

test('removals and answers are kept for 180 days and one more, what lives for ever', async () => {
  const memberId = await aSyncedMember();
  const { housekeeping } = createSyncKeeping({ database: database(), now: clock.now });

  clock.advance({ days: 181 });
  await housekeeping();
  expect(await countOf(memberId)).toEqual([1, 2, 1]);

  clock.advance({ milliseconds: 1 });
  expect(await housekeeping()).toBe(2);
  expect(await countOf(memberId)).toEqual([1, 1, 0]);
});

test('eraseMember leaves nothing of the member and all of everyone else', async () => {
  const [gone, stays] = [await aSyncedMember(), await aSyncedMember()];
  const { eraseMember } = createSyncKeeping({ database: database(), now: clock.now });

  await database().transaction((tx) => eraseMember(gone, tx));

  expect(await countOf(gone)).toEqual([0, 0, 0]);
  expect(await countOf(stays)).toEqual([1, 2, 1]);
});
