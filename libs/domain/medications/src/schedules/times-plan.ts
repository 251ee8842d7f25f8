import type { DosePlan, DoseSlot } from './dose-plan.ts';
import type { ScheduleRule } from './schedule-rule.ts';
import { DAY_MS, dayOfDate, dayOfLocal, localOf, timeOfLocal, weekdayOf } from './wall-time.ts';
import { zoneClock } from './zone-clock.ts';

/** Wall times on days: they keep the wall clock's time, whatever the zone does to its offset. */
export const timesPlan = (rule: ScheduleRule): DosePlan => {
  const clock = zoneClock(rule.timeZone);
  const start = dayOfDate(rule.startsOn);
  const end = rule.endsOn === null ? Infinity : dayOfDate(rule.endsOn);
  /** After so many days the active days repeat. */
  const cycle = rule.everyDays > 1 ? rule.everyDays : 7;

  const isActive = (day: number) =>
    start <= day &&
    day <= end &&
    (day - start) % rule.everyDays === 0 &&
    rule.weekdays.includes(weekdayOf(day));

  const isPlanned = (local: number) => isActive(dayOfLocal(local)) && rule.times.includes(timeOfLocal(local));

  const slotAt = (day: number, time: string): DoseSlot[] => {
    const local = localOf(day, time);
    const dueAt = clock.instantOf(local);
    const shownAtDue = clock.localAt(dueAt);

    // A day that the zone skips (Samoa, 2011-12-30) has no doses: nobody lives it, and no calendar shows it.
    if (shownAtDue - local >= DAY_MS) return [];
    // Put forward onto another planned dose: that one is kept, whose wall time the clock really shows.
    if (shownAtDue !== local && isPlanned(shownAtDue)) return [];

    return [{ dueAt, day, time }];
  };

  const slotsOn = (day: number) => (isActive(day) ? rule.times.flatMap((time) => slotAt(day, time)) : []);

  /** Up to the furthest day asked for so far: a count asks again for each end of each pause. */
  let gaps: { until: number; lost: (readonly [day: number, doses: number])[] } = {
    until: -Infinity,
    lost: [],
  };
  const lostBefore = (day: number): number => {
    if (day > gaps.until) {
      const days = clock.gapDays(start, day - 1).filter(isActive);
      gaps = { until: day, lost: days.map((gapDay) => [gapDay, rule.times.length - slotsOn(gapDay).length]) };
    }

    return gaps.lost.reduce((sum, [gapDay, doses]) => (gapDay < day ? sum + doses : sum), 0);
  };

  const activeDays = (from: number, until: number) => {
    let days = 0;
    for (let day = from; day < until; day++) if (isActive(day)) days++;
    return days;
  };

  return {
    slotsBetween(firstDay, lastDay) {
      const slots: DoseSlot[] = [];
      for (let day = Math.max(firstDay, start); day <= Math.min(lastDay, end); day++)
        slots.push(...slotsOn(day));
      return slots;
    },

    slotsBefore(asked) {
      const day = Math.min(asked, end + 1);
      const cycles = Math.max(0, Math.floor((day - start) / cycle));
      const days = cycles * activeDays(start, start + cycle) + activeDays(start + cycles * cycle, day);

      return days * rule.times.length - lostBefore(day);
    },
  };
};
