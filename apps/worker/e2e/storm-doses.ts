import { type Database, newUuid, sqlInstant } from '@soomcare/database';

const MINUTE_MS = 60_000;
const WINDOW_MS = 30 * MINUTE_MS;
const ANSWER_MS = 4 * 60 * MINUTE_MS;

const SLOTS_SQL = `
  INSERT INTO dose_slots
    (member_id, id, medication_id, schedule_id, due_at, missed_after, local_date, local_time, time_zone,
     amount_hundredths)
  SELECT UUID_TO_BIN(j.member_id), UUID_TO_BIN(j.id), UUID_TO_BIN(j.id), UUID_TO_BIN(j.id), j.due_at, j.missed_after,
         DATE(j.due_at), DATE_FORMAT(j.due_at, '%H:%i'), j.time_zone, 100
  FROM JSON_TABLE(?, '$[*]' COLUMNS (
         member_id CHAR(36) PATH '$.memberId',
         id CHAR(36) PATH '$.id',
         due_at DATETIME(3) PATH '$.dueAt',
         missed_after DATETIME(3) PATH '$.missedAfter',
         time_zone VARCHAR(64) PATH '$.timeZone')) AS j`;

const REMINDERS_SQL = `
  INSERT INTO reminders (id, member_id, kind, due_at, expires_at, state, available_at)
  SELECT UUID_TO_BIN(j.id), UUID_TO_BIN(j.member_id), 'dose', j.due_at, j.expires_at, 'waiting', j.due_at
  FROM JSON_TABLE(?, '$[*]' COLUMNS (
         id CHAR(36) PATH '$.id',
         member_id CHAR(36) PATH '$.memberId',
         due_at DATETIME(3) PATH '$.dueAt',
         expires_at DATETIME(3) PATH '$.expiresAt')) AS j`;

export const newMembers = (count: number): string[] => Array.from({ length: count }, () => newUuid());

/** Gives each of the members so many doses of one instant, and the reminder of it, as the slot planner would. */
export const addDoses = async (
  database: Database,
  memberIds: readonly string[],
  { dueAt, dosesEach = 1, timeZone = 'Etc/UTC' }: { dueAt: Date; dosesEach?: number; timeZone?: string },
): Promise<void> => {
  const after = (ms: number) => sqlInstant(new Date(dueAt.getTime() + ms));
  const reminders = memberIds.map((memberId) => ({
    id: newUuid(),
    memberId,
    dueAt: after(0),
    expiresAt: after(WINDOW_MS),
  }));
  const slots = reminders.flatMap(({ memberId, dueAt: due }) =>
    Array.from({ length: dosesEach }, () => ({
      id: newUuid(),
      memberId,
      dueAt: due,
      missedAfter: after(ANSWER_MS),
      timeZone,
    })),
  );

  await database.transaction(async (tx) => {
    await database.run(SLOTS_SQL, [JSON.stringify(slots)], tx);
    await database.run(REMINDERS_SQL, [JSON.stringify(reminders)], tx);
  });
};
