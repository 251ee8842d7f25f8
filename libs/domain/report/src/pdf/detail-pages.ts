import type { Content, TableCell } from 'pdfmake/interfaces.js';

import type { ReportDay, ReportDocument } from '../document/report-document.schemas.ts';
import { localTime, type ReportTexts, severityWord, wordFor } from '../texts/report-texts.ts';
import { accent, faint, line, paper, zoneInk } from './palette.ts';

const NOTHING = '–';

const heading = (words: string): Content => ({
  text: words,
  bold: true,
  fontSize: 10.5,
  color: accent,
  margin: [0, 10, 0, 4],
});

/** A titled table; nothing where it has no row. */
const section = (
  title: string,
  head: readonly string[],
  widths: readonly (string | number)[],
  rows: readonly TableCell[][],
): Content[] =>
  rows.length === 0
    ? []
    : [
        heading(title),
        {
          table: {
            headerRows: 1,
            dontBreakRows: true,
            widths: [...widths],
            body: [head.map((text) => ({ text, bold: true, color: faint, fontSize: 7.5 })), ...rows],
          },
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
      ];

const medicines = ({ medications }: ReportDocument, words: ReportTexts): Content[] => {
  const { columns, units } = words;
  return section(
    words.sections.medications,
    [columns.medicine, columns.item, columns.dose, columns.dailyMaximum, columns.course],
    ['*', 60, 70, 60, 130],
    (medications ?? []).map((each) => [
      each.name,
      words.purposes[each.purposeDefault],
      `${each.doseAmount} ${wordFor(units, each.doseUnit)}`,
      each.dailyMaximum === null ? NOTHING : `${each.dailyMaximum} ${wordFor(units, each.doseUnit)}`,
      `${each.startsOn} – ${each.endsOn ?? ''}`,
    ]),
  );
};

const coveredDays = ({ adherence }: ReportDocument, words: ReportTexts): Content[] =>
  section(
    words.figures.covered,
    [words.columns.medicine, words.days, '%'],
    ['*', 80, 60],
    (adherence?.proportionOfDaysCovered ?? []).map((each) => [
      each.medicationName,
      `${each.daysCovered} / ${each.days}`,
      `${each.percent} %`,
    ]),
  );

const eventTable = ({ events }: ReportDocument, words: ReportTexts): Content[] =>
  section(
    words.sections.events,
    [words.columns.date, words.columns.item, words.columns.detail, words.columns.note],
    [110, 90, '*', '*'],
    (events ?? []).map((each) => [
      each.endedOn && each.endedOn !== each.recordedOn
        ? `${each.recordedOn} – ${each.endedOn}`
        : each.recordedOn,
      wordFor(words.events, each.kind),
      each.place ?? NOTHING,
      each.note ?? NOTHING,
    ]),
  );

const lungTests = ({ spirometries }: ReportDocument, words: ReportTexts): Content[] =>
  section(
    words.sections.spirometry,
    [words.columns.date, 'FEV1 (L)', 'FVC (L)', 'FEV1/FVC', words.columns.detail],
    [110, 60, 60, 60, '*'],
    (spirometries ?? []).map((each) => [
      each.recordedOn,
      each.fev1Litres.toFixed(2),
      each.fvcLitres.toFixed(2),
      each.fev1FvcRatio.toFixed(3),
      words.bronchodilators[each.bronchodilator],
    ]),
  );

const assessmentTable = ({ assessments }: ReportDocument, words: ReportTexts): Content[] =>
  section(
    words.sections.control,
    [words.columns.date, words.columns.item, words.columns.value, words.columns.detail],
    [110, 120, 60, '*'],
    (assessments ?? []).map((each) => [
      each.recordedOn,
      wordFor(words.assessments, each.kind),
      String(each.score),
      wordFor(words.verdicts, each.verdict),
    ]),
  );

const isWritten = ({ peakFlow, symptoms, reliever, doses }: ReportDay) =>
  Boolean(peakFlow ?? symptoms ?? reliever) || (doses?.expected ?? 0) > 0;

const dayRow = (
  { date, peakFlow, symptoms, reliever, doses }: ReportDay,
  words: ReportTexts,
): TableCell[] => [
  date,
  peakFlow
    ? {
        text: peakFlow.min === peakFlow.max ? String(peakFlow.min) : `${peakFlow.min}–${peakFlow.max}`,
        bold: true,
      }
    : NOTHING,
  peakFlow?.zone ? { text: words.zones[peakFlow.zone], color: zoneInk[peakFlow.zone], bold: true } : NOTHING,
  symptoms ? severityWord(words, symptoms.worstSeverity) : NOTHING,
  symptoms?.nightWaking ? '●' : '',
  reliever ? String(reliever.puffs) : '',
  doses && doses.expected > 0 ? `${doses.taken} / ${doses.expected}` : '',
];

/** A row for each day with anything; single entries are in the CSV and the FHIR document. */
const dayTable = ({ days }: ReportDocument, words: ReportTexts): Content[] =>
  section(
    words.details,
    [
      words.columns.date,
      'L/min',
      words.columns.zone,
      words.sections.symptoms,
      words.symptoms['night-waking'],
      words.figures.puffs,
      words.figures.doses,
    ],
    [70, 70, 50, 70, 70, 70, '*'],
    days.filter(isWritten).map((day) => dayRow(day, words)),
  );

const noteTable = ({ peakFlows, symptomRecords }: ReportDocument, words: ReportTexts): Content[] => {
  const noted = [
    ...(symptomRecords ?? []).map(({ occurredAt: at, ...each }) => ({ ...each, at })),
    ...(peakFlows ?? []).map(({ measuredAt: at, ...each }) => ({ ...each, at })),
  ].filter(({ note }) => note !== null);

  return section(
    words.sections.notes,
    [words.columns.date, words.columns.time, words.columns.note],
    [70, 50, '*'],
    noted
      .toSorted((one, other) => (one.at < other.at ? -1 : 1))
      .map(({ recordedOn, at, timeZone, note }) => [recordedOn, localTime(at, timeZone), note ?? NOTHING]),
  );
};

/** What stands behind the first page, what matters most at an appointment first. */
export const detailPages = (document: ReportDocument, words: ReportTexts): Content[] => [
  ...medicines(document, words),
  ...coveredDays(document, words),
  ...eventTable(document, words),
  ...lungTests(document, words),
  ...assessmentTable(document, words),
  ...dayTable(document, words),
  ...noteTable(document, words),
];
