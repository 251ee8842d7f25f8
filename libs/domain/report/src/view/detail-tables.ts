import type { ReportDay, ReportDocument, Zone } from '../document/report-document.schemas.ts';
import { localTime, type ReportTexts, severityWord, withUnit, wordFor } from '../texts/report-texts.ts';

const NOTHING = '–';

/** A text, or the word for a zone, to be coloured. */
export type DetailCell = string | { readonly text: string; readonly zone: Zone };

export interface DetailTable {
  readonly title: string;
  readonly head: readonly string[];
  /** Of each column in points, `*` for what is left. */
  readonly widths: readonly (number | '*')[];
  readonly rows: readonly (readonly DetailCell[])[];
}

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Nothing where it has no row. */
const tableOf = (
  title: string,
  head: DetailTable['head'],
  widths: DetailTable['widths'],
  rows: DetailTable['rows'],
): DetailTable[] => (rows.length === 0 ? [] : [{ title, head: head.map(capitalised), widths, rows }]);

const medicines = ({ medications }: ReportDocument, words: ReportTexts): DetailTable[] => {
  const { columns, units } = words;
  return tableOf(
    words.sections.medications,
    [columns.medicine, columns.use, columns.dose, columns.dailyMaximum, columns.course],
    ['*', 60, 70, 60, 130],
    (medications ?? []).map((each) => [
      each.name,
      words.purposes[each.purposeDefault],
      withUnit(words, each.doseAmount, wordFor(units, each.doseUnit)),
      each.dailyMaximum === null
        ? NOTHING
        : withUnit(words, each.dailyMaximum, wordFor(units, each.doseUnit)),
      `${each.startsOn} – ${each.endsOn ?? ''}`,
    ]),
  );
};

const coveredDays = ({ adherence }: ReportDocument, words: ReportTexts): DetailTable[] =>
  tableOf(
    words.figures.covered,
    [words.columns.medicine, words.columns.days, '%'],
    ['*', 80, 60],
    (adherence?.proportionOfDaysCovered ?? []).map((each) => [
      each.medicationName,
      `${each.daysCovered} / ${each.days}`,
      `${each.percent}%`,
    ]),
  );

const eventTable = ({ events }: ReportDocument, words: ReportTexts): DetailTable[] =>
  tableOf(
    words.sections.events,
    [words.columns.date, words.columns.kind, words.columns.detail, words.columns.note],
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

const lungTests = ({ spirometries }: ReportDocument, words: ReportTexts): DetailTable[] =>
  tableOf(
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

const assessmentTable = ({ assessments }: ReportDocument, words: ReportTexts): DetailTable[] =>
  tableOf(
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

const rangeOf = ({ min, max }: { min: number; max: number }) => (min === max ? String(min) : `${min}–${max}`);

const dayRow = (
  { date, peakFlow, symptoms, reliever, doses }: ReportDay,
  words: ReportTexts,
): DetailCell[] => [
  date,
  peakFlow ? rangeOf(peakFlow) : NOTHING,
  peakFlow?.zone ? { text: words.zones[peakFlow.zone], zone: peakFlow.zone } : NOTHING,
  symptoms ? severityWord(words, symptoms.worstSeverity) : NOTHING,
  symptoms?.nightWaking ? '●' : '',
  reliever ? String(reliever.puffs) : '',
  doses && doses.expected > 0 ? `${doses.taken} / ${doses.expected}` : '',
];

/** A row for each day with anything; single entries are in the CSV and the FHIR document. */
const dayTable = ({ days }: ReportDocument, words: ReportTexts): DetailTable[] =>
  tableOf(
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

const noteTable = ({ peakFlows, symptomRecords }: ReportDocument, words: ReportTexts): DetailTable[] => {
  const noted = [
    ...(symptomRecords ?? []).map(({ occurredAt: at, ...each }) => ({ ...each, at })),
    ...(peakFlows ?? []).map(({ measuredAt: at, ...each }) => ({ ...each, at })),
  ].filter(({ note }) => note !== null);

  return tableOf(
    words.sections.notes,
    [words.columns.date, words.columns.time, words.columns.note],
    [70, 50, '*'],
    noted
      .toSorted((one, other) => (one.at < other.at ? -1 : 1))
      .map(({ recordedOn, at, timeZone, note }) => [recordedOn, localTime(at, timeZone), note ?? NOTHING]),
  );
};

/** What stands behind the summary, what matters most at an appointment first. */
export const detailTables = (document: ReportDocument, words: ReportTexts): DetailTable[] => [
  ...medicines(document, words),
  ...coveredDays(document, words),
  ...eventTable(document, words),
  ...lungTests(document, words),
  ...assessmentTable(document, words),
  ...dayTable(document, words),
  ...noteTable(document, words),
];
