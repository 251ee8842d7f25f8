import { type Database, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';
import { createMemberRowRepository, createRowMapping, limitParam } from '@soomcare/member-rows';

import { medicationTable, type PlainMedication } from '../medications/medication.entity.ts';
import { type PlainSupplyEvent, supplyEventTable } from './supply-event.entity.ts';

export const createSupplyEventRepository = (database: Database) => {
  const { columns, read } = createRowMapping(supplyEventTable);
  const medication = createRowMapping(medicationTable);

  return {
    ...createMemberRowRepository(database, supplyEventTable),

    /** From the last refill on, that one included; all of them where there is none. */
    async listSinceRefill(memberId: string, medicationId: string): Promise<PlainSupplyEvent[]> {
      const owned = [uuidToBinary(memberId), uuidToBinary(medicationId)];
      const rows = await database.rows<Record<string, unknown>>(
        `SELECT ${columns.map((column) => `e.${column}`).join(', ')} FROM supply_events e
          WHERE e.member_id = ? AND e.medication_id = ? AND e.deleted_at IS NULL
            AND e.occurred_at >= COALESCE((
              SELECT MAX(r.occurred_at) FROM supply_events r
               WHERE r.member_id = ? AND r.medication_id = ? AND r.kind = 'refill' AND r.deleted_at IS NULL
            ), '1000-01-01')
          ORDER BY e.occurred_at, e.id`,
        [...owned, ...owned],
      );
      return rows.map(read);
    },

    /** Medicines of all members whose supply is counted, page by page in the order of their key. */
    async listCounted(after: PlainMedication | null, limit: number): Promise<PlainMedication[]> {
      const [memberId, id] = after ? [uuidToBinary(after.memberId), uuidToBinary(after.id)] : [];
      const rows = await database.rows<Record<string, unknown>>(
        `SELECT ${medication.columns.map((column) => `m.${column}`).join(', ')} FROM medications m
          WHERE m.archived_at IS NULL AND m.deleted_at IS NULL
            ${after ? 'AND m.member_id >= ? AND (m.member_id > ? OR m.id > ?)' : ''}
            AND EXISTS (SELECT 1 FROM supply_events e
              WHERE e.member_id = m.member_id AND e.medication_id = m.id AND e.deleted_at IS NULL)
          ORDER BY m.member_id, m.id LIMIT ?`,
        [...(after ? [memberId, memberId, id] : []), limitParam(limit)],
      );
      return rows.map(medication.read);
    },

    /** @returns false where somebody else has told the member before */
    async markNoticed(tx: Transaction, { memberId, id }: PlainSupplyEvent, at: Date): Promise<boolean> {
      const { affectedRows } = await database.run(
        `UPDATE supply_events e SET e.noticed_at = ?
          WHERE e.member_id = ? AND e.id = ? AND e.noticed_at IS NULL AND e.deleted_at IS NULL`,
        [sqlInstant(at), uuidToBinary(memberId), uuidToBinary(id)],
        tx,
      );
      return affectedRows > 0;
    },
  };
};

export type SupplyEventRepository = ReturnType<typeof createSupplyEventRepository>;
