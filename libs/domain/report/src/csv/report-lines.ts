import type { ReportDocument, ReportSection } from '../document/report-document.schemas.ts';
import { localTime, type ReportTexts, severityWord, textsOf, wordFor } from '../texts/report-texts.ts';

/** One fact of the report: a row of the CSV file. */
export interface ReportLine {
  readonly section: ReportSection;
  readonly date: string;
  readonly time: string;
  readonly timeZone: string;
  readonly item: string;
  readonly value: string | number;
  readonly unit: string;
  readonly detail: string;
  readonly note: string;
}

interface Entry {
  readonly recordedOn: string;
  readonly timeZone: string;
  readonly note?: string | null;
}

const lineOf = (
  section: ReportSection,
  { recordedOn, timeZone, note }: Entry,
  instant: string,
  { item, value, unit = '', detail = '' }: Pick<ReportLine, 'item' | 'value'> & Partial<ReportLine>,
): ReportLine => ({
  section,
  date: recordedOn,
  time: localTime(instant, timeZone),
  timeZone,
  item,
  value,
  unit,
  detail,
  note: note ?? '',
});

const listed = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join(' · ');

const lungLines = ({ peakFlows, spirometries }: ReportDocument, words: ReportTexts): ReportLine[] => [
  ...(peakFlows ?? []).map((each) =>
    lineOf('peak-flow', each, each.measuredAt, {
      item: words.sections['peak-flow'],
      value: each.litresPerMinute,
      unit: 'L/min',
      detail: listed([
        each.zone && words.zones[each.zone],
        each.percentOfBest === null ? null : `${each.percentOfBest}%`,
        words.bronchodilators[each.bronchodilator],
        each.scale,
        each.meterId,
      ]),
    }),
  ),
  ...(spirometries ?? []).flatMap((each) => {
    const detail = words.bronchodilators[each.bronchodilator];
    const figures = [
      { item: 'FEV1', value: each.fev1Litres, unit: 'L', detail },
      { item: 'FVC', value: each.fvcLitres, unit: 'L', detail },
      { item: 'FEV1/FVC', value: each.fev1FvcRatio, detail },
    ];
    return figures.map((figure) => lineOf('spirometry', each, each.measuredAt, figure));
  }),
];

const symptomLines = ({ symptomRecords }: ReportDocument, words: ReportTexts): ReportLine[] =>
  (symptomRecords ?? []).flatMap((each) => {
    const detail = each.triggers.join(' · ');
    if (each.symptoms.length === 0) {
      const item = each.noSymptoms ? words.noSymptoms : words.sections.symptoms;
      return [lineOf('symptoms', each, each.occurredAt, { item, value: each.noSymptoms ? 0 : '', detail })];
    }
    return each.symptoms.map(({ kind, severity }) =>
      lineOf('symptoms', each, each.occurredAt, {
        item: wordFor(words.symptoms, kind),
        value: severity,
        unit: severityWord(words, severity),
        detail,
      }),
    );
  });

const relieverLines = ({ relieverIntakes }: ReportDocument, words: ReportTexts): ReportLine[] =>
  (relieverIntakes ?? []).map((each) =>
    lineOf('reliever', each, each.takenAt, {
      item: each.name ?? words.sections.reliever,
      value: each.puffs ?? each.amount ?? '',
      unit: each.puffs === null ? wordFor(words.units, each.unit ?? '') : words.units.puff,
      detail: words.purposes[each.purpose],
    }),
  );

const adherenceLines = ({ adherence, days, timeZone }: ReportDocument, words: ReportTexts): ReportLine[] =>
  (adherence ? days : []).flatMap(({ date, doses }) =>
    doses && doses.expected > 0
      ? [
          {
            ...({ section: 'adherence', date, time: '', timeZone, note: '' } as const),
            item: words.figures.doses,
            value: doses.taken,
            unit: `/ ${doses.expected}`,
            detail: '',
          },
        ]
      : [],
  );

const eventLines = ({ events, assessments }: ReportDocument, words: ReportTexts): ReportLine[] => [
  ...(events ?? []).map((each) =>
    lineOf('events', each, each.startedAt, {
      item: wordFor(words.events, each.kind),
      value: '',
      detail: listed([each.endedOn && `– ${each.endedOn}`, each.place]),
    }),
  ),
  ...(assessments ?? []).map((each) =>
    lineOf('control', each, each.answeredAt, {
      item: wordFor(words.assessments, each.kind),
      value: each.score,
      detail: wordFor(words.verdicts, each.verdict),
    }),
  ),
];

const medicationLines = ({ medications, timeZone }: ReportDocument, words: ReportTexts): ReportLine[] =>
  (medications ?? []).map((each) => ({
    section: 'medications',
    date: each.startsOn,
    time: '',
    timeZone,
    item: each.name,
    value: each.doseAmount,
    unit: wordFor(words.units, each.doseUnit),
    detail: listed([words.purposes[each.purposeDefault], each.endsOn && `– ${each.endsOn}`]),
    note: '',
  }));

/** Everything that was written down, section by section, in the report's language. */
export const linesOf = (document: ReportDocument): ReportLine[] => {
  const words = textsOf(document.language);

  return [
    ...lungLines(document, words),
    ...symptomLines(document, words),
    ...relieverLines(document, words),
    ...adherenceLines(document, words),
    ...eventLines(document, words),
    ...medicationLines(document, words),
  ];
};
