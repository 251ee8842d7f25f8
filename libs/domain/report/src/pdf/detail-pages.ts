import type { Content, TableCell } from 'pdfmake/interfaces.js';

import type { ReportDocument } from '../document/report-document.schemas.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { type DetailCell, type DetailTable, detailTables } from '../view/detail-tables.ts';
import { accent, faint, line, paper, zoneInk } from '../view/palette.ts';

const heading = (words: string): Content => ({
  text: words,
  bold: true,
  fontSize: 10.5,
  color: accent,
  margin: [0, 10, 0, 4],
});

const cellOf = (cell: DetailCell): TableCell =>
  typeof cell === 'string' ? cell : { text: cell.text, bold: true, color: zoneInk[cell.zone] };

const bodyOf = ({ head, rows }: DetailTable): TableCell[][] => [
  head.map((text) => ({ text, bold: true, color: faint, fontSize: 7.5 })),
  ...rows.map((row) => row.map(cellOf)),
];

/** What stands behind the first page. */
export const detailPages = (document: ReportDocument, words: ReportTexts): Content[] =>
  detailTables(document, words).flatMap((table): Content[] => [
    heading(table.title),
    {
      table: { headerRows: 1, dontBreakRows: true, widths: [...table.widths], body: bodyOf(table) },
      fontSize: 8,
      layout: {
        hLineColor: () => line,
        hLineWidth: () => 0.5,
        vLineWidth: () => 0,
        paddingTop: () => 2,
        paddingBottom: () => 2,
        fillColor: (row) => (row === 0 ? paper : null),
      },
    },
  ]);
