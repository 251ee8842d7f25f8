import { newUuid, uuidToBinary } from '@soomcare/database';
import { createInbox } from '@soomcare/inbox';
import { createReminderEngine, createSlotPlanner } from '@soomcare/medications/reminders';
import { createLogger, createMetrics } from '@soomcare/observability';
import { createFakePush } from '@soomcare/push';
import { useTestDatabase } from '@soomcare/testing';
import { expect, test, vi } from 'vitest';

import { startReminders } from './reminders.ts';
import { tables } from './tables.ts';

const database = useTestDatabase({ entities: tables });

const addDueDose = async (memberId: string): Promise<void> => {
  const ids = [memberId, newUuid(), newUuid(), newUuid()].map(uuidToBinary);
  await database().run(
    `INSERT INTO dose_slots (member_id, id, medication_id, schedule_id, due_at, missed_after, local_date, local_time,
                             time_zone, amount_hundredths)
     VALUES (?, ?, ?, ?, '2026-11-21 00:00:00', NOW(3) + INTERVAL 1 HOUR, '2026-11-21', '09:00', 'Asia/Seoul', 100)`,
    ids,
  );
  await database().run(
    `INSERT INTO reminders (id, member_id, kind, due_at, expires_at, state, available_at)
     VALUES (?, ?, 'dose', '2026-11-21 00:00:00', NOW(3) + INTERVAL 30 MINUTE, 'waiting', NOW(3))`,
    [uuidToBinary(newUuid()), uuidToBinary(memberId)],
  );
};

test('a member without a device finds the reminder of a due dose in the inbox', async () => {
  const memberId = newUuid();
  await addDueDose(memberId);
  const now = () => new Date();
  const parts = { database: database(), now, newId: newUuid };
  const logger = createLogger({ level: 'fatal', name: 'test' });
  const inbox = createInbox(parts);
  const engine = createReminderEngine({
    ...parts,
    push: createFakePush(),
    devices: {
      pushTargetsOf: () => Promise.resolve(new Map()),
      languagesOf: () => Promise.resolve(new Map()),
      forgetPushToken: () => Promise.resolve(),
    },
    inbox,
    logger,
    metrics: createMetrics(),
  });

  const reminders = startReminders({ engine, planner: createSlotPlanner(parts), logger });
  await vi.waitFor(async () => expect((await inbox.list(memberId, {})).unreadCount).toBe(1), {
    timeout: 10_000,
  });
  await reminders.stop();

  expect((await inbox.list(memberId, {})).items).toMatchObject([
    { kind: 'dose', title: '복약 시간이에요', readAt: null },
  ]);
});
