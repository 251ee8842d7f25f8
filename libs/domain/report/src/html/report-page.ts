import { escapeHtml } from '@soomcare/http';

import type { ReportView } from '../report.schemas.ts';
import { textsOf } from '../texts/report-texts.ts';
import { type DetailCell, type DetailTable, detailTables } from '../view/detail-tables.ts';
import { patientFacts } from '../view/patient-facts.ts';
import { type ReportChart, reportCharts } from '../view/report-charts.ts';
import { tilesOf } from '../view/tiles.ts';
import { pageOf } from './page.ts';

const fact = (title: string, ...values: string[]) =>
  `<div><dt>${escapeHtml(title)}</dt>${values.map((value) => `<dd>${escapeHtml(value)}</dd>`).join('')}</div>`;

const mark = (color: string) =>
  `<svg class="mark" width="10" height="10" aria-hidden="true"><rect width="10" height="10" fill="${color}"/></svg>`;

/** The picture grows with the page, so it needs to say how large it was drawn. */
const scalable = (svg: string) => svg.replace(/width="([\d.]+)" height="([\d.]+)"/, 'viewBox="0 0 $1 $2"');

const chart = ({ title, svg, legend }: ReportChart) => {
  const marks = legend.map(([color, words]) => `${mark(color)}${escapeHtml(words)}`).join('');
  return `<figure><figcaption>${escapeHtml(title)} <span class="faint">${marks}</span></figcaption>${scalable(svg)}</figure>`;
};

const cellOf = (cell: DetailCell) =>
  typeof cell === 'string'
    ? `<td>${escapeHtml(cell)}</td>`
    : `<td class="${cell.zone}">${escapeHtml(cell.text)}</td>`;

const tableOf = ({ title, head, rows }: DetailTable) => {
  const columns = head.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map(cellOf).join('')}</tr>`).join('\n');
  return `<h2>${escapeHtml(title)}</h2><table><thead><tr>${columns}</tr></thead><tbody>${body}</tbody></table>`;
};

/** A whole report to be read in a browser. @param footer HTML, escaped already */
export const reportPage = ({ document, documentSha256 }: ReportView, footer: string): string => {
  const words = textsOf(document.language);

  return pageOf(
    document.language,
    `${words.title} ${document.from} – ${document.to}`,
    [
      `<h1>${escapeHtml(words.title)}</h1>`,
      `<dl>${patientFacts(document, words)
        .map(([title, value]) => fact(title, value))
        .join('')}</dl>`,
      `<dl>${tilesOf(document, words)
        .map(({ title, figure, more }) => fact(title, figure, ...more))
        .join('')}</dl>`,
      ...reportCharts(document, words).map(chart),
      ...detailTables(document, words).map(tableOf),
      `<p class="faint">${escapeHtml(words.disclaimer)}<br>${escapeHtml(words.digest)} ${documentSha256}</p>`,
      footer,
    ].join('\n'),
  );
};
