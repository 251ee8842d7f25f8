import type { DayRange } from '../calendar/day-range.ts';
import { worseZone, type Zone, zoneOf } from '../peak-flow/zones.ts';
import { bestOn, type BestOfMeter } from '../personal-best/best-on.ts';
import { earlyNoticesOf } from './early-notice.ts';
import { algorithms, basisOf } from './figure-basis.ts';
import { noticeText } from './insight-texts.ts';
import type { PeakFlowRow, SymptomRow } from './insight.rows.ts';
import type { MeterFigures } from './meter-figures.ts';
import type { RelieverTrend } from './reliever-use.ts';

export interface NoticeContext {
  readonly fourWeeks: DayRange;
  /** Of the four weeks, newest first. */
  readonly recentDays: readonly string[];
  readonly symptomsOn: (day: string) => readonly SymptomRow[];
  readonly peakFlowsOn: (day: string) => readonly PeakFlowRow[];
  /** Newest first. */
  readonly bests: readonly BestOfMeter[];
  readonly meters: readonly MeterFigures[];
  readonly trend: RelieverTrend;
  readonly daysWithData: number;
}

const worstZoneOf = (rows: readonly PeakFlowRow[], bests: readonly BestOfMeter[]) =>
  rows
    .map((row) => zoneOf(row.litresPerMinute, bestOn(bests, { ...row, recordedOn: row.day })))
    .reduce<Zone | null>(worseZone, null);

/** Which rules hold on the last of the days, each with its figures and a sentence. */
export const noticeFiguresOf = (context: NoticeContext) => {
  const { fourWeeks, recentDays, symptomsOn, peakFlowsOn, bests, meters, trend, daysWithData } = context;
  const notices = earlyNoticesOf({
    days: recentDays.map((day) => ({
      hasEntry: symptomsOn(day).length > 0 || peakFlowsOn(day).length > 0,
      nightWaking: symptomsOn(day).some(({ nightWaking }) => nightWaking > 0),
      zone: worstZoneOf(peakFlowsOn(day), bests),
    })),
    reliever: trend,
    variability: meters.find(({ variability }) => variability.excessive)?.variability ?? null,
  });

  return notices.map((notice) => ({
    basis: basisOf(algorithms.earlyNotice, { days: fourWeeks, daysWithData, requiredDays: 0 }),
    rule: notice.rule,
    inputs: Object.entries(notice.inputs).map(([name, value]) => ({ name, value })),
    text: noticeText(notice),
  }));
};
