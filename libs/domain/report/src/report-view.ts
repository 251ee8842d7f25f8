import type { DocumentSeal } from './document/sealed-document.ts';
import type { PlainReport, ReportHead } from './report.repository.ts';
import type { ReportView } from './report.schemas.ts';

export const headOf = (report: ReportHead) => ({ ...report, from: report.firstDay, to: report.lastDay });

/** A stored report with its document opened. */
export const openedReport = async (documents: DocumentSeal, report: PlainReport): Promise<ReportView> => ({
  ...headOf(report),
  document: await documents.open(report.memberId, report.id, report.sealedDocument),
});
