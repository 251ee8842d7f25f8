import type { Database, Transaction } from '@soomcare/database';
import { createIdempotency } from '@soomcare/http';

import { createReportRepository } from './report.repository.ts';

/** As elsewhere: a removed row can be told from one that never was for a month. */
const REMOVED_KEPT_MS = 30 * 24 * 60 * 60 * 1000;
/** Small, so that a purge holds few locks for a short time. */
const PURGE_BATCH = 100;

/** What a worker does about reports, without being able to make or to open one. */
export const createReportKeeping = ({ database, now }: { database: Database; now: () => Date }) => {
  const reports = createReportRepository(database);
  const idempotency = createIdempotency({ database, now });

  return {
    /** Destroys all that is kept of a member here, within the withdrawal's own transaction. */
    async eraseMember(memberId: string, tx: Transaction): Promise<void> {
      await reports.erase(memberId, tx);
      await idempotency.eraseMember(memberId, tx);
    },

    /** Destroys what was removed more than 30 days ago. @returns how many rows. */
    async housekeeping(): Promise<number> {
      const before = new Date(now().getTime() - REMOVED_KEPT_MS);
      let destroyed = 0;
      for (let batch = PURGE_BATCH; batch === PURGE_BATCH; destroyed += batch) {
        batch = await reports.purgeRemoved(before, PURGE_BATCH);
      }
      return destroyed;
    },
  };
};
