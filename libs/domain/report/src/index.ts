export { reportPatient } from './document/report-document.schemas.ts';
export { type ReportRange, type ReportSources } from './document/report-sources.ts';
export { createReportKeeping } from './report-keeping.ts';
export { createReportBundles } from './report-bundles.ts';
export { reportTables } from './report.tables.ts';
export { createReports, type Reports, type ReportsDeps } from './reports.module.ts';
