import type { Content, TableCell } from 'pdfmake/interfaces.js';

import type { ReportDocument } from '../document/report-document.schemas.ts';
import { type ReportTexts, severityWord, wordFor } from '../texts/report-texts.ts';
import { adherenceStrip } from './charts/adherence-strip.ts';
import { peakFlowChart } from './charts/peak-flow-chart.ts';
import { relieverBars } from './charts/reliever-bars.ts';
import { accent, amber, faint, line, paper, zoneInk } from './palette.ts';

interface Tile {
  readonly title: string;
  readonly figure: string;
  readonly more: string;
}

const cell = (title: string, value: string): TableCell => ({
  text: [
    { text: `${title}  `, color: faint, fontSize: 7.5 },
    { text: value, bold: true },
  ],
});

const patientBox = ({ patient, from, to }: ReportDocument, words: ReportTexts): Content => {
  const { heightCm, weightKg, doctor } = patient;
  const body = [heightCm === null ? '–' : `${heightCm} cm`, weightKg === null ? '–' : `${weightKg} kg`];
  const diagnosis = patient.diagnosis && wordFor(words.diagnoses, patient.diagnosis);

  return {
    table: {
      widths: ['*', '*', '*'],
      body: [
        [
          cell(words.patient, patient.name ?? patient.nickname),
          cell(words.birthDate, patient.birthDate),
          cell(words.sex, patient.sex === null ? '–' : words.sexes[patient.sex]),
        ],
        [
          cell(words.body, body.join(' / ')),
          cell(words.diagnosis, [diagnosis, patient.diagnosedOn].filter(Boolean).join(', ') || '–'),
          cell(words.doctor, [doctor?.name, doctor?.clinic].filter(Boolean).join(', ') || '–'),
        ],
        [cell(words.period, `${from} – ${to}`), '', ''],
      ],
    },
    layout: {
      fillColor: () => paper,
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      paddingTop: () => 3,
      paddingBottom: () => 3,
    },
    margin: [0, 8, 0, 10],
  };
};

/** The newest best that held within the range, whichever meter it is of. */
export const bestOf = ({ personalBests, to }: ReportDocument): number | null =>
  personalBests?.find(({ validFrom }) => validFrom <= to)?.litresPerMinute ?? null;

const lungTiles = (document: ReportDocument, words: ReportTexts): Tile[] => {
  const { figures } = words;
  const { peakFlow } = document.summary;
  if (!peakFlow) return [];

  const { lowest, highest, mean, readings, daysInZone, variability } = peakFlow;
  const best = bestOf(document);
  return [
    {
      title: words.sections['peak-flow'],
      figure: `${lowest}–${highest} L/min`,
      more: `${figures.mean} ${mean} · ${figures.best} ${best ?? '–'} · ${figures.readings} ${readings}`,
    },
    {
      title: figures.zones,
      figure: `${daysInZone.green} / ${daysInZone.yellow} / ${daysInZone.red}`,
      more: `${figures.coverage} ${document.coverage.peakFlowDays ?? 0} / ${document.coverage.days}`,
    },
    {
      title: figures.variability,
      figure: variability.percent === null ? '–' : `${variability.percent} %`,
      more:
        variability.percent === null
          ? `${figures.variabilityShort} (${variability.validDays}/${variability.requiredDays})`
          : `${variability.validDays} ${words.days}`,
    },
  ];
};

const diaryTiles = (
  { summary, coverage, adherence, assessments }: ReportDocument,
  words: ReportTexts,
): Tile[] => {
  const { figures } = words;
  const { symptoms, reliever, events } = summary;
  const last = assessments?.at(-1);

  return [
    ...(symptoms
      ? [
          {
            title: figures.symptomDays,
            figure: `${symptoms.symptomDays} ${words.days}`,
            more: `${figures.nightWakingDays} ${symptoms.nightWakingDays} · ${figures.worst} ${severityWord(words, symptoms.worstSeverity)} · ${figures.coverage} ${coverage.symptomDays ?? 0}`,
          },
        ]
      : []),
    ...(reliever
      ? [
          {
            title: figures.relieverDays,
            figure: `${reliever.days} ${words.days}`,
            more: `${figures.puffs} ${reliever.puffs} · ${figures.preExercise} ${reliever.preExercise}`,
          },
        ]
      : []),
    ...(adherence
      ? [
          {
            title: figures.adherence,
            figure: adherence.range.percent === null ? '–' : `${adherence.range.percent} %`,
            more: `${figures.doses} ${adherence.range.taken} / ${adherence.range.expected} · ${figures.missed} ${adherence.range.missed}`,
          },
        ]
      : []),
    ...(events
      ? [
          {
            title: figures.events,
            figure: String(events.reduce((sum, { count }) => sum + count, 0)),
            more:
              events.map(({ kind, count }) => `${wordFor(words.events, kind)} ${count}`).join(' · ') ||
              words.none,
          },
        ]
      : []),
    ...(last
      ? [
          {
            title: figures.control,
            figure: wordFor(words.verdicts, last.verdict),
            more: `${wordFor(words.assessments, last.kind)} ${last.score} · ${last.recordedOn}`,
          },
        ]
      : []),
  ];
};

const TILES_A_ROW = 4;

const tileCell = ({ title, figure, more }: Tile): TableCell => ({
  stack: [
    { text: title, fontSize: 7.5, color: faint },
    { text: figure, fontSize: 13, bold: true, color: accent, margin: [0, 1, 0, 1] },
    { text: more, fontSize: 7, color: faint },
  ],
});

const tileTable = (tiles: readonly Tile[]): Content => {
  const rows = Array.from({ length: Math.ceil(tiles.length / TILES_A_ROW) }, (_, row) => {
    const cells = tiles.slice(row * TILES_A_ROW, (row + 1) * TILES_A_ROW).map(tileCell);
    return [...cells, ...Array.from({ length: TILES_A_ROW - cells.length }, (): TableCell => '')];
  });
  if (rows.length === 0) return [];

  return {
    table: { widths: ['*', '*', '*', '*'], body: rows },
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

const legend = (marks: readonly (readonly [color: string, words: string])[]): Content => ({
  text: marks.flatMap(([color, words]) => [
    { text: '■ ', color, fontSize: 7 },
    { text: `${words}   `, color: faint, fontSize: 7 },
  ]),
  alignment: 'right',
});

const chart = (title: string, svg: string, marks: Content = []): Content[] =>
  svg === ''
    ? []
    : [
        { columns: [{ text: title, bold: true, fontSize: 9 }, marks], margin: [0, 4, 0, 3] },
        { svg, margin: [0, 0, 0, 4] },
      ];

/** The first page: who, how it went in figures, and three pictures over the same days. */
export const summaryPage = (document: ReportDocument, words: ReportTexts): Content[] => {
  const { charts, zones } = words;

  return [
    patientBox(document, words),
    tileTable([...lungTiles(document, words), ...diaryTiles(document, words)]),
    ...chart(
      charts.peakFlow,
      peakFlowChart(document.days, bestOf(document)),
      legend([
        [zoneInk.green, zones.green],
        [zoneInk.yellow, zones.yellow],
        [zoneInk.red, zones.red],
      ]),
    ),
    ...chart(
      charts.adherence,
      adherenceStrip(document.days),
      legend([
        [zoneInk.green, charts.full],
        [amber, charts.part],
        [zoneInk.red, charts.missed],
      ]),
    ),
    ...chart(charts.reliever, relieverBars(document.days)),
  ];
};
