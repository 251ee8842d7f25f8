import { type Database, newUuid, sqlInstant } from '@soomcare/database';

const MINUTE_MS = 60_000;

const SCHEDULES_SQL = `
  INSERT INTO schedules
    (member_id, id, created_at, updated_at, create_fingerprint, medication_id, kind, times, weekdays, every_days,
     starts_on, count, zone_policy, time_zone, amount_hundredths, pauses, materialised_until)
  SELECT UUID_TO_BIN(j.member_id), UUID_TO_BIN(j.id), NOW(3), NOW(3), RANDOM_BYTES(32), UUID_TO_BIN(j.id), 'times',
         DATE_FORMAT(j.due_at, '%H:%i'), '1,2,3,4,5,6,7', 1, DATE(j.due_at), 1, 'home', 'Etc/UTC', 100, '[]',
         j.planned_until
  FROM JSON_TABLE(?, '$[*]' COLUMNS (
         member_id CHAR(36) PATH '$.memberId',
         id CHAR(36) PATH '$.id',
         due_at DATETIME(3) PATH '$.dueAt',
         planned_until DATETIME(3) PATH '$.plannedUntil')) AS j`;

/** A medicine for each member, once, in the minute of `dueAt`; its dose is yet to be planned. */
export const addSchedules = async (
  database: Database,
  memberIds: readonly string[],
  dueAt: Date,
): Promise<void> => {
  const minute = Math.floor(dueAt.getTime() / MINUTE_MS) * MINUTE_MS;
  const schedules = memberIds.map((memberId) => ({
    memberId,
    id: newUuid(),
    dueAt: sqlInstant(new Date(minute)),
    plannedUntil: sqlInstant(new Date(minute - MINUTE_MS)),
  }));
  await database.run(SCHEDULES_SQL, [JSON.stringify(schedules)]);
};
