import type { DosePlan, DoseSlot } from './dose-plan.ts';
import { intervalPlan } from './interval-plan.ts';
import type { ScheduleRule } from './schedule-rule.ts';
import { timesPlan } from './times-plan.ts';
import { dateOfDay, dayOfDate, dayOfLocal, HOUR_MS } from './wall-time.ts';
import { zoneClock } from './zone-clock.ts';

/**
 * One dose: the instant, and the local day that owns it, whatever the clock shows when it is answered. `localTime` is
 * the planned wall time: a dose for 02:30 in a night without 02:30 is due when the clock shows 03:30, and stays the
 * dose of 02:30. Of an interval both are what the clock shows, so an hour that repeats can give one pair twice.
 */
export interface Occurrence {
  readonly dueAt: Date;
  readonly localDate: string;
  readonly localTime: string;
}

interface DayRange {
  readonly from: number;
  readonly to: number;
}

const planOf = (rule: ScheduleRule): DosePlan =>
  rule.kind === 'times' || rule.everyHours === null ? timesPlan(rule) : intervalPlan(rule, rule.everyHours);

/** The doses before a day that no pause takes away. @param pauses may overlap */
const givenBefore = (plan: DosePlan, pauses: readonly DayRange[], day: number): number => {
  let given = plan.slotsBefore(day);
  let pausedUntil = -Infinity;
  for (const { from, to } of pauses.toSorted((one, other) => one.from - other.from)) {
    const start = Math.max(from, pausedUntil);
    const end = Math.min(to + 1, day);
    if (start >= end) continue;

    given -= plan.slotsBefore(end) - plan.slotsBefore(start);
    pausedUntil = end;
  }

  return given;
};

/** The doses that are really given on some days, both included. `count` goes by day and planned time. */
const givenSlots = (rule: ScheduleRule, firstDay: number, lastDay: number): DoseSlot[] => {
  const plan = planOf(rule);
  const pauses = rule.pauses.map(({ from, to }) => ({ from: dayOfDate(from), to: dayOfDate(to) }));
  const end = rule.endsOn === null ? Infinity : dayOfDate(rule.endsOn);

  const left = rule.count === null ? Infinity : rule.count - givenBefore(plan, pauses, firstDay);
  if (left <= 0) return [];

  return plan
    .slotsBetween(firstDay, lastDay)
    .filter(({ day }) => day <= end && !pauses.some(({ from, to }) => from <= day && day <= to))
    .slice(0, left);
};

const inOrder = (slots: readonly DoseSlot[]): Occurrence[] =>
  slots
    .toSorted((one, other) => one.dueAt - other.dueAt)
    .map(({ dueAt, day, time }) => ({ dueAt: new Date(dueAt), localDate: dateOfDay(day), localTime: time }));

/** The doses with from ≤ dueAt < to, ascending; no two at one instant. */
export const occurrencesBetween = (rule: ScheduleRule, from: Date, to: Date): Occurrence[] => {
  const clock = zoneClock(rule.timeZone);
  // A day earlier: a dose put forward over midnight belongs to the day before.
  const firstDay = dayOfLocal(clock.localAt(from.getTime())) - 1;
  const lastDay = dayOfLocal(clock.localAt(to.getTime()));
  const slots = givenSlots(rule, firstDay, lastDay);

  return inOrder(slots.filter(({ dueAt }) => from.getTime() <= dueAt && dueAt < to.getTime()));
};

/** The doses that belong to a local day (YYYY-MM-DD) of the rule's zone, ascending. */
export const occurrencesOn = (rule: ScheduleRule, localDate: string): Occurrence[] => {
  const day = dayOfDate(localDate);

  return inOrder(givenSlots(rule, day, day));
};

/** A dose without an answer is missed four hours after it was due, or half-way to the next one if that is sooner. */
const MISSED_AFTER_HOURS = 4;

export const missedAfter = (dueAt: Date, nextDueAt: Date | null): Date => {
  const longest = MISSED_AFTER_HOURS * HOUR_MS;
  const halfGap = nextDueAt === null ? Infinity : (nextDueAt.getTime() - dueAt.getTime()) / 2;

  return new Date(dueAt.getTime() + Math.min(longest, halfGap));
};
