import { type Database, newUuid, uuidToBinary } from '@soomcare/database';
import { localDayOf } from '@soomcare/time';

import { doseId } from '../doses/dose-id.ts';
import { doseSlotTable, type PlainDoseSlot } from '../doses/dose-slot.entity.ts';
import { createDoseSlotRepository } from '../doses/dose-slot.repository.ts';
import { unanswered } from '../doses/planned-dose.ts';

const FOUR_HOURS_MS = 4 * 60 * 60 * 1000;

/** Puts one dose into the database: at 08:00 in Seoul on 2026-03-10, unanswered, unless told. */
export const aDoseSlot = async (
  database: Database,
  {
    dueAt = '2026-03-09T23:00:00.000Z',
    scheduleId = newUuid(),
    timeZone = 'Asia/Seoul',
    ...different
  }: Pick<PlainDoseSlot, 'memberId' | 'medicationId'> & Partial<PlainDoseSlot>,
): Promise<PlainDoseSlot> => {
  const due = new Date(dueAt);
  const slot = {
    ...unanswered,
    id: doseId(scheduleId, due),
    scheduleId,
    dueAt,
    missedAfter: new Date(due.getTime() + FOUR_HOURS_MS).toISOString(),
    localDate: localDayOf(due, timeZone),
    localTime: '08:00',
    timeZone,
    amountHundredths: 100,
    cancelledAt: null,
    version: 1,
    ...different,
  };
  await database.transaction((tx) => createDoseSlotRepository(database).insertIfAbsent(tx, slot));

  return slot;
};

/**
 * Multiplies a member's one dose to a thousand days, and gives as many to each of some other members, so that the
 * optimizer has something to choose between.
 */
export const multiplyDoses = async (database: Database, { memberId }: PlainDoseSlot): Promise<void> => {
  const changed: Readonly<Record<string, string>> = {
    id: 'RANDOM_BYTES(16)',
    member_id: 'IF(o.number = 0, s.member_id, UNHEX(LEFT(SHA2(o.number, 256), 32)))',
    schedule_id: 'UNHEX(LEFT(SHA2(o.number, 256), 32))',
    due_at: 's.due_at - INTERVAL n.number + 1 DAY',
    local_date: 's.local_date - INTERVAL n.number + 1 DAY',
  };
  const columns = doseSlotTable.options.columns;
  const names = Object.values(columns).map((column) => column?.name ?? '');
  await database.run(
    `INSERT INTO dose_slots (${names.join(', ')})
     WITH RECURSIVE counted AS (SELECT 0 AS number UNION ALL SELECT number + 1 FROM counted WHERE number < 999)
     SELECT ${names.map((name) => changed[name] ?? `s.${name}`).join(', ')}
       FROM dose_slots s, counted n, counted o WHERE s.member_id = ? AND o.number < 4`,
    [uuidToBinary(memberId)],
  );
  await database.rows('ANALYZE TABLE dose_slots');
};
