import { type Database, isDuplicateKey } from '@soomcare/database';

import type { Subjects } from '../subjects.ts';
import { abuseReportErrors } from './abuse-report.errors.ts';
import type { AbuseReportRepository, AbuseReportRow } from './abuse-report.repository.ts';
import type { ReportAbuse } from './abuse-report.schemas.ts';
import { newReport } from './new-report.ts';

export interface AbuseReportDeps {
  readonly database: Database;
  readonly reports: AbuseReportRepository;
  readonly subjects: Subjects;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Reports as members make them. */
export const createAbuseReportService = (deps: AbuseReportDeps) => {
  const { database, reports, subjects, now, newId } = deps;

  return {
    /** @throws REPORTED_TEXT_NOT_FOUND, OWN_TEXT, ALREADY_REPORTED */
    report(memberId: string, { subject, reason, note }: ReportAbuse): Promise<AbuseReportRow> {
      return database
        .transaction(async (tx) => {
          const found = await subjects.find(subject, tx);
          if (!found || found.hiddenReason !== null) throw abuseReportErrors.REPORTED_TEXT_NOT_FOUND();
          if (found.memberId === memberId) throw abuseReportErrors.OWN_TEXT();

          const report = newReport(
            {
              ...{ subject, authorId: found.memberId, reporterId: memberId },
              ...{ reason, note: note ?? null, snapshot: found.text },
            },
            { id: newId(), at: now() },
          );
          await reports.insert(report, tx);
          return report;
        })
        .catch((error: unknown) => {
          if (isDuplicateKey(error)) throw abuseReportErrors.ALREADY_REPORTED();
          throw error;
        });
    },
  };
};

export type AbuseReportService = ReturnType<typeof createAbuseReportService>;
