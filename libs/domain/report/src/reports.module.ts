import type { Database, FieldCipher } from '@soomcare/database';
import { createIdempotency } from '@soomcare/http';

import { createFreezer } from './document/freeze.ts';
import type { ReportSources } from './document/report-sources.ts';
import { createDocumentSeal } from './document/sealed-document.ts';
import { createReportKeeping } from './report-keeping.ts';
import { createReportRepository } from './report.repository.ts';
import { reportRoutes } from './report.routes.ts';
import { createReportService } from './report.service.ts';

export interface ReportsDeps {
  readonly database: Database;
  readonly cipher: FieldCipher;
  /** What the other contexts know of a member. */
  readonly sources: ReportSources;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** What a member shows a doctor: frozen once, then the same in every form. */
export const createReports = ({ database, cipher, sources, now, newId }: ReportsDeps) => {
  const reports = createReportService({
    reports: createReportRepository(database),
    freeze: createFreezer(sources),
    documents: createDocumentSeal(cipher),
    idempotency: createIdempotency({ database, now }),
    now,
    newId,
  });

  return { memberRoutes: reportRoutes(reports), ...createReportKeeping({ database, now }) };
};

export type Reports = ReturnType<typeof createReports>;
