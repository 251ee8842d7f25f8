import type { DocumentSeal } from './document/sealed-document.ts';
import type { PlainReport, ReportHead } from './report.repository.ts';
import type { ReportView } from './report.schemas.ts';

export const headOf = (report: ReportHead) => ({ ...report, from: report.firstDay, to: report.lastDay });

/** A stored report with its document opened. */
export const openedReport = (documents: DocumentSeal, report: PlainReport): ReportView => ({
  ...headOf(report),
  document: documents.open(report.id, report.sealedDocument),
});
