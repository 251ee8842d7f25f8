import type { ReportLanguage } from '../report.entity.ts';
import { reportErrors } from '../report.errors.ts';
import {
  type ReportDocument,
  reportInputs,
  type ReportSection,
  reportSections,
} from './report-document.schemas.ts';
import type { Intake, Medicine, ReportRange, ReportSources } from './report-sources.ts';
import { algorithms, coverageOf, summaryOf } from './summary.ts';

export interface ReportRequest {
  readonly from: string;
  readonly to: string;
  readonly sections: readonly ReportSection[];
  readonly language: ReportLanguage;
}

/** Some fourteen a day for a year. Beyond it a report would be read by nobody, and one request would cost too much. */
export const MAX_LINES = 5_000;

const mustBeReadable = <Line>(found: Line[]): Line[] => {
  if (found.length > MAX_LINES) throw reportErrors.REPORT_TOO_LONG();
  return found;
};

/** Those that were taken within the range, as they began. */
const takenWithin = ({ from, to }: ReportRange, medicines: readonly Medicine[]): Medicine[] =>
  medicines
    .filter(({ startsOn, endsOn }) => startsOn <= to && (endsOn ?? to) >= from)
    .toSorted((one, other) => (one.startsOn < other.startsOn ? -1 : 1));

const relieverAmong = (intakes: readonly Intake[], medicines: readonly Medicine[]) => {
  const names = new Map(medicines.map(({ id, name }) => [id, name]));
  return intakes
    .filter(({ purpose }) => purpose !== 'scheduled')
    .map((intake) => ({
      ...intake,
      name: intake.drugName ?? names.get(intake.medicationId ?? '') ?? null,
    }));
};

/** Reads everything once and puts it into the document that all forms of the report are made from. @throws REPORT_TOO_LONG */
export const createFreezer =
  (sources: ReportSources) =>
  async (
    memberId: string,
    { from, to, language, sections }: ReportRequest,
    timeZone: string,
  ): Promise<ReportDocument> => {
    const range = { from, to };
    const wants = (section: ReportSection) => sections.includes(section);
    const part = <T>(section: ReportSection, read: () => Promise<T>) =>
      wants(section) ? read() : Promise.resolve(null);
    const lines = <Line extends object>(
      section: ReportSection,
      read: (id: string, days: typeof range, limit: number) => Promise<Line[]>,
    ) =>
      part(section, async () => {
        const found = mustBeReadable(await read(memberId, range, MAX_LINES + 1));
        return wants('notes') ? found : found.map((line) => ({ ...line, note: null }));
      });

    // One after the other: a report is rare and must not take the pool from everybody else.
    const patient = await sources.patient(memberId);
    const days = await sources.days(memberId, range, timeZone);
    const intakes = await lines('reliever', sources.intakes);
    const medicines =
      wants('medications') || wants('reliever')
        ? mustBeReadable(await sources.medications(memberId, MAX_LINES + 1))
        : [];

    const inputs = reportInputs.parse({
      patient,
      days: days.map((day) => ({
        date: day.date,
        peakFlow: wants('peak-flow') ? day.peakFlow : null,
        symptoms: wants('symptoms') ? day.symptoms : null,
        reliever: wants('reliever') ? day.reliever : null,
        doses: wants('adherence') ? day.doses : null,
      })),
      personalBests: await part('peak-flow', () => sources.personalBests(memberId, timeZone)),
      peakFlows: await lines('peak-flow', sources.peakFlows),
      symptomRecords: await lines('symptoms', sources.symptomRecords),
      relieverIntakes: intakes && relieverAmong(intakes, medicines),
      adherence: await part('adherence', () => sources.adherence(memberId, range, timeZone)),
      medications: wants('medications') ? takenWithin(range, medicines) : null,
      spirometries: await lines('spirometry', sources.spirometries),
      events: await lines('events', sources.events),
      assessments: await lines('control', sources.assessments),
    });

    return {
      format: 'soomcare-report/1',
      from,
      to,
      timeZone,
      language,
      sections: reportSections.filter(wants),
      algorithms,
      coverage: coverageOf(inputs),
      summary: summaryOf(inputs),
      ...inputs,
    };
  };
