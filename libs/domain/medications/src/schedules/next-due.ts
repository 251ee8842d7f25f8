import { occurrencesBetween } from './occurrences.ts';
import type { ScheduleRule } from './schedule-rule.ts';
import { DAY_MS, dayOfDate } from './wall-time.ts';

const WEEK_DAYS = 7;
/** For the offset of the zone from UTC. */
const MARGIN_MS = 2 * DAY_MS;

/** When the first dose from an instant on is due, however far away; null where none comes any more. */
export const nextDueAt = (rule: ScheduleRule, from: Date): Date | null => {
  const firstUntil = (until: number) => occurrencesBetween(rule, from, new Date(until))[0]?.dueAt ?? null;
  const longestGap = Math.max(rule.everyDays, WEEK_DAYS) * DAY_MS + MARGIN_MS;
  // Beyond these days nothing but the rule's own gaps keeps a dose away.
  const quietDays = [rule.startsOn, ...rule.pauses.map(({ to }) => to)].map((day) => dayOfDate(day) * DAY_MS);
  const quietUntil = Math.max(from.getTime(), ...quietDays) + MARGIN_MS;

  return firstUntil(from.getTime() + longestGap) ?? firstUntil(quietUntil + longestGap);
};
