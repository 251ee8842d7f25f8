import type { Database } from '@soomcare/database';
import { addDays, localDayOf } from '@soomcare/time';

import type { SlotPlannerRepository } from '../reminders/slot-planner.repository.ts';
import { scheduleErrors } from '../schedules/schedule.errors.ts';
import type { ScheduleRepository } from '../schedules/schedule.repository.ts';
import type { PlainDoseSlot } from './dose-slot.entity.ts';
import { plannedDosesOn } from './planned-dose.ts';

export interface PastDosesDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly schedules: Pick<ScheduleRepository, 'find'>;
  readonly slots: Pick<SlotPlannerRepository, 'insertSlots'>;
  readonly now: () => Date;
}

/** Before every dose: as if the schedule had no rows yet. */
const NO_ROWS = new Date(0).toISOString();

/**
 * Gives the doses that were due before their schedule was made their rows, for a life that is told afterwards. Nobody
 * is reminded of them.
 */
export const createPastDoses =
  ({ database, schedules, slots, now }: PastDosesDeps) =>
  async (memberId: string, scheduleId: string): Promise<void> => {
    const schedule = await schedules.find(memberId, scheduleId);
    if (!schedule) throw scheduleErrors.SCHEDULE_NOT_FOUND();

    const until = now();
    const today = localDayOf(until, schedule.timeZone);
    const whole = { ...schedule, materialisedUntil: NO_ROWS };
    const due: PlainDoseSlot[] = [];
    for (let day = schedule.startsOn; day <= today; day = addDays(day, 1)) {
      due.push(...plannedDosesOn(whole, day).filter(({ dueAt }) => dueAt <= until.toISOString()));
    }
    await database.transaction((tx) => slots.insertSlots(tx, due));
  };
