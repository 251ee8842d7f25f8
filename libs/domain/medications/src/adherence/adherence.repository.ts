import { binaryToUuid, type Database, isoInstant, sqlInstant, uuidToBinary } from '@soomcare/database';

import type { DoseAnswer, PlainDoseSlot } from '../doses/dose-slot.entity.ts';
import type { CountedDose } from './coverage.ts';

export type AdherenceDose = CountedDose & Pick<PlainDoseSlot, 'medicationId' | 'amountHundredths'>;

export interface BoughtDoses {
  readonly medicationId: string;
  readonly medicationName: string;
  readonly doses: number;
  /** UTC, ISO 8601. */
  readonly occurredAt: string;
  readonly timeZone: string;
}

interface DoseRow {
  medicationId: Buffer;
  localDate: string;
  timeZone: string;
  amountHundredths: number;
  dueAt: string;
  missedAfter: string;
  answer: DoseAnswer | null;
  takenAt: string | null;
  snoozedUntil: string | null;
  cancelledAt: string | null;
}

interface RefillRow {
  medicationId: Buffer;
  medicationName: string;
  doses: number;
  occurredAt: string;
  timeZone: string;
}

/** Whose doses: all, or those of one medication. */
export interface AdherenceOf {
  readonly memberId: string;
  readonly medicationId: string | null;
}

const ofOne = (alias: string, { medicationId }: AdherenceOf) =>
  medicationId === null
    ? { sql: '', params: [] }
    : { sql: `AND ${alias}.medication_id = ?`, params: [uuidToBinary(medicationId)] };

const isoOrNull = (sql: string | null) => sql && isoInstant(sql);

export const createAdherenceRepository = (database: Database) => ({
  /** Those of some local days, both included. */
  async listDoses(whose: AdherenceOf, from: string, to: string): Promise<AdherenceDose[]> {
    const one = ofOne('s', whose);
    const rows = await database.rows<DoseRow>(
      `SELECT s.medication_id AS medicationId, s.local_date AS localDate, s.time_zone AS timeZone,
              s.amount_hundredths AS amountHundredths, s.due_at AS dueAt, s.missed_after AS missedAfter, s.answer,
              s.taken_at AS takenAt, s.snoozed_until AS snoozedUntil, s.cancelled_at AS cancelledAt
         FROM dose_slots s
        WHERE s.member_id = ? AND s.local_date >= ? AND s.local_date <= ? ${one.sql}
        ORDER BY s.local_date, s.due_at, s.id`,
      [uuidToBinary(whose.memberId), from, to, ...one.params],
    );
    return rows.map((row) => ({
      ...row,
      medicationId: binaryToUuid(row.medicationId),
      dueAt: isoInstant(row.dueAt),
      missedAfter: isoInstant(row.missedAfter),
      takenAt: isoOrNull(row.takenAt),
      snoozedUntil: isoOrNull(row.snoozedUntil),
      cancelledAt: isoOrNull(row.cancelledAt),
    }));
  },

  /** Oldest first. */
  async listRefills(whose: AdherenceOf, before: Date): Promise<BoughtDoses[]> {
    const one = ofOne('e', whose);
    const rows = await database.rows<RefillRow>(
      `SELECT e.medication_id AS medicationId, m.name AS medicationName, e.doses, e.occurred_at AS occurredAt,
              e.time_zone AS timeZone
         FROM supply_events e JOIN medications m ON m.member_id = e.member_id AND m.id = e.medication_id
        WHERE e.member_id = ? ${one.sql} AND e.kind = 'refill' AND e.occurred_at < ?
          AND e.deleted_at IS NULL AND m.deleted_at IS NULL
        ORDER BY e.occurred_at, e.id`,
      [uuidToBinary(whose.memberId), ...one.params, sqlInstant(before)],
    );
    return rows.map((row) => ({
      ...row,
      medicationId: binaryToUuid(row.medicationId),
      occurredAt: isoInstant(row.occurredAt),
    }));
  },
});

export type AdherenceRepository = ReturnType<typeof createAdherenceRepository>;
