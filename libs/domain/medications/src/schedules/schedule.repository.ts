import { type Database, type Transaction, uuidToBinary } from '@soomcare/database';
import { createRowMapping } from '@soomcare/member-rows';

import { createLockableRowRepository } from '../lockable-row.repository.ts';
import { type PlainSchedule, scheduleTable } from './schedule.entity.ts';

export const createScheduleRepository = (database: Database) => {
  const { columns, read } = createRowMapping(scheduleTable);
  const select = `SELECT ${columns.map((column) => `s.${column}`).join(', ')} FROM schedules s`;

  const list = async (
    rest: string,
    params: readonly unknown[],
    tx?: Transaction,
  ): Promise<PlainSchedule[]> => {
    const rows = await database.rows<Record<string, unknown>>(`${select} ${rest}`, params, tx);
    return rows.map(read);
  };

  const ofMedication = 'WHERE s.member_id = ? AND s.medication_id = ? AND s.deleted_at IS NULL';
  // An interval goes by elapsed hours, which no zone changes.
  const following = `JOIN medications m ON m.member_id = s.member_id AND m.id = s.medication_id
      WHERE s.member_id = ? AND s.zone_policy = 'follow' AND s.kind = 'times' AND s.deleted_at IS NULL
        AND m.archived_at IS NULL`;

  return {
    ...createLockableRowRepository(database, scheduleTable),

    /** In the order in which they begin, as the steps of a taper do. */
    listOf: (memberId: string, medicationId: string) =>
      list(`${ofMedication} ORDER BY s.starts_on, s.id`, [
        uuidToBinary(memberId),
        uuidToBinary(medicationId),
      ]),

    lockAllOf: (tx: Transaction, memberId: string, medicationId: string) =>
      list(
        `${ofMedication} ORDER BY s.id FOR UPDATE`,
        [uuidToBinary(memberId), uuidToBinary(medicationId)],
        tx,
      ),

    /** Those that move with the member. */
    listFollowing: (memberId: string) => list(`${following} ORDER BY s.id`, [uuidToBinary(memberId)]),

    lockFollowing: (tx: Transaction, memberId: string) =>
      list(`${following} ORDER BY s.id FOR UPDATE`, [uuidToBinary(memberId)], tx),
  };
};

export type ScheduleRepository = ReturnType<typeof createScheduleRepository>;
