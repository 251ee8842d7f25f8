import { type Database, listedIds, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';
import { createRowMapping, instantParam } from '@soomcare/member-rows';

import type { DoseUnit } from '../medications/medication.entity.ts';
import { type PlainSchedule, scheduleTable } from '../schedules/schedule.entity.ts';
import { doseSlotTable, type PlainDoseSlot } from './dose-slot.entity.ts';

interface MedicationFacts {
  readonly medicationName: string;
  readonly unit: DoseUnit;
  readonly dailyMaximumHundredths: number | null;
}

/** A slot and what its medication says of it. */
export type Dose = PlainDoseSlot & MedicationFacts;

/** A schedule that plans doses which have no row yet. */
export type DosePlan = PlainSchedule & MedicationFacts;

/** A day's doses that have rows. */
export interface KeptDoses {
  readonly doses: Dose[];
  /** False where these rows are all there is: no schedule plans doses beyond its rows before the asked instant. */
  readonly mayBePlannedMore: boolean;
}

const plansBefore = `schedules s JOIN medications m ON m.member_id = s.member_id AND m.id = s.medication_id
  WHERE s.member_id = ? AND s.materialised_until < ? AND s.deleted_at IS NULL
    AND m.deleted_at IS NULL AND m.archived_at IS NULL`;

const factsOfMedication =
  'm.name AS medicationName, m.dose_unit AS unit, m.daily_maximum_hundredths AS dailyMaximumHundredths';

export const createDoseSlotRepository = (database: Database) => {
  const slots = createRowMapping(doseSlotTable);
  const schedules = createRowMapping(scheduleTable);
  // LOCALTIME is a word of MySQL's own, so its name has to be quoted.
  const selectList = `${slots.selectList('s', ['localTime'])}, s.local_time AS \`localTime\`, ${factsOfMedication}`;
  const fromSql =
    'FROM dose_slots s JOIN medications m ON m.member_id = s.member_id AND m.id = s.medication_id';

  // The join's columns are plain values under the names of the facts.
  const asDose = (stored: Record<string, unknown>) => slots.readInPlace(stored) as Dose;
  const asPlan = (stored: Record<string, unknown>) => schedules.readInPlace(stored) as DosePlan;

  const select = async (where: string, params: readonly unknown[], within?: Transaction) => {
    const rows = await database.rows<Record<string, unknown>>(
      `SELECT ${selectList} ${fromSql} WHERE ${where}`,
      params,
      within,
    );
    return rows.map(asDose);
  };

  return {
    /**
     * Those of one local day, in the order in which they are due. A row tells as well whether to ask for plans before an
     * instant: nearly always there are none, and the day takes one statement.
     */
    async listOn(memberId: string, localDate: string, before: Date): Promise<KeptDoses> {
      const member = uuidToBinary(memberId);
      const rows = await database.rows<Record<string, unknown>>(
        `SELECT EXISTS (SELECT 1 FROM ${plansBefore}) AS isPlannedMore, ${selectList} ${fromSql}
          WHERE s.member_id = ? AND s.local_date = ? ORDER BY s.due_at, s.id`,
        [member, sqlInstant(before), member, localDate],
      );
      return { doses: rows.map(asDose), mayBePlannedMore: rows[0]?.['isPlannedMore'] !== 0 };
    },

    async find(memberId: string, id: string): Promise<Dose | null> {
      const [dose] = await select('s.member_id = ? AND s.id = ?', [uuidToBinary(memberId), uuidToBinary(id)]);
      return dose ?? null;
    },

    /** Those that have a row, in no order. */
    async listByIds(memberId: string, ids: readonly string[]): Promise<Dose[]> {
      return select(
        `s.member_id = ? AND s.id IN (
           SELECT UUID_TO_BIN(j.id) FROM ${listedIds})`,
        [uuidToBinary(memberId), JSON.stringify(ids)],
      );
    },

    /** Waits for whoever else answers the dose, and reads it after them. */
    async lock(tx: Transaction, memberId: string, id: string): Promise<Dose | null> {
      const [dose] = await select(
        's.member_id = ? AND s.id = ? FOR UPDATE OF s',
        [uuidToBinary(memberId), uuidToBinary(id)],
        tx,
      );
      return dose ?? null;
    },

    /** A member's schedules whose rows end before an instant: after that their doses follow from their rules. */
    async listPlans(memberId: string, before: Date, within?: Transaction): Promise<DosePlan[]> {
      const rows = await database.rows<Record<string, unknown>>(
        `SELECT ${schedules.selectList('s')}, ${factsOfMedication}
           FROM ${plansBefore}
          ORDER BY s.id`,
        [uuidToBinary(memberId), sqlInstant(before)],
        within,
      );
      return rows.map(asPlan);
    },

    /** The next dose that its schedule really gives, as far as there are rows. */
    async findNextDueAt(
      tx: Transaction,
      { memberId, scheduleId, dueAt }: PlainDoseSlot,
    ): Promise<string | null> {
      const [next] = await select(
        's.member_id = ? AND s.schedule_id = ? AND s.due_at > ? AND s.cancelled_at IS NULL ORDER BY s.due_at LIMIT 1',
        [uuidToBinary(memberId), uuidToBinary(scheduleId), instantParam(dueAt)],
        tx,
      );
      return next?.dueAt ?? null;
    },

    /** Gives a planned dose its row; one that is there stays as it is. */
    async insertIfAbsent(tx: Transaction, planned: PlainDoseSlot): Promise<void> {
      await database.run(
        `INSERT INTO dose_slots (${slots.columns.join(', ')}) VALUES (${slots.columns.map(() => '?').join(', ')})
         ON DUPLICATE KEY UPDATE dose_slots.id = dose_slots.id`,
        slots.write(planned),
        tx,
      );
    },

    /** Writes what can change of a dose that this transaction has locked. */
    async save(tx: Transaction, dose: PlainDoseSlot): Promise<void> {
      await database.run(
        `UPDATE dose_slots s
            SET s.answer = ?, s.answered_at = ?, s.taken_at = ?, s.taken_amount_hundredths = ?, s.intake_id = ?,
                s.skip_reason = ?, s.snoozed_until = ?, s.cancelled_at = ?, s.version = ?
          WHERE s.member_id = ? AND s.id = ?`,
        [
          dose.answer,
          dose.answeredAt && instantParam(dose.answeredAt),
          dose.takenAt && instantParam(dose.takenAt),
          dose.takenAmountHundredths,
          dose.intakeId && uuidToBinary(dose.intakeId),
          dose.skipReason,
          dose.snoozedUntil && instantParam(dose.snoozedUntil),
          dose.cancelledAt && instantParam(dose.cancelledAt),
          dose.version,
          uuidToBinary(dose.memberId),
          uuidToBinary(dose.id),
        ],
        tx,
      );
    },
  };
};

export type DoseSlotRepository = ReturnType<typeof createDoseSlotRepository>;
