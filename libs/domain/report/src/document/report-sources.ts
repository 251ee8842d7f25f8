import type { Given, ReportInputs } from './report-document.schemas.ts';

/** Local days, both inclusive. */
export interface ReportRange {
  readonly from: string;
  readonly to: string;
}

/** Lines of one section: oldest first, and never more than `limit`. */
export type ReadLines<Key extends keyof ReportInputs> = (
  memberId: string,
  range: ReportRange,
  limit: number,
) => Promise<NonNullable<Given<Key>>>;

/** As in the diary, where scheduled intakes stand among the others; a name that was typed, or the medicine's id. */
export type Intake = Omit<NonNullable<Given<'relieverIntakes'>>[number], 'purpose' | 'name'> & {
  readonly purpose: 'scheduled' | 'as_needed' | 'pre_exercise';
  readonly drugName: string | null;
  readonly medicationId: string | null;
};

export type Medicine = NonNullable<Given<'medications'>>[number] & { readonly id: string };

/** What a report asks of the other contexts; the app knows where each of it is. */
export interface ReportSources {
  patient(memberId: string): Promise<Given<'patient'>>;
  /** Every day of the range. */
  days(memberId: string, range: ReportRange, timeZone: string): Promise<Given<'days'>>;
  /** Newest first. */
  personalBests(memberId: string, timeZone: string): Promise<NonNullable<Given<'personalBests'>>>;
  adherence(memberId: string, range: ReportRange, timeZone: string): Promise<NonNullable<Given<'adherence'>>>;
  /** All of them, in no order, and never more than `limit`. */
  medications(memberId: string, limit: number): Promise<Medicine[]>;
  readonly peakFlows: ReadLines<'peakFlows'>;
  readonly symptomRecords: ReadLines<'symptomRecords'>;
  intakes(memberId: string, range: ReportRange, limit: number): Promise<Intake[]>;
  readonly spirometries: ReadLines<'spirometries'>;
  readonly events: ReadLines<'events'>;
  readonly assessments: ReadLines<'assessments'>;
}
