import type { Content, TableCell } from 'pdfmake/interfaces.js';

import type { ReportDocument } from '../document/report-document.schemas.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { type Legend, reportCharts } from '../view/report-charts.ts';
import { accent, faint, line, paper } from '../view/palette.ts';
import { patientFacts } from '../view/patient-facts.ts';
import { type Tile, tilesOf } from '../view/tiles.ts';

const factCell = ([title, value]: readonly [string, string]): TableCell => ({
  text: [
    { text: `${title}  `, color: faint, fontSize: 7.5 },
    { text: value, bold: true },
  ],
});

/** So many cells a row, the last row filled up with empty ones. */
const inRows = (cells: readonly TableCell[], width: number): TableCell[][] =>
  Array.from({ length: Math.ceil(cells.length / width) }, (_, row) => {
    const ofRow = cells.slice(row * width, (row + 1) * width);
    return [...ofRow, ...Array.from({ length: width - ofRow.length }, (): TableCell => '')];
  });

const FACTS_A_ROW = 3;

const patientBox = (document: ReportDocument, words: ReportTexts): Content => ({
  table: {
    widths: ['*', '*', '*'],
    body: inRows(patientFacts(document, words).map(factCell), FACTS_A_ROW),
  },
  layout: {
    fillColor: () => paper,
    hLineWidth: () => 0,
    vLineWidth: () => 0,
    paddingTop: () => 3,
    paddingBottom: () => 3,
  },
  margin: [0, 8, 0, 10],
});

const TILES_A_ROW = 4;

const tileCell = ({ title, figure, more }: Tile): TableCell => ({
  stack: [
    { text: title, fontSize: 7.5, color: faint },
    { text: figure, fontSize: 13, bold: true, color: accent, margin: [0, 1, 0, 1] },
    ...more.map((text): Content => ({ text, fontSize: 7, color: faint })),
  ],
});

const tileTable = (tiles: readonly Tile[]): Content => {
  if (tiles.length === 0) return [];

  return {
    table: { widths: ['*', '*', '*', '*'], body: inRows(tiles.map(tileCell), TILES_A_ROW) },
    layout: {
      hLineColor: () => line,
      vLineColor: () => line,
      hLineWidth: () => 0.5,
      vLineWidth: () => 0.5,
      paddingTop: () => 5,
      paddingBottom: () => 5,
    },
    margin: [0, 0, 0, 10],
  };
};

const legendOf = (marks: Legend): Content => ({
  text: marks.flatMap(([color, words]) => [
    { text: '■ ', color, fontSize: 7 },
    { text: `${words}   `, color: faint, fontSize: 7 },
  ]),
  alignment: 'right',
});

/** The first page: who, how it went in figures, and three pictures over the same days. */
export const summaryPage = (document: ReportDocument, words: ReportTexts): Content[] => [
  patientBox(document, words),
  tileTable(tilesOf(document, words)),
  ...reportCharts(document, words).flatMap(({ title, svg, legend }): Content[] => [
    { columns: [{ text: title, bold: true, fontSize: 9 }, legendOf(legend)], margin: [0, 4, 0, 3] },
    { svg, margin: [0, 0, 0, 4] },
  ]),
];
