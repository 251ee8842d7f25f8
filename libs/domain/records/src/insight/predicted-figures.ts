import { basisOf } from './figure-basis.ts';
import { isWithin, lastDays } from './insight-days.ts';
import type { PeakFlowRow, SpirometryRow } from './insight.rows.ts';
import { personOn, type PersonFacts } from './person.ts';
import { type Measured, percentPredicted } from './predicted.ts';
import { VARIABILITY_DAYS } from './variability.ts';

export const personGaps = ['profile', 'sex', 'heightCm', 'weightKg'] as const;
type PersonGap = (typeof personGaps)[number];

/** What the profile lacks for some equation or all; there is none for a sex that is neither female nor male. */
const gapsOf = (facts: PersonFacts | null): PersonGap[] => {
  if (!facts) return ['profile'];

  return [
    ...(facts.sex === null || facts.sex === 'other' ? (['sex'] as const) : []),
    ...(facts.heightCm === null ? (['heightCm'] as const) : []),
    ...(facts.weightKg === null ? (['weightKg'] as const) : []),
  ];
};

interface DatedMeasure extends Measured {
  readonly day: string;
  readonly bronchodilator: SpirometryRow['bronchodilator'];
  readonly records: readonly ['spirometries', 'profile'] | readonly ['peak-flows', 'profile'];
}

const ofSpirometry = ({
  day,
  bronchodilator,
  fev1Centilitres,
  fvcCentilitres,
}: SpirometryRow): DatedMeasure[] => {
  const shared = { scale: null, day, bronchodilator, records: ['spirometries', 'profile'] } as const;
  return [
    { ...shared, of: 'fev1', value: fev1Centilitres / 100 },
    { ...shared, of: 'fvc', value: fvcCentilitres / 100 },
  ];
};

/** The highest of each scale that was reached without a reliever in the last two weeks. */
const ofPeakFlows = (rows: readonly PeakFlowRow[], to: string): DatedMeasure[] => {
  const days = lastDays(to, VARIABILITY_DAYS);
  const own = rows.filter(({ day, bronchodilator }) => isWithin(days, day) && bronchodilator !== 'post');

  return [...Map.groupBy(own, ({ scale }) => scale).values()].map((ofScale) => {
    const { scale, day, bronchodilator, litresPerMinute } = ofScale.reduce((best, row) =>
      row.litresPerMinute > best.litresPerMinute ? row : best,
    );
    return {
      of: 'pef',
      value: litresPerMinute,
      scale,
      day,
      bronchodilator,
      records: ['peak-flows', 'profile'],
    };
  });
};

/** The newest spirometry and the highest peak flow against every equation that fits, each with its id. */
export const predictedFiguresOf = (
  { spirometries, peakFlows }: { spirometries: readonly SpirometryRow[]; peakFlows: readonly PeakFlowRow[] },
  facts: PersonFacts | null,
  to: string,
) => ({
  missing: gapsOf(facts),
  figures: [...spirometries.flatMap(ofSpirometry), ...ofPeakFlows(peakFlows, to)].flatMap((measured) => {
    const { of, value, day, bronchodilator, records } = measured;
    return percentPredicted(measured, personOn(facts, day)).map(
      ({ equation, source, predicted, percent }) => ({
        basis: basisOf(
          { algorithm: equation, source, records },
          { days: { from: day, to: day }, daysWithData: 1, requiredDays: 1 },
        ),
        of,
        equation,
        measured: value,
        bronchodilator,
        predicted: Math.round(predicted * 1000) / 1000,
        percent,
      }),
    );
  }),
});
