import { type Database, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';
import { createRowMapping, limitParam } from '@soomcare/member-rows';

import { createLockableRowRepository } from '../lockable-row.repository.ts';
import { medicationTable, type PlainMedication } from './medication.entity.ts';

export interface MedicationPage {
  readonly archived: boolean;
  /** The id at which the page before ended. */
  readonly after: string | null;
  readonly limit: number;
}

export const createMedicationRepository = (database: Database) => {
  const { selectList, readInPlace } = createRowMapping(medicationTable);

  return {
    ...createLockableRowRepository(database, medicationTable),

    /** Newest id first: UUIDv7 goes by time, and the primary key has this order. */
    async list(memberId: string, { archived, after, limit }: MedicationPage): Promise<PlainMedication[]> {
      const rows = await database.rows<Record<string, unknown>>(
        `SELECT ${selectList('m')} FROM medications m
          WHERE m.member_id = ? AND m.deleted_at IS NULL AND (m.archived_at IS NOT NULL) = ?
            ${after === null ? '' : 'AND m.id < ?'}
          ORDER BY m.id DESC LIMIT ?`,
        [
          uuidToBinary(memberId),
          archived ? 1 : 0,
          ...(after === null ? [] : [uuidToBinary(after)]),
          limitParam(limit),
        ],
      );
      return rows.map(readInPlace);
    },

    /** What exists by a medication alone goes with it: supply, and doses that nobody has taken. */
    async removeWhatBelongs(tx: Transaction, memberId: string, medicationId: string, at: Date) {
      const owned = [uuidToBinary(memberId), uuidToBinary(medicationId)];
      for (const name of ['schedules', 'supply_events']) {
        await database.run(
          `UPDATE ${name} e SET e.deleted_at = ?, e.updated_at = ?, e.version = e.version + 1
            WHERE e.member_id = ? AND e.medication_id = ? AND e.deleted_at IS NULL`,
          [sqlInstant(at), sqlInstant(at), ...owned],
          tx,
        );
      }
      await database.run(
        'DELETE FROM dose_slots WHERE dose_slots.member_id = ? AND dose_slots.medication_id = ?',
        owned,
        tx,
      );
    },
  };
};

export type MedicationRepository = ReturnType<typeof createMedicationRepository>;
