import type { CodeableConcept, Observation } from '@medplum/fhirtypes';

import type { ReportDocument } from '../document/report-document.schemas.ts';
import { type ReportTexts, severityWord, wordFor } from '../texts/report-texts.ts';
import { adherenceCode, fev1Code, fvcCode, peakFlowCode, ratioCode, symptomCodes, UCUM } from './codes.ts';

/** All but whom it is about, which the bundle knows. */
export type Finding = Omit<Observation, 'subject'>;

const quantity = (value: number, unit: string) => ({ value, unit, system: UCUM, code: unit });

const finding = (
  code: CodeableConcept,
  when: Pick<Observation, 'effectiveDateTime' | 'effectivePeriod'>,
  rest: Partial<Observation>,
): Finding => ({ resourceType: 'Observation', status: 'final', code, ...when, ...rest });

const noted = (note: string | null) => (note === null ? {} : { note: [{ text: note }] });

const named = (code: CodeableConcept | undefined, text: string): CodeableConcept => ({ ...code, text });

export const peakFlowFindings = ({ peakFlows }: ReportDocument, words: ReportTexts): Finding[] =>
  (peakFlows ?? []).map(({ measuredAt, litresPerMinute, meterId, scale, bronchodilator, zone, note }) =>
    finding(
      named(peakFlowCode, words.sections['peak-flow']),
      { effectiveDateTime: measuredAt },
      {
        valueQuantity: quantity(litresPerMinute, 'L/min'),
        method: { text: `${scale}, ${words.bronchodilators[bronchodilator]}` },
        ...(meterId === null ? {} : { device: { display: meterId } }),
        ...(zone === null ? {} : { interpretation: [{ text: words.zones[zone] }] }),
        ...noted(note),
      },
    ),
  );

export const lungTestFindings = ({ spirometries }: ReportDocument): Finding[] =>
  (spirometries ?? []).flatMap(
    ({ measuredAt, fev1Litres, fvcLitres, fev1FvcRatio, bronchodilator, note }) => {
      const when = { effectiveDateTime: measuredAt };
      // LOINC gives the ratio as a volume fraction in per cent; three decimals of it are one of the percentage.
      const percent = Math.round(fev1FvcRatio * 1_000) / 10;

      return [
        finding(fev1Code[bronchodilator], when, { valueQuantity: quantity(fev1Litres, 'L'), ...noted(note) }),
        finding(fvcCode[bronchodilator], when, { valueQuantity: quantity(fvcLitres, 'L') }),
        finding(ratioCode, when, { valueQuantity: quantity(percent, '%') }),
      ];
    },
  );

export const symptomFindings = ({ symptomRecords }: ReportDocument, words: ReportTexts): Finding[] =>
  (symptomRecords ?? []).flatMap(({ occurredAt, symptoms, noSymptoms, note }) => {
    const when = { effectiveDateTime: occurredAt };
    if (symptoms.length === 0) {
      const text = noSymptoms ? words.noSymptoms : words.sections.symptoms;
      return [finding({ text }, when, { valueBoolean: !noSymptoms, ...noted(note) })];
    }
    return symptoms.map(({ kind, severity }) =>
      finding(named(symptomCodes[kind], wordFor(words.symptoms, kind)), when, {
        valueInteger: severity,
        interpretation: [{ text: severityWord(words, severity) }],
        ...noted(note),
      }),
    );
  });

export const adherenceFindings = ({ adherence, from, to }: ReportDocument, words: ReportTexts): Finding[] => {
  const percent = adherence?.range.percent ?? null;
  if (percent === null) return [];

  return [
    finding(
      named(adherenceCode, words.figures.adherence),
      { effectivePeriod: { start: from, end: to } },
      { valueQuantity: quantity(percent, '%') },
    ),
  ];
};

export const eventFindings = ({ events }: ReportDocument, words: ReportTexts): Finding[] =>
  (events ?? []).map(({ startedAt, endedOn, kind, place, note }) =>
    finding(
      { text: wordFor(words.events, kind) },
      { effectivePeriod: { start: startedAt, ...(endedOn === null ? {} : { end: endedOn }) } },
      { ...(place === null ? {} : { valueString: place }), ...noted(note) },
    ),
  );

export const assessmentFindings = ({ assessments }: ReportDocument, words: ReportTexts): Finding[] =>
  (assessments ?? []).map(({ answeredAt, kind, score, verdict }) =>
    finding(
      { text: wordFor(words.assessments, kind) },
      { effectiveDateTime: answeredAt },
      {
        valueQuantity: { value: score },
        interpretation: [{ text: wordFor(words.verdicts, verdict) }],
      },
    ),
  );
