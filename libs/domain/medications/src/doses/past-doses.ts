import type { Database } from '@soomcare/database';

import type { SlotPlannerRepository } from '../reminders/slot-planner.repository.ts';
import { scheduleErrors } from '../schedules/schedule.errors.ts';
import type { ScheduleRepository } from '../schedules/schedule.repository.ts';
import { justAfter, newSlotsBetween } from './new-slots.ts';

export interface PastDosesDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly schedules: Pick<ScheduleRepository, 'find'>;
  readonly slots: Pick<SlotPlannerRepository, 'insertSlots'>;
  readonly now: () => Date;
}

const BEFORE_EVERY_DOSE = new Date(0);

/**
 * Gives the doses that were due before their schedule was made their rows, for a life that is told afterwards. Nobody
 * is reminded of them.
 */
export const createPastDoses =
  ({ database, schedules, slots, now }: PastDosesDeps) =>
  async (memberId: string, scheduleId: string): Promise<void> => {
    const schedule = await schedules.find(memberId, scheduleId);
    if (!schedule) throw scheduleErrors.SCHEDULE_NOT_FOUND();

    const due = newSlotsBetween(schedule, BEFORE_EVERY_DOSE, justAfter(now()));
    await database.transaction((tx) => slots.insertSlots(tx, due));
  };
