import { type Database, type Transaction, uuidToBinary } from '@soomcare/database';

import { memberTables } from './medications.tables.ts';

/** Destroys all that is kept of a member in this context's tables. */
export const createMemberEraser =
  (database: Database) =>
  async (memberId: string, tx: Transaction): Promise<void> => {
    for (const { options } of memberTables) {
      const name = options.tableName ?? '';
      await database.run(`DELETE FROM ${name} WHERE ${name}.member_id = ?`, [uuidToBinary(memberId)], tx);
    }
  };
