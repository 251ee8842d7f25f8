import type { Database, MemberCiphers } from '@soomcare/database';

import { createDocumentSeal } from './document/sealed-document.ts';
import { reportBundle } from './fhir/report-bundle.ts';
import { createReportRepository, type ReportHead } from './report.repository.ts';
import { openedReport } from './report-view.ts';

/** One report in memory at a time: a document of a year may be large. */
const HEADS = 50;

/** The standing reports of a member as FHIR documents, newest first, for whoever hands out all that is kept. */
export const createReportBundles = ({
  database,
  memberCiphers,
}: {
  readonly database: Database;
  readonly memberCiphers: MemberCiphers;
}) => {
  const reports = createReportRepository(database);
  const documents = createDocumentSeal(memberCiphers);

  return async function* (memberId: string): AsyncGenerator<{ path: string; content: string }> {
    let heads: ReportHead[];
    let after: ReportHead | null = null;
    do {
      heads = await reports.list(memberId, after, HEADS);
      for (const { id, firstDay, lastDay } of heads) {
        const report = await reports.find(memberId, id);
        // Removed since it was listed.
        if (!report) continue;

        const content = JSON.stringify(reportBundle(await openedReport(documents, report)));
        yield { path: `fhir/report-${firstDay}-${lastDay}-${id}.json`, content };
      }
      after = heads.at(-1) ?? null;
    } while (heads.length === HEADS);
  };
};
