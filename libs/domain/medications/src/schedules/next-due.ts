import { occurrencesBetween } from './occurrences.ts';
import type { ScheduleRule } from './schedule-rule.ts';
import { DAY_MS, dayOfDate } from './wall-time.ts';

const WEEK_DAYS = 7;
/** For the offset of the zone from UTC. */
const MARGIN_MS = 2 * DAY_MS;

/**
 * When the first dose from an instant on is due, however far away; null where none comes any more. It looks only where
 * doses can begin again: a pause may last for centuries, and a walk through them takes as long.
 */
export const nextDueAt = (rule: ScheduleRule, from: Date): Date | null => {
  const begins = [rule.startsOn, ...rule.pauses.map(({ to }) => to)]
    .map((day) => dayOfDate(day) * DAY_MS - MARGIN_MS)
    .filter((begin) => begin > from.getTime())
    .toSorted((one, other) => one - other);
  const longestGap = Math.max(rule.everyDays, WEEK_DAYS) * DAY_MS + 2 * MARGIN_MS;

  for (const begin of [from.getTime(), ...begins]) {
    const [first] = occurrencesBetween(rule, new Date(begin), new Date(begin + longestGap));
    if (first) return first.dueAt;
  }

  return null;
};
