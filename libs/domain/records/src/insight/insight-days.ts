import { addDays } from '@soomcare/time';

import { CONTROL_DAYS } from '../assessment/control.ts';
import type { DayRange } from '../calendar/day-range.ts';

export interface InsightDays {
  /** What the member asked for, up to today. */
  readonly range: DayRange;
  /** The four weeks up to its end, which some figures are defined over. */
  readonly fourWeeks: DayRange;
  /** Both together. */
  readonly both: DayRange;
}

const MAX_DAYS = 366;

const earlier = (one: string, other: string) => (one < other ? one : other);

/** The last so many days up to `to`. */
export const lastDays = (to: string, count: number): DayRange => ({ from: addDays(to, 1 - count), to });

/** Each day, newest first. */
export const newestFirst = (to: string, count: number): string[] =>
  Array.from({ length: count }, (_, ago) => addDays(to, -ago));

export const isWithin = ({ from, to }: DayRange, day: string): boolean => from <= day && day <= to;

/** @returns null for a range that cannot be asked for */
export const insightDaysOf = ({ from, to }: DayRange, today: string): InsightDays | null => {
  if (from > to || from > today || addDays(from, MAX_DAYS) <= to) return null;

  const range = { from, to: earlier(to, today) };
  const fourWeeks = lastDays(range.to, CONTROL_DAYS);
  return { range, fourWeeks, both: { from: earlier(from, fourWeeks.from), to: range.to } };
};
