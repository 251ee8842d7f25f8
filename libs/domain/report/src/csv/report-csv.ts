import { stringify } from 'csv-stringify/sync';

import type { ReportDocument } from '../document/report-document.schemas.ts';
import { textsOf } from '../texts/report-texts.ts';
import { linesOf } from './report-lines.ts';

/**
 * For a spreadsheet: the byte order mark lets Excel read the Korean, and what would be a formula is made a text
 * (OWASP, CSV injection), since names and notes are the member's own words.
 */
export const reportCsv = (document: ReportDocument): string => {
  const { columns, sections } = textsOf(document.language);
  const lines = linesOf(document).map((line) => ({ ...line, section: sections[line.section] }));

  return stringify(lines, {
    header: true,
    columns: {
      section: columns.section,
      date: columns.date,
      time: columns.time,
      timeZone: columns.timeZone,
      item: columns.item,
      value: columns.value,
      unit: columns.unit,
      detail: columns.detail,
      note: columns.note,
    },
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
};
