import {
  binaryToUuid,
  type Database,
  isoInstant,
  listedIds,
  sqlInstant,
  uuidToBinary,
} from '@soomcare/database';
import { instantParam } from '@soomcare/member-rows';

import type { StatedDose } from '../doses/dose-state.ts';
import type { LockScreen } from './reminder.entity.ts';

/** A dose that a reminder may speak of. */
export interface SubjectDose extends StatedDose {
  readonly id: string;
  readonly memberId: string;
  readonly timeZone: string;
  readonly medicationName: string | null;
}

/** A minute in which a member has doses. */
export interface MemberMinute {
  readonly memberId: string;
  readonly dueAt: Date;
}

/** How a member wants to be reminded. */
export interface RemindingWish {
  readonly lockScreen: LockScreen;
  readonly nudgeEveryMinutes: number;
  readonly nudgeLimit: number;
}

interface DoseRow {
  id: Buffer;
  memberId: Buffer;
  dueAt: string;
  missedAfter: string;
  answer: StatedDose['answer'];
  takenAt: string | null;
  snoozedUntil: string | null;
  cancelledAt: string | null;
  timeZone: string;
  medicationName: string | null;
}

const DOSE_COLUMNS = `
  s.id, s.member_id AS memberId, s.due_at AS dueAt, s.missed_after AS missedAfter, s.answer, s.taken_at AS takenAt,
  s.snoozed_until AS snoozedUntil, s.cancelled_at AS cancelledAt, s.time_zone AS timeZone, m.name AS medicationName`;

const MEDICATION = 'LEFT JOIN medications m ON m.member_id = s.member_id AND m.id = s.medication_id';

/** Members and instants travel as one JSON parameter, so that the statement is prepared once. */
const DUE_AT_SQL = `
  SELECT ${DOSE_COLUMNS}
  FROM JSON_TABLE(?, '$[*]' COLUMNS (
         member_id CHAR(36) PATH '$.memberId', due_at DATETIME(3) PATH '$.dueAt')) AS j
  STRAIGHT_JOIN dose_slots s FORCE INDEX (ix_dose_slots_member_id_due_at)
    ON s.member_id = UUID_TO_BIN(j.member_id) AND s.due_at = j.due_at
  ${MEDICATION}`;

const DUE_BETWEEN_SQL = `
  SELECT ${DOSE_COLUMNS}
  FROM dose_slots s FORCE INDEX (ix_dose_slots_member_id_due_at) ${MEDICATION}
  WHERE s.member_id = ? AND s.due_at >= ? AND s.due_at < ?
  ORDER BY s.due_at, s.id`;

/** No reminder of theirs reached a device, and somebody has noted why. */
const NOT_REMINDED_SQL = `
  SELECT ${DOSE_COLUMNS}
  FROM dose_slots s FORCE INDEX (ix_dose_slots_member_id_due_at) ${MEDICATION}
  WHERE s.member_id = ? AND s.due_at >= ? AND s.due_at < ? AND s.answer IS NULL
    AND EXISTS (SELECT 1 FROM deliveries d
      WHERE d.member_id = s.member_id AND d.slot_id = s.id AND d.state IN ('missed_to_send', 'failed'))
    AND NOT EXISTS (SELECT 1 FROM deliveries d
      WHERE d.member_id = s.member_id AND d.slot_id = s.id AND d.state IN ('sent', 'acknowledged')
        AND d.kind <> 'digest')
  ORDER BY s.due_at, s.id`;

const WISHES_SQL = `
  SELECT w.member_id AS memberId, w.lock_screen AS lockScreen, w.nudge_every_minutes AS nudgeEveryMinutes,
         w.nudge_limit AS nudgeLimit
  FROM ${listedIds}
  STRAIGHT_JOIN reminder_settings w ON w.member_id = UUID_TO_BIN(j.id)`;

const NUDGE_AHEAD_SQL = `
  SELECT DISTINCT r.member_id AS memberId, j.due_at AS dueAt
  FROM JSON_TABLE(?, '$[*]' COLUMNS (
         member_id CHAR(36) PATH '$.memberId', due_at DATETIME(3) PATH '$.dueAt')) AS j
  STRAIGHT_JOIN reminders r FORCE INDEX (uq_reminders_member_id_kind_due_at)
    ON r.member_id = UUID_TO_BIN(j.member_id) AND r.kind = 'nudge' AND r.due_at > j.due_at
  WHERE r.state = 'waiting'`;

/** What the member was to be told of: a supply of a medicine that they still take, not refilled since. */
const SUPPLY_LOW_SQL = `
  SELECT e.id FROM supply_events e
  JOIN medications m ON m.member_id = e.member_id AND m.id = e.medication_id
  WHERE e.member_id = ? AND e.noticed_at IS NOT NULL AND e.deleted_at IS NULL
    AND m.deleted_at IS NULL AND m.archived_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM supply_events r
      WHERE r.member_id = e.member_id AND r.medication_id = e.medication_id AND r.kind = 'refill'
        AND r.occurred_at > e.occurred_at AND r.deleted_at IS NULL)
  LIMIT 1`;

const isoOrNull = (sql: string | null) => sql && isoInstant(sql);

const doseOf = (row: DoseRow): SubjectDose => ({
  ...row,
  id: binaryToUuid(row.id),
  memberId: binaryToUuid(row.memberId),
  dueAt: isoInstant(row.dueAt),
  missedAfter: isoInstant(row.missedAfter),
  takenAt: isoOrNull(row.takenAt),
  snoozedUntil: isoOrNull(row.snoozedUntil),
  cancelledAt: isoOrNull(row.cancelledAt),
});

/** What the engine reads about those whom it reminds. */
export const createReminderSubjectsRepository = (database: Database) => {
  const dosesBy = async (sql: string, memberId: string, from: Date, to: Date): Promise<SubjectDose[]> => {
    const rows = await database.rows<DoseRow>(sql, [
      uuidToBinary(memberId),
      sqlInstant(from),
      sqlInstant(to),
    ]);

    return rows.map(doseOf);
  };

  const keysOf = (minutes: readonly MemberMinute[]) =>
    JSON.stringify(
      minutes.map(({ memberId, dueAt }) => ({ memberId, dueAt: instantParam(dueAt.toISOString()) })),
    );

  return {
    async dosesDueAt(minutes: readonly MemberMinute[]): Promise<SubjectDose[]> {
      const rows = await database.rows<DoseRow>(DUE_AT_SQL, [keysOf(minutes)]);

      return rows.map(doseOf);
    },

    /** Those after which a nudge is planned already, about doses of before; it will speak of these as well. */
    async minutesBeforeNudge(minutes: readonly MemberMinute[]): Promise<MemberMinute[]> {
      const rows = await database.rows<{ memberId: Buffer; dueAt: string }>(NUDGE_AHEAD_SQL, [
        keysOf(minutes),
      ]);

      return rows.map(({ memberId, dueAt }) => ({
        memberId: binaryToUuid(memberId),
        dueAt: new Date(isoInstant(dueAt)),
      }));
    },

    /** With from ≤ dueAt < to. */
    dosesDueBetween: (memberId: string, from: Date, to: Date) => dosesBy(DUE_BETWEEN_SQL, memberId, from, to),

    /** Unanswered, with from ≤ dueAt < to, whose reminders could not be sent in time. */
    dosesNotReminded: (memberId: string, from: Date, to: Date) =>
      dosesBy(NOT_REMINDED_SQL, memberId, from, to),

    /** Whether there is still something to tell of a supply that runs out. */
    async isSupplyLow(memberId: string): Promise<boolean> {
      const rows = await database.rows(SUPPLY_LOW_SQL, [uuidToBinary(memberId)]);

      return rows.length > 0;
    },

    /** Of those who have said how. */
    async wishesOf(memberIds: readonly string[]): Promise<Map<string, RemindingWish>> {
      const rows = await database.rows<RemindingWish & { memberId: Buffer }>(WISHES_SQL, [
        JSON.stringify(memberIds),
      ]);

      return new Map(rows.map(({ memberId, ...wish }) => [binaryToUuid(memberId), wish]));
    },
  };
};

export type ReminderSubjectsRepository = ReturnType<typeof createReminderSubjectsRepository>;
