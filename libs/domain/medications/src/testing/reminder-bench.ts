import { newUuid, uuidToBinary } from '@soomcare/database';
import { createLogger, createMetrics } from '@soomcare/observability';
import { createFakePush } from '@soomcare/push';
import { truncateAll, useTestDatabase } from '@soomcare/testing';
import { beforeEach } from 'vitest';

import { medicationsTables } from '../medications.tables.ts';
import { createReminderEngine, type ReminderEngineSettings } from '../reminders/reminder-engine.ts';
import type { ReminderNotice } from '../reminders/reminder-texts.ts';
import type { ReminderSettings } from '../reminders/reminder.entity.ts';
import { createReminderRepository, expiryOf } from '../reminders/reminder.repository.ts';
import { createFakeDevices } from '../reminders/testing/fake-devices.ts';
import { aDoseSlot } from './dose-slots.ts';

export const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);

/** In order, so that a reminder never gets the instant that the one before it still has. */
const EARLIER_BY_MINUTES = [
  `UPDATE reminders r SET r.due_at = r.due_at - INTERVAL ? MINUTE,
     r.available_at = r.available_at - INTERVAL ? MINUTE, r.expires_at = r.expires_at - INTERVAL ? MINUTE
   ORDER BY r.due_at`,
  `UPDATE dose_slots s SET s.due_at = s.due_at - INTERVAL ? MINUTE,
     s.missed_after = s.missed_after - INTERVAL ? MINUTE, s.snoozed_until = s.snoozed_until - INTERVAL ? MINUTE
   ORDER BY s.due_at`,
];

/** Members with doses and devices on a real database, and engines that push into a list. */
export const useReminderBench = () => {
  const database = useTestDatabase({ entities: medicationsTables });
  const push = createFakePush();
  const devices = createFakeDevices();
  const notices: ReminderNotice[] = [];
  const logger = createLogger({ level: 'fatal', name: 'test' });
  let metrics = createMetrics();

  beforeEach(async () => {
    await truncateAll(database());
    push.clear();
    devices.clear();
    notices.length = 0;
    metrics = createMetrics();
  });

  const reminders = () => createReminderRepository({ database: database(), newId: newUuid });
  const inbox = {
    add: (told: readonly ReminderNotice[]) => {
      notices.push(...told);

      return Promise.resolve();
    },
  };

  return {
    database,
    push,
    devices,
    notices,
    reminders,
    metrics: () => metrics,

    engine: (settings: ReminderEngineSettings = {}) =>
      createReminderEngine(
        { database: database(), push, devices, inbox, newId: newUuid, logger, metrics },
        settings,
      ),

    /** One dose and its reminder, due a minute ago; a medicine without a name unless told. */
    async aDueDose({
      memberId = newUuid(),
      dueAt = inMinutes(-1),
      timeZone = 'Asia/Seoul',
      medicine = null as string | null,
    } = {}) {
      const medicationId = newUuid();
      if (medicine !== null) {
        await database().run(
          `INSERT INTO medications (member_id, id, version, created_at, updated_at, create_fingerprint, name,
                                    purpose_default, dose_amount_hundredths, dose_unit, starts_on)
           VALUES (?, ?, 1, NOW(3), NOW(3), REPEAT('x', 32), ?, 'scheduled', 100, 'puff', '2026-11-01')`,
          [uuidToBinary(memberId), uuidToBinary(medicationId), medicine],
        );
      }
      const slot = { memberId, medicationId, dueAt: dueAt.toISOString(), timeZone };
      const dose = await aDoseSlot(database(), slot);
      const reminder = { memberId, kind: 'dose', dueAt, expiresAt: expiryOf(dueAt) } as const;
      await database().transaction((tx) => reminders().addMissing(tx, [reminder]));

      return dose;
    },

    async wish(memberId: string, different: Partial<ReminderSettings>) {
      const { lockScreen, nudgeEveryMinutes, nudgeLimit } = {
        ...{ lockScreen: 'quiet', nudgeEveryMinutes: 10, nudgeLimit: 0 },
        ...different,
      };
      await database().run(
        `INSERT INTO reminder_settings (member_id, lock_screen, nudge_every_minutes, nudge_limit, version)
         VALUES (?, ?, ?, ?, 1)`,
        [uuidToBinary(memberId), lockScreen, nudgeEveryMinutes, nudgeLimit],
      );
    },

    /** All instants lie that much earlier, as if so much time had passed. */
    async passMinutes(minutes: number) {
      for (const sql of EARLIER_BY_MINUTES) await database().run(sql, [minutes, minutes, minutes]);
    },
  };
};
