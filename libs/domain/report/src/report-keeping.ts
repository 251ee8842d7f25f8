import { type Database, removeInBatches, type Transaction } from '@soomcare/database';
import { createIdempotency } from '@soomcare/http';

import { createReportRepository } from './report.repository.ts';
import { createReportMailHandler, REPORT_MAIL_TOPIC, type ReportPost } from './sharing/report-mail.ts';
import { createShareCodeRepository } from './sharing/share-code.repository.ts';

/** As elsewhere: a removed row can be told from one that never was for a month. */
const REMOVED_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

export interface ReportKeepingDeps {
  readonly database: Database;
  readonly post: Pick<ReportPost, 'mailer' | 'publicUrl'>;
  readonly now: () => Date;
}

/** What a worker does about reports, without being able to make or to open one. */
export const createReportKeeping = ({ database, post, now }: ReportKeepingDeps) => {
  const reports = createReportRepository(database);
  const codes = createShareCodeRepository(database);
  const idempotency = createIdempotency({ database, now });

  return {
    /** For the worker's relay. */
    outboxHandlers: { [REPORT_MAIL_TOPIC]: createReportMailHandler(post) },

    /** Destroys all that is kept of a member here, within the withdrawal's own transaction. */
    async eraseMember(memberId: string, tx: Transaction): Promise<void> {
      await codes.erase(memberId, tx);
      await reports.erase(memberId, tx);
      await idempotency.eraseMember(memberId, tx);
    },

    /** Destroys codes that have ended, and what was removed more than 30 days ago. @returns how many rows. */
    async housekeeping(): Promise<number> {
      const before = new Date(now().getTime() - REMOVED_KEPT_MS);
      const ended = await removeInBatches((limit) => codes.purgeExpired(now(), limit));
      return ended + (await removeInBatches((limit) => reports.purgeRemoved(before, limit)));
    },
  };
};
