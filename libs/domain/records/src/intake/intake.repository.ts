import { type Database, isoInstant, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';
import type { PlainRow } from '@soomcare/member-rows';

import { createDiaryRepository } from '../diary/diary-entry.repository.ts';
import { type Intake, intakeTable, type IntakePurpose } from './intake.entity.ts';

export type IntakeRow = PlainRow<Intake>;

export interface ListedIntake {
  takenAt: string;
  puffs: number | null;
  amountHundredths: number | null;
  purpose: IntakePurpose;
}

/** Puffs against symptoms, on a local day. */
export interface Relief {
  readonly day: string;
  readonly puffs: number;
  readonly purpose: 'as_needed';
  readonly medicationId: string | null;
}

const rowsOf = (database: Database) => createDiaryRepository(database, intakeTable, 'takenAt');

export const createIntakeRepository = (database: Database) => ({
  ...rowsOf(database),

  /** The same rows inside of a transaction, where an intake and the dose that it answers change together. */
  inside: (tx: Transaction) =>
    rowsOf({
      ...database,
      rows: (sql, params) => database.rows(sql, params, tx),
      run: (sql, params) => database.run(sql, params, tx),
    }),

  /** What was taken of one medication with from ≤ takenAt < to, in that order. */
  async listOf(memberId: string, medicationId: string, from: Date, to: Date): Promise<ListedIntake[]> {
    const taken = await database.rows<ListedIntake>(
      `SELECT e.taken_at AS takenAt, e.puffs, e.amount_hundredths AS amountHundredths, e.purpose FROM intakes e
        WHERE e.member_id = ? AND e.medication_id = ? AND e.taken_at >= ? AND e.taken_at < ?
          AND e.deleted_at IS NULL
        ORDER BY e.taken_at, e.id`,
      [uuidToBinary(memberId), uuidToBinary(medicationId), sqlInstant(from), sqlInstant(to)],
    );
    return taken.map((row) => ({ ...row, takenAt: isoInstant(row.takenAt) }));
  },

  /** What was inhaled as needed on these local days, both inclusive. */
  listRelief: (memberId: string, { from, to }: { from: string; to: string }): Promise<Relief[]> =>
    database.rows<Relief>(
      `SELECT e.recorded_on AS day, e.puffs, e.purpose, BIN_TO_UUID(e.medication_id) AS medicationId
         FROM intakes e
        WHERE e.member_id = ? AND e.recorded_on BETWEEN ? AND ? AND e.purpose = 'as_needed'
          AND e.puffs IS NOT NULL AND e.deleted_at IS NULL
        ORDER BY e.recorded_on, e.taken_at, e.id`,
      [uuidToBinary(memberId), from, to],
    ),

  /** Also true for what was removed and can still be restored. */
  async existsFor(memberId: string, medicationId: string): Promise<boolean> {
    const found = await database.rows(
      'SELECT 1 FROM intakes e WHERE e.member_id = ? AND e.medication_id = ? LIMIT 1',
      [uuidToBinary(memberId), uuidToBinary(medicationId)],
    );
    return found.length > 0;
  },
});

export type IntakeRepository = ReturnType<typeof createIntakeRepository>;
