import type { DosePlan } from './dose-plan.ts';
import type { ScheduleRule } from './schedule-rule.ts';
import { DAY_MS, dayOfDate, dayOfLocal, HOUR_MS, localOf, timeOfLocal } from './wall-time.ts';
import { zoneClock } from './zone-clock.ts';

/** Every so many elapsed hours from the first dose on, whatever the wall clock does in between. */
export const intervalPlan = (rule: ScheduleRule, everyHours: number): DosePlan => {
  const clock = zoneClock(rule.timeZone);
  const [firstTime = '00:00'] = rule.times;
  const start = clock.instantOf(localOf(dayOfDate(rule.startsOn), firstTime));
  const step = everyHours * HOUR_MS;

  const slotAt = (index: number) => {
    const dueAt = start + index * step;
    const local = clock.localAt(dueAt);
    return { dueAt, day: dayOfLocal(local), time: timeOfLocal(local) };
  };

  const slotsBefore = (day: number) => Math.max(0, Math.ceil((clock.instantOf(day * DAY_MS) - start) / step));

  return {
    slotsBefore,

    slotsBetween(firstDay, lastDay) {
      const first = slotsBefore(firstDay);
      const length = Math.max(0, slotsBefore(lastDay + 1) - first);
      return Array.from({ length }, (_, index) => slotAt(first + index));
    },
  };
};
