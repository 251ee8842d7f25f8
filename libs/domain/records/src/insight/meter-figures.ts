import { isoInstant } from '@soomcare/database';

import { bestOn, type BestOfMeter } from '../personal-best/best-on.ts';
import { PROPOSAL_DAYS } from '../personal-best/personal-best.service.ts';
import { algorithms, basisOf } from './figure-basis.ts';
import { isWithin, lastDays } from './insight-days.ts';
import type { PeakFlowRow } from './insight.rows.ts';
import { lowestMorningOf, VARIABILITY_DAYS, variabilityOf } from './variability.ts';

const localHourOf = ({ at, timeZone }: PeakFlowRow) =>
  Temporal.Instant.from(isoInstant(at)).toZonedDateTimeISO(timeZone).hour;

const distinctDays = (rows: readonly { readonly day: string }[]) => new Set(rows.map(({ day }) => day)).size;

const figuresOfMeter = (
  rows: readonly PeakFlowRow[],
  { meterId, scale }: Pick<PeakFlowRow, 'meterId' | 'scale'>,
  { bests, to, ageYears }: MeterContext,
) => {
  const present = bestOn(bests, { meterId, scale, recordedOn: to });
  const proposalDays = lastDays(to, PROPOSAL_DAYS);
  const candidates = rows.filter(
    ({ day, bronchodilator }) => isWithin(proposalDays, day) && bronchodilator !== 'post',
  );
  const highest = Math.max(0, ...candidates.map(({ litresPerMinute }) => litresPerMinute));

  const days = lastDays(to, VARIABILITY_DAYS);
  const readings = rows
    .filter(({ day }) => isWithin(days, day))
    .map((row) => ({ ...row, recordedOn: row.day, localHour: localHourOf(row) }));
  const { validDays, requiredDays, ...variability } = variabilityOf(readings, { ageYears });
  const { days: mornings, ...lowest } = lowestMorningOf(readings, present);

  return {
    meterId,
    scale,
    personalBest: {
      basis: basisOf(algorithms.personalBest, {
        days: proposalDays,
        daysWithData: distinctDays(candidates),
        requiredDays: 0,
      }),
      present,
      proposed: highest > (present ?? 0) ? highest : null,
    },
    variability: {
      basis: basisOf(algorithms.variability, { days, daysWithData: validDays, requiredDays }),
      ...variability,
    },
    lowestMorning: {
      basis: basisOf(algorithms.lowestMorning, { days, daysWithData: mornings, requiredDays: 0 }),
      ...lowest,
    },
  };
};

export interface MeterContext {
  /** Newest first. */
  readonly bests: readonly BestOfMeter[];
  /** The last day. */
  readonly to: string;
  readonly ageYears: number | null;
}

/** Of each meter and scale that was used, since two of them never share a trend. @param rows of the last four weeks */
export const meterFiguresOf = (rows: readonly PeakFlowRow[], context: MeterContext) =>
  [...Map.groupBy(rows, ({ meterId, scale }) => `${scale} ${meterId ?? ''}`).entries()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, ofMeter]) => (ofMeter[0] ? figuresOfMeter(ofMeter, ofMeter[0], context) : []));

export type MeterFigures = ReturnType<typeof meterFiguresOf>[number];
