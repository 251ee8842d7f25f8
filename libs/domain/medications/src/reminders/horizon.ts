import { nextDueAt } from '../schedules/next-due.ts';
import { occurrencesBetween, type Occurrence } from '../schedules/occurrences.ts';
import type { ScheduleRule } from '../schedules/schedule-rule.ts';
import { DAY_MS, HOUR_MS } from '../schedules/wall-time.ts';

/** Slots are rows for at least two days ahead; three are written at once, so a schedule is touched once a day. */
const LEAST_AHEAD_MS = 48 * HOUR_MS;
const AHEAD_MS = 72 * HOUR_MS;

/** After a long outage a schedule catches up in steps, so that a transaction stays short. */
const STEP_MS = 31 * DAY_MS;

/** Of a schedule without further doses: nobody needs to look at it again. */
export const NEVER = new Date('9999-12-31T00:00:00.000Z');

/** Schedules whose slots do not reach this far are extended. */
export const leastHorizon = (now: Date): Date => new Date(now.getTime() + LEAST_AHEAD_MS);

export const horizonOf = (now: Date): Date => new Date(now.getTime() + AHEAD_MS);

/** How far to extend a schedule whose slots reach until `from`. */
export const nextHorizon = (from: Date, now: Date): Date =>
  new Date(Math.min(horizonOf(now).getTime(), from.getTime() + STEP_MS));

/** True when the rule gives no dose from `from` on, however long. */
const isOver = (rule: ScheduleRule, from: Date): boolean =>
  (rule.endsOn !== null || rule.count !== null) && nextDueAt(rule, from) === null;

/** What to store as `materialisedUntil` once the slots until `horizon` are written. */
export const materialisedUntil = (rule: ScheduleRule, horizon: Date): Date =>
  isOver(rule, horizon) ? NEVER : horizon;

export interface PlannedDose extends Occurrence {
  /** Of the same schedule; null where there is none within eight hours, which makes no difference to any dose. */
  readonly nextDueAt: Date | null;
}

/** Half-way to a dose more than eight hours away is later than the four hours after which a dose is missed anyway. */
const LOOK_AHEAD_MS = 8 * HOUR_MS;

/** The doses with from ≤ dueAt < to, each with the next one. */
export const plannedDoses = (rule: ScheduleRule, from: Date, to: Date): PlannedDose[] => {
  if (from >= to) return [];

  return occurrencesBetween(rule, from, new Date(to.getTime() + LOOK_AHEAD_MS))
    .map((dose, index, all) => ({ ...dose, nextDueAt: all[index + 1]?.dueAt ?? null }))
    .filter(({ dueAt }) => dueAt < to);
};
