import type { RelieverTrend } from '../insight/reliever-use.ts';
import { type Thresholds, zoneOfPercent } from '../peak-flow/zones.ts';
import { dangerSignsOf, redFlags, severeSigns } from './red-flags.ts';

export const findingTriggers = ['peak-flow', 'red-flag-symptom', 'reliever-over-use'] as const;
export const findingZones = ['yellow', 'red'] as const;
export const findingReasons = [
  'yellow-zone',
  'red-zone',
  'reliever-over-two-days-a-week',
  'reliever-burst',
  ...redFlags,
  ...severeSigns,
] as const;

/** What in a record calls for the action plan. */
export interface Finding {
  readonly trigger: (typeof findingTriggers)[number];
  readonly zone: (typeof findingZones)[number];
  readonly reasons: (typeof findingReasons)[number][];
}

/** By the thresholds of the member's own plan. @param percent of personal best, floored; null where there is none */
export const peakFlowFinding = (percent: number | null, thresholds?: Thresholds): Finding | null => {
  if (percent === null) return null;

  const zone = zoneOfPercent(percent, thresholds);
  return zone === 'green' ? null : { trigger: 'peak-flow', zone, reasons: [`${zone}-zone`] };
};

export const symptomFinding = (record: Parameters<typeof dangerSignsOf>[0]): Finding | null => {
  const reasons = dangerSignsOf(record);

  return reasons.length === 0 ? null : { trigger: 'red-flag-symptom', zone: 'red', reasons };
};

/** Over-use is a matter for the doctor, so yellow: a reliever that does not help is a danger sign of its own. */
export const relieverFinding = ({ lastWeek, burst }: RelieverTrend): Finding | null => {
  const reasons = [
    ...(lastWeek.overuse ? (['reliever-over-two-days-a-week'] as const) : []),
    ...(burst.present ? (['reliever-burst'] as const) : []),
  ];

  return reasons.length === 0 ? null : { trigger: 'reliever-over-use', zone: 'yellow', reasons };
};
