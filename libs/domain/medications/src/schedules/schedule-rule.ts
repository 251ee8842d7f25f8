import type { PlainSchedule } from './schedule.entity.ts';

/** When a medicine is due, in the words of the person who takes it: wall times and days of one zone. */
export interface ScheduleRule {
  readonly kind: 'times' | 'interval';
  /** Wall times HH:MM, ascending, no doubles, 1–12. For `interval` exactly one: the first dose of the first day. */
  readonly times: readonly string[];
  /** ISO weekdays 1–7 (Monday 1); all seven for every day. `times` only. */
  readonly weekdays: readonly number[];
  /** Every so many days counted from startsOn; 1 = each day. With a value > 1 weekdays are all seven. */
  readonly everyDays: number;
  /** `interval` only: elapsed hours between two doses, 1–72. */
  readonly everyHours: number | null;
  /** YYYY-MM-DD in timeZone. */
  readonly startsOn: string;
  /** The last local day that has doses. */
  readonly endsOn: string | null;
  /** Doses in all, from the start. A paused dose is not given, so it does not count. */
  readonly count: number | null;
  /** Local days, the first and the last of each included. */
  readonly pauses: readonly Pause[];
  /** IANA name. */
  readonly timeZone: string;
}

export interface Pause {
  readonly from: string;
  readonly to: string;
}

export const timesOf = ({ times }: Pick<PlainSchedule, 'times'>): string[] => times.split(',');

export const weekdaysOf = ({ weekdays }: Pick<PlainSchedule, 'weekdays'>): number[] =>
  weekdays.split(',').map(Number);

// Written by this program from a checked body.
export const pausesOf = ({ pauses }: Pick<PlainSchedule, 'pauses'>): Pause[] => JSON.parse(pauses) as Pause[];

/** The last day by both: what ends first counts, and null never ends. */
const earlierDay = (one: string | null, other: string | null): string | null => {
  if (one === null || other === null) return one ?? other;

  return one < other ? one : other;
};

export const ruleOf = (schedule: PlainSchedule): ScheduleRule => ({
  kind: schedule.kind,
  times: timesOf(schedule),
  weekdays: weekdaysOf(schedule),
  everyDays: schedule.everyDays,
  everyHours: schedule.everyHours,
  startsOn: schedule.startsOn,
  endsOn: earlierDay(schedule.endsOn, schedule.courseEndsOn),
  count: schedule.count,
  pauses: pausesOf(schedule),
  timeZone: schedule.timeZone,
});
