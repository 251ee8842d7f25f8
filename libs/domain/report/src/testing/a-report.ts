import type { ReportRequest } from '../document/freeze.ts';
import type { ReportSources } from '../document/report-sources.ts';
import type { ReportView } from '../report.schemas.ts';
import { sampleDocument } from './sample-document.ts';

/** A report of the sample diary as the service gives it. */
export const aReport = async (
  request: Partial<ReportRequest> = {},
  different: Partial<ReportSources> = {},
): Promise<ReportView> => {
  const document = await sampleDocument(request, different);
  return {
    ...{ id: '01890f3e-0000-7000-8000-000000000001', version: 1, createdAt: '2026-03-10T03:00:00.000Z' },
    ...{ from: document.from, to: document.to, language: document.language },
    documentSha256: 'ab'.repeat(32),
    document,
  };
};
