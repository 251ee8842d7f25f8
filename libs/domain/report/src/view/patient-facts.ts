import type { ReportDocument } from '../document/report-document.schemas.ts';
import { type ReportTexts, withUnit, wordFor } from '../texts/report-texts.ts';

const NOTHING = '–';

const listed = (parts: readonly (string | null | undefined)[]) => parts.filter(Boolean).join(', ') || NOTHING;

const ageOn = (day: string, birthDate: string): number =>
  Temporal.PlainDate.from(birthDate).until(day, { largestUnit: 'year' }).years;

/** Whose report it is and of which days: titles and their values, in the order of reading. */
export const patientFacts = (
  { patient, from, to }: ReportDocument,
  words: ReportTexts,
): (readonly [title: string, value: string])[] => {
  const { heightCm, weightKg, doctor } = patient;
  const height = heightCm === null ? NOTHING : `${heightCm} cm`;
  const weight = weightKg === null ? NOTHING : `${weightKg} kg`;
  const diagnosis = patient.diagnosis && wordFor(words.diagnoses, patient.diagnosis);

  return [
    [words.patient, patient.name ?? patient.nickname],
    [words.birthDate, `${patient.birthDate} (${withUnit(words, ageOn(to, patient.birthDate), words.year)})`],
    [words.sex, patient.sex === null ? NOTHING : words.sexes[patient.sex]],
    [words.body, `${height} / ${weight}`],
    [words.diagnosis, listed([diagnosis, patient.diagnosedOn])],
    [words.doctor, listed([doctor?.name, doctor?.clinic])],
    [words.period, `${from} – ${to}`],
  ];
};
