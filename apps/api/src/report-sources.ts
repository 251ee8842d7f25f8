import { type Identity } from '@soomcare/identity';
import { type createMedicineFacts, type Medications } from '@soomcare/medications';
import { type Records } from '@soomcare/records';
import { reportPatient, type ReportRange, type ReportSources } from '@soomcare/report';

export interface ReportSourcesDeps {
  readonly records: Records;
  readonly medications: Medications;
  readonly medicineFacts: Pick<ReturnType<typeof createMedicineFacts>, 'adherenceOf'>;
  readonly profileOf: Identity['profileOf'];
}

const monthsOf = ({ from, to }: ReportRange): string[] => {
  const [first, last] = [Temporal.PlainYearMonth.from(from), Temporal.PlainYearMonth.from(to)];
  const { months } = first.until(last, { largestUnit: 'month' });

  return Array.from({ length: months + 1 }, (_, index) => first.add({ months: index }).toString());
};

/** Of one kind of the diary, which lists newest first. */
const oldestFirst =
  <Line>(diary: {
    list(memberId: string, query: ReportRange & { limit: number }): Promise<{ items: Line[] }>;
  }) =>
  async (memberId: string, range: ReportRange, limit: number): Promise<Line[]> =>
    (await diary.list(memberId, { ...range, limit })).items.toReversed();

/** What the contexts know of a member's days, in the words of a report. */
export const createReportSources = ({
  records,
  medications,
  medicineFacts,
  profileOf,
}: ReportSourcesDeps): ReportSources => ({
  patient: async (memberId) => reportPatient.parse(await profileOf(memberId)),

  async days(memberId, range, timeZone) {
    const days = [];
    // One after the other: a report is rare and must not take the pool from everybody else.
    for (const month of monthsOf(range)) {
      days.push(...(await records.calendar.getMonth(memberId, month, timeZone)).days);
    }
    return days
      .filter(({ date }) => range.from <= date && date <= range.to)
      .map(({ date, peakFlow, symptoms, intakes, adherence }) => ({
        date,
        peakFlow,
        symptoms,
        reliever:
          intakes && intakes.asNeeded > 0
            ? { occasions: intakes.asNeeded, puffs: intakes.puffsAsNeeded }
            : null,
        doses: adherence,
      }));
  },

  personalBests: async (memberId, timeZone) => (await records.personalBests.list(memberId, timeZone)).items,

  adherence: (memberId, range, timeZone) => medicineFacts.adherenceOf(memberId, range, timeZone),

  async medications(memberId, limit) {
    const present = await medications.medications.list(memberId, { archived: 'false', limit });
    const archived = await medications.medications.list(memberId, { archived: 'true', limit });
    return [...present.items, ...archived.items].slice(0, limit);
  },

  async peakFlows(memberId, range, limit) {
    const readings = await oldestFirst(records.peakFlows)(memberId, range, limit);
    return readings.map(({ zoneNow, ...reading }) => ({ ...reading, zone: zoneNow }));
  },

  intakes: oldestFirst(records.intakes),
  symptomRecords: oldestFirst(records.symptomRecords),
  spirometries: oldestFirst(records.spirometries),
  events: oldestFirst(records.exacerbations),
  assessments: oldestFirst(records.controlAssessments),
});
