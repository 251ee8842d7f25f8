import type { ReportInputs, ReportPeakFlow, ReportSummary } from './report-document.schemas.ts';

/** Changed whenever a figure would come out differently. */
export const algorithms = {
  zones: 'percent-of-best-80-50/1',
  variability: 'amplitude-percent-mean/1',
  reliever: 'days-occasions-puffs/1',
  adherence: 'doses-taken-of-expected/1',
};

/** Half of the two weeks over which the index is defined (GINA; PMC9907191, table 2). */
const REQUIRED_DAYS = 7;

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

const amplitudePercent = (litres: readonly number[]) => {
  const [min, max] = [Math.min(...litres), Math.max(...litres)];
  return (100 * (max - min)) / ((max + min) / 2);
};

/**
 * "Amplitude per cent mean" (BMJ 1999;319:45) over days with two readings or more of one meter before a reliever.
 * Two meters never share a day.
 */
const variabilityOf = (readings: readonly ReportPeakFlow[]) => {
  const before = readings.filter(({ bronchodilator }) => bronchodilator !== 'post');
  const days = Map.groupBy(before, ({ recordedOn, meterId, scale }) =>
    [recordedOn, scale, meterId ?? ''].join(' '),
  );
  const amplitudes = [...days.values()]
    .filter((day) => day.length > 1)
    .map((day) => amplitudePercent(day.map(({ litresPerMinute }) => litresPerMinute)));
  const mean = sum(amplitudes) / amplitudes.length;

  return {
    percent: amplitudes.length < REQUIRED_DAYS ? null : Math.round(100 * mean) / 100,
    validDays: amplitudes.length,
    requiredDays: REQUIRED_DAYS,
  };
};

const peakFlowSummary = ({ peakFlows, days }: ReportInputs): ReportSummary['peakFlow'] => {
  if (!peakFlows || peakFlows.length === 0) return null;

  const litres = peakFlows.map(({ litresPerMinute }) => litresPerMinute);
  const rated = days.flatMap(({ peakFlow }) => (peakFlow ? [peakFlow.zone] : []));
  const daysIn = (zone: (typeof rated)[number]) => rated.filter((each) => each === zone).length;

  return {
    readings: litres.length,
    lowest: Math.min(...litres),
    highest: Math.max(...litres),
    mean: Math.round(sum(litres) / litres.length),
    daysInZone: {
      green: daysIn('green'),
      yellow: daysIn('yellow'),
      red: daysIn('red'),
      unrated: daysIn(null),
    },
    variability: variabilityOf(peakFlows),
  };
};

const symptomSummary = ({ days }: ReportInputs): ReportSummary['symptoms'] => {
  const noted = days.flatMap(({ symptoms }) => symptoms ?? []);
  if (noted.length === 0) return null;

  return {
    symptomDays: noted.filter(({ worstSeverity }) => worstSeverity > 0).length,
    nightWakingDays: noted.filter(({ nightWaking }) => nightWaking).length,
    worstSeverity: Math.max(...noted.map(({ worstSeverity }) => worstSeverity)),
  };
};

/** Puffs before sport are counted apart: they say nothing against control. */
const relieverSummary = ({ relieverIntakes }: ReportInputs): ReportSummary['reliever'] => {
  if (!relieverIntakes) return null;

  const asNeeded = relieverIntakes.filter(({ purpose }) => purpose === 'as_needed');
  return {
    days: new Set(asNeeded.map(({ recordedOn }) => recordedOn)).size,
    occasions: asNeeded.length,
    puffs: sum(asNeeded.map(({ puffs }) => puffs ?? 0)),
    preExercise: relieverIntakes.length - asNeeded.length,
  };
};

const eventSummary = ({ events }: ReportInputs): ReportSummary['events'] =>
  events &&
  [...Map.groupBy(events, ({ kind }) => kind)].map(([kind, ofKind]) => ({ kind, count: ofKind.length }));

export const summaryOf = (inputs: ReportInputs): ReportSummary => ({
  peakFlow: peakFlowSummary(inputs),
  symptoms: symptomSummary(inputs),
  reliever: relieverSummary(inputs),
  events: eventSummary(inputs),
});

/** On how many days there is an entry: silence is not health. Null where the section was not asked for. */
export const coverageOf = ({ days, peakFlows, symptomRecords }: ReportInputs) => ({
  days: days.length,
  peakFlowDays: peakFlows && days.filter(({ peakFlow }) => peakFlow).length,
  symptomDays: symptomRecords && days.filter(({ symptoms }) => symptoms).length,
});
