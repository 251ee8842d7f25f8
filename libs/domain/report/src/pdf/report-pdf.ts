import { resolve } from 'node:path';

import type { ReportView } from '../report.schemas.ts';
import { localDay, localTime, textsOf, withUnit } from '../texts/report-texts.ts';
import { detailPages } from './detail-pages.ts';
import { accent, faint, ink, line } from '../view/palette.ts';
import { summaryPage } from './summary-page.ts';

const FONT_FOLDER = resolve(import.meta.dirname, '../../fonts');
const MARGIN = 40;
const SHOWN_DIGEST = 16;

/** Loaded with the first document: it is large, and most processes never make one. */
const loadPdfmake = async () => {
  const { default: pdfmake } = await import('pdfmake');
  pdfmake.setFonts({
    NotoSansKR: {
      normal: resolve(FONT_FOLDER, 'NotoSansKR-Regular.ttf'),
      bold: resolve(FONT_FOLDER, 'NotoSansKR-Bold.ttf'),
    },
  });
  // A document is made of words and our own drawings: it fetches nothing and opens nothing but its fonts.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(FONT_FOLDER));

  return pdfmake;
};

/** A4, to be printed or filed. Of one frozen report it is the same file every time. */
export const reportPdf = async ({ document, createdAt, documentSha256 }: ReportView): Promise<Buffer> => {
  const pdfmake = await loadPdfmake();
  const words = textsOf(document.language);
  const { days, timeZone, patient, from, to } = document;
  const made = `${words.made} ${localDay(createdAt, timeZone)} ${localTime(createdAt, timeZone)} (${timeZone})`;
  const details = detailPages(document, words);
  // Printed pages come apart: each says whose it is.
  const owner = [
    `${words.patient} ${patient.name ?? patient.nickname}`,
    `${words.birthDate} ${patient.birthDate}`,
    `${words.period} ${from} – ${to}`,
  ].join(' · ');

  return pdfmake
    .createPdf({
      info: {
        title: `${words.title} ${from} – ${to}`,
        creator: 'Soomcare',
        producer: 'Soomcare',
        creationDate: new Date(createdAt),
      },
      pageSize: 'A4',
      pageMargins: [MARGIN, MARGIN, MARGIN, 56],
      defaultStyle: { font: 'NotoSansKR', fontSize: 9, color: ink },
      content: [
        {
          columns: [
            {
              stack: [
                { text: words.title, fontSize: 18, bold: true, color: accent },
                {
                  text: `${words.subtitle} · ${withUnit(words, days.length, words.day)}`,
                  color: faint,
                  fontSize: 8.5,
                },
              ],
            },
            {
              width: 'auto',
              stack: [
                { text: 'Soomcare', bold: true, alignment: 'right', color: accent },
                { text: made, fontSize: 7.5, color: faint, alignment: 'right' },
              ],
            },
          ],
        },
        {
          canvas: [{ type: 'line', x1: 0, y1: 4, x2: 515, y2: 4, lineWidth: 1.2, lineColor: accent }],
        },
        ...summaryPage(document, words),
        ...(details.length > 0 ? [{ stack: details, pageBreak: 'before' as const }] : []),
      ],
      header: (page) =>
        page === 1 ? null : { text: owner, margin: [MARGIN, 20, MARGIN, 0], fontSize: 7.5, color: faint },
      footer: (page, pages) => ({
        margin: [MARGIN, 10, MARGIN, 0],
        stack: [
          {
            canvas: [{ type: 'line', x1: 0, y1: 0, x2: 515, y2: 0, lineWidth: 0.5, lineColor: line }],
          },
          {
            margin: [0, 4, 0, 0],
            columns: [
              { text: words.disclaimer, fontSize: 6.5, color: faint },
              {
                width: 150,
                alignment: 'right',
                fontSize: 6.5,
                color: faint,
                text: `${words.page} ${page} / ${pages}\n${words.digest} ${documentSha256.slice(0, SHOWN_DIGEST)}…`,
              },
            ],
          },
        ],
      }),
    })
    .getBuffer();
};
