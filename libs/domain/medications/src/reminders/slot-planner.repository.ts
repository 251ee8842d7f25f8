import { type Database, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';
import { createRowMapping, instantParam, limitParam } from '@soomcare/member-rows';

import type { NewSlot } from '../doses/new-slots.ts';
import { type PlainSchedule, scheduleTable } from '../schedules/schedule.entity.ts';

/** Rows travel as one JSON parameter, so that a statement is prepared once whatever their number. */
const INSERT_SLOTS_SQL = `
  INSERT INTO dose_slots
    (member_id, id, medication_id, schedule_id, due_at, missed_after, local_date, local_time, time_zone,
     amount_hundredths)
  SELECT UUID_TO_BIN(j.member_id), UUID_TO_BIN(j.id), UUID_TO_BIN(j.medication_id), UUID_TO_BIN(j.schedule_id),
         j.due_at, j.missed_after, j.local_date, j.local_time, j.time_zone, j.amount_hundredths
  FROM JSON_TABLE(?, '$[*]' COLUMNS (
         member_id CHAR(36) PATH '$.memberId',
         id CHAR(36) PATH '$.id',
         medication_id CHAR(36) PATH '$.medicationId',
         schedule_id CHAR(36) PATH '$.scheduleId',
         due_at DATETIME(3) PATH '$.dueAt',
         missed_after DATETIME(3) PATH '$.missedAfter',
         local_date DATE PATH '$.localDate',
         local_time CHAR(5) PATH '$.localTime',
         time_zone VARCHAR(64) PATH '$.timeZone',
         amount_hundredths INT UNSIGNED PATH '$.amountHundredths')) AS j
  ON DUPLICATE KEY UPDATE dose_slots.id = dose_slots.id`;

const MAX_ROWS = 1_000;

const { columns, read } = createRowMapping(scheduleTable);
const scheduleColumns = columns.map((column) => `s.${column}`).join(', ');

const chunksOf = <Row>(rows: readonly Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / MAX_ROWS) }, (_, index) =>
    rows.slice(index * MAX_ROWS, (index + 1) * MAX_ROWS),
  );

/** An id is the client's choice: two members' schedules may have the same. */
type ScheduleKey = Pick<PlainSchedule, 'memberId' | 'id'>;

/** How far a schedule's slots go after an extension. */
export interface Reached extends ScheduleKey {
  readonly until: Date;
}

export const createSlotPlannerRepository = (database: Database) => ({
  /** Takes schedules whose slots do not reach until `before`; those of another worker are passed over. */
  async lockShortest(tx: Transaction, before: Date, limit: number): Promise<PlainSchedule[]> {
    const rows = await database.rows<Record<string, unknown>>(
      `SELECT ${scheduleColumns} FROM schedules s FORCE INDEX (ix_schedules_materialised_until)
        WHERE s.materialised_until < ? AND s.deleted_at IS NULL
        ORDER BY s.materialised_until
        LIMIT ?
        FOR UPDATE SKIP LOCKED`,
      [sqlInstant(before), limitParam(limit)],
      tx,
    );
    return rows.map(read);
  },

  /** Slots that are there stay as they are, with their answers. */
  async insertSlots(tx: Transaction, slots: readonly NewSlot[]): Promise<void> {
    for (const chunk of chunksOf(slots)) {
      const rows = chunk.map((slot) => ({
        ...slot,
        dueAt: instantParam(slot.dueAt),
        missedAfter: instantParam(slot.missedAfter),
      }));
      await database.run(INSERT_SLOTS_SQL, [JSON.stringify(rows)], tx);
    }
  },

  async removeUnansweredAfter(tx: Transaction, { memberId, id }: ScheduleKey, after: Date): Promise<void> {
    await database.run(
      `DELETE FROM dose_slots WHERE dose_slots.member_id = ? AND dose_slots.schedule_id = ?
          AND dose_slots.due_at > ? AND dose_slots.answer IS NULL`,
      [uuidToBinary(memberId), uuidToBinary(id), sqlInstant(after)],
      tx,
    );
  },

  /** What was due and could still be answered in time. */
  async cancelOpen(tx: Transaction, { memberId, id }: ScheduleKey, at: Date): Promise<void> {
    await database.run(
      `UPDATE dose_slots s SET s.cancelled_at = ?, s.version = s.version + 1
        WHERE s.member_id = ? AND s.schedule_id = ? AND s.due_at <= ? AND s.answer IS NULL AND s.cancelled_at IS NULL
          AND (s.missed_after > ? OR s.snoozed_until > ?)`,
      [
        sqlInstant(at),
        uuidToBinary(memberId),
        uuidToBinary(id),
        ...Array.from({ length: 3 }, () => sqlInstant(at)),
      ],
      tx,
    );
  },

  /** Of schedules that this transaction has locked. An edit of the member's keeps its version. */
  async storeMaterialisedUntil(tx: Transaction, reached: readonly Reached[]): Promise<void> {
    await database.run(
      `UPDATE JSON_TABLE(?, '$[*]' COLUMNS (
                member_id CHAR(36) PATH '$.memberId',
                id CHAR(36) PATH '$.id',
                until DATETIME(3) PATH '$.until')) AS j
        STRAIGHT_JOIN schedules s ON s.member_id = UUID_TO_BIN(j.member_id) AND s.id = UUID_TO_BIN(j.id)
        SET s.materialised_until = j.until`,
      [
        JSON.stringify(
          reached.map(({ memberId, id, until }) => ({ memberId, id, until: sqlInstant(until) })),
        ),
      ],
      tx,
    );
  },
});

export type SlotPlannerRepository = ReturnType<typeof createSlotPlannerRepository>;
