import { FileReply } from '@soomcare/http';

import { reportCsv } from './csv/report-csv.ts';
import { reportBundle } from './fhir/report-bundle.ts';
import { reportPdf } from './pdf/report-pdf.ts';
import type { ReportView } from './report.schemas.ts';

interface Form {
  readonly extension: string;
  render(report: ReportView): string | Buffer | Promise<string | Buffer>;
}

/** The forms of a report beside JSON, by media type; each is made from the frozen document alone. */
const forms: Readonly<Record<string, Form>> = {
  'application/pdf': { extension: 'pdf', render: reportPdf },
  'application/fhir+json': { extension: 'json', render: (report) => JSON.stringify(reportBundle(report)) },
  'text/csv': { extension: 'csv', render: ({ document }) => reportCsv(document) },
};

export const reportForms = Object.keys(forms);

/** @param mediaType one of `reportForms`; the report itself for JSON */
export const inForm = async (report: ReportView, mediaType: string): Promise<ReportView | FileReply> => {
  const form = forms[mediaType];
  if (!form) return report;

  const name = `soomcare-report-${report.from}-${report.to}.${form.extension}`;
  return new FileReply(mediaType, await form.render(report), name);
};
