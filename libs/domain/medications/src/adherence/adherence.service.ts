import { addDays, localDayOf } from '@soomcare/time';

import { dateOfDay, dayOfDate } from '../schedules/wall-time.ts';
import type { AdherenceDose, AdherenceRepository, BoughtDoses } from './adherence.repository.ts';
import type { AdherenceQuery, AdherenceView } from './adherence.schemas.ts';
import { countedOutcomes, coverageOf } from './coverage.ts';
import { type DayRange, daysCoveredOf, type Refill } from './days-covered.ts';
import { possessionOf } from './possession-ratio.ts';

const [WEEK_DAYS, MONTH_DAYS] = [7, 30];

const earlier = (one: string, other: string) => (one < other ? one : other);

const datesOf = ({ from, to }: DayRange): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => dateOfDay(from + index));

/** Of each medicine with refills; what was planned a day is what its doses of the range come to. */
const measuredByMedication = <Measure>(
  doses: readonly AdherenceDose[],
  bought: readonly BoughtDoses[],
  range: DayRange,
  measureOf: (refills: readonly Refill[], plannedHundredths: number, range: DayRange) => Measure | null,
): (Measure & Pick<BoughtDoses, 'medicationId' | 'medicationName'>)[] =>
  [...Map.groupBy(bought, ({ medicationId }) => medicationId).values()].flatMap((ofOne) => {
    const [first] = ofOne;
    if (!first) return [];

    const { medicationId, medicationName } = first;
    const planned = doses
      .filter((dose) => dose.medicationId === medicationId && dose.cancelledAt === null)
      .reduce((sum, { amountHundredths }) => sum + amountHundredths, 0);
    const refills = ofOne.map(({ occurredAt, timeZone, doses: count }) => ({
      day: dayOfDate(localDayOf(new Date(occurredAt), timeZone)),
      doses: count,
    }));
    const measure = measureOf(refills, planned, range);

    return measure ? [{ medicationId, medicationName, ...measure }] : [];
  });

/** How the doses that were planned for a member were taken. */
export const createAdherenceService = ({
  adherence,
  now,
}: {
  adherence: AdherenceRepository;
  now: () => Date;
}) => ({
  /** @param timeZone of today, where the covered days end; doses and refills go by their own */
  async get(
    memberId: string,
    { from, to, medicationId }: AdherenceQuery,
    timeZone: string,
  ): Promise<AdherenceView> {
    const whose = { memberId, medicationId: medicationId ?? null };
    const [weekFrom, monthFrom] = [addDays(to, 1 - WEEK_DAYS), addDays(to, 1 - MONTH_DAYS)];
    const { doses, bought } = await adherence.listDosesAndRefills(whose, earlier(from, monthFrom), to, now());
    const counted = countedOutcomes(doses, now());
    const since = (date: string) => coverageOf(counted.filter(({ localDate }) => localDate >= date));
    const byDate = Map.groupBy(counted, ({ localDate }) => localDate);

    const today = localDayOf(now(), timeZone);
    const soFar = { from: dayOfDate(from), to: dayOfDate(earlier(to, today)) };
    const dosesSoFar = doses.filter(({ localDate }) => from <= localDate && localDate <= today);

    return {
      from,
      to,
      range: since(from),
      last7Days: since(weekFrom),
      last30Days: since(monthFrom),
      days: datesOf({ from: dayOfDate(from), to: dayOfDate(to) }).map((date) => ({
        date,
        ...coverageOf(byDate.get(date) ?? []),
      })),
      proportionOfDaysCovered: measuredByMedication(dosesSoFar, bought, soFar, daysCoveredOf),
      possessionRatio: measuredByMedication(dosesSoFar, bought, soFar, possessionOf),
    };
  },
});

export type AdherenceService = ReturnType<typeof createAdherenceService>;
