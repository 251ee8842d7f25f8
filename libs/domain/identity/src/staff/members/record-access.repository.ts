import { type Database, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';

import { type RecordAccessGrant, recordAccessGrantTable } from './record-access-grant.entity.ts';

export const createRecordAccessRepository = (database: Database) => ({
  insert: async (tx: Transaction, grant: RecordAccessGrant) => {
    await tx.insert(recordAccessGrantTable, grant);
  },

  /** The one that lasts longest, of those that are not over. */
  findLive: (
    staffId: string,
    memberId: string,
    now: Date,
    within: Transaction = database.manager,
  ): Promise<RecordAccessGrant | null> =>
    within
      .createQueryBuilder(recordAccessGrantTable, 'g')
      .where('g.memberId = :memberId AND g.staffId = :staffId AND g.expiresAt > :now', {
        memberId: uuidToBinary(memberId),
        staffId: uuidToBinary(staffId),
        now: sqlInstant(now),
      })
      .orderBy({ 'g.expiresAt': 'DESC', 'g.id': 'DESC' })
      .limit(1)
      .getOne(),

  /** Null when there is no such member; locked against a withdrawal until the transaction is over. */
  async findZoneOf(tx: Transaction, memberId: string): Promise<string | null> {
    const [row] = await database.rows<{ time_zone: string }>(
      'SELECT m.time_zone FROM members m WHERE m.id = ? FOR SHARE',
      [uuidToBinary(memberId)],
      tx,
    );
    return row?.time_zone ?? null;
  },

  eraseMember: async (memberId: string, tx: Transaction) => {
    await database.run('DELETE FROM record_access_grants WHERE member_id = ?', [uuidToBinary(memberId)], tx);
  },
});

export type RecordAccessRepository = ReturnType<typeof createRecordAccessRepository>;
