import { addDays, daysInRange } from '@soomcare/time';

import type { AirDayValues, AirRepository, AirValues } from '../air/air.repository.ts';
import { type Grade, gradeOf, type Pollutant, worstGrade } from '../air/grades.ts';
import { predictedMean } from '../air/predicted-mean.ts';
import type { PollenOfDay, PollenRepository } from '../pollen/pollen.repository.ts';
import type { ExposureRegionRepository } from '../regions/exposure-region.repository.ts';
import type { RegionCode } from '../regions/regions.ts';
import type { ExposureSource } from '../sources/exposure-source.ts';
import type { ExposureDay, ExposureQuery, ExposureView } from './exposure.schemas.ts';

export interface ExposureServiceDeps {
  readonly source: Pick<ExposureSource, 'attribution'>;
  readonly chosen: Pick<ExposureRegionRepository, 'find'>;
  readonly air: AirRepository;
  readonly pollen: PollenRepository;
  readonly now: () => Date;
}

const HOUR_MS = 60 * 60 * 1000;
/** Older hours are not called the latest. */
const LATEST_HOURS = 3;
const PREDICTED_FROM_HOURS = 12;

const graded = (pollutant: Pollutant, value: number | null) =>
  value === null ? null : { value, grade: gradeOf(pollutant, value) };

/** @param gradedBy what stands for each value where it is graded */
const gradedAir = (values: AirValues, gradedBy: AirValues) => {
  const each = (pollutant: Pollutant) => {
    const [value, basis] = [values[pollutant], graded(pollutant, gradedBy[pollutant])];
    return value === null || basis === null ? null : { value, grade: basis.grade };
  };
  const [pm10, pm25, o3] = [each('pm10'), each('pm25'), each('o3')];
  const known = [pm10, pm25, o3].filter((one) => one !== null);
  return { grade: worstGrade(known.map(({ grade }) => grade)), pm10, pm25, o3 };
};

const nothing: AirValues = { pm10: null, pm25: null, o3: null };

const dayOf = (date: string, air: AirDayValues | undefined, pollen: readonly PollenOfDay[]): ExposureDay => ({
  date,
  ...gradedAir(air ?? nothing, air ?? nothing),
  hours: air?.hours ?? 0,
  pollen: pollen.map(({ kind, level, issuedAt }) => ({ kind, level, issuedAt })),
});

export const createExposureService = ({ source, chosen, air, pollen, now }: ExposureServiceDeps) => {
  const latestOf = async (region: RegionCode): Promise<ExposureView['latest']> => {
    const since = new Date(now().getTime() - (PREDICTED_FROM_HOURS + LATEST_HOURS) * HOUR_MS);
    const hours = await air.listHoursSince(region, since);
    const newest = hours.find(
      ({ measuredAt }) => Date.parse(measuredAt) > now().getTime() - LATEST_HOURS * HOUR_MS,
    );
    if (!newest) return null;

    const hourly = (pollutant: 'pm10' | 'pm25') =>
      Array.from({ length: PREDICTED_FROM_HOURS }, (_, ago) => {
        const at = Date.parse(newest.measuredAt) - ago * HOUR_MS;
        return hours.find(({ measuredAt }) => Date.parse(measuredAt) === at)?.[pollutant] ?? null;
      });
    const gradedBy = {
      pm10: predictedMean('pm10', hourly('pm10')),
      pm25: predictedMean('pm25', hourly('pm25')),
      o3: newest.o3,
    };
    return { measuredAt: newest.measuredAt, ...gradedAir(newest, gradedBy) };
  };

  return {
    async get(memberId: string, { from, to }: ExposureQuery): Promise<ExposureView> {
      const region = await chosen.find(memberId);
      const { attribution } = source;
      if (region === null) {
        return { available: true, region: null, attribution: [...attribution], latest: null, days: [] };
      }

      const airDays = new Map((await air.listDays(region, from, to)).map((day) => [day.date, day]));
      const pollenOn = Map.groupBy(await pollen.list(region, from, to), ({ date }) => date);
      const dates = Array.from({ length: daysInRange(from, to) }, (_, index) => addDays(from, index));
      return {
        available: true,
        region,
        attribution: [...attribution],
        latest: await latestOf(region),
        days: dates.map((date) => dayOf(date, airDays.get(date), pollenOn.get(date) ?? [])),
      };
    },

    /** For the month at a glance: the days that have a grade. */
    async gradesByDay(
      memberId: string,
      { from, to }: { readonly from: string; readonly to: string },
    ): Promise<Map<string, Grade>> {
      const days = await air.listDaysOfMember(memberId, from, to);
      return new Map(
        days.flatMap((day) => {
          const { grade } = gradedAir(day, day);
          return grade === null ? [] : [[day.date, grade] as const];
        }),
      );
    },
  };
};

export type ExposureService = ReturnType<typeof createExposureService>;
