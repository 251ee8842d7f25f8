import type { Transaction } from '@soomcare/database';

import type { PlainMedication } from '../medications/medication.entity.ts';
import { medicationErrors } from '../medications/medication.errors.ts';

import type { SlotPlanner } from '../reminders/slot-planner.ts';
import type { ScheduleRepository } from './schedule.repository.ts';

export interface CoursePlanDeps {
  readonly schedules: Pick<ScheduleRepository, 'lockAllOf' | 'save'>;
  readonly planner: Pick<SlotPlanner, 'replan'>;
  readonly now: () => Date;
}

/** What the edit of a medication means for its schedules. Both run within a transaction that has locked its row. */
export const createCoursePlan = ({ schedules, planner, now }: CoursePlanDeps) => {
  const gives = ({ archivedAt }: PlainMedication) => archivedAt === null;

  return {
    /**
     * An archived medication gives no further doses, and none comes after its end.
     * @throws MEDICATION_STARTS_AFTER_SCHEDULE
     */
    async follow(tx: Transaction, before: PlainMedication, after: PlainMedication): Promise<void> {
      const isSamePlan = gives(before) === gives(after) && before.endsOn === after.endsOn;
      if (isSamePlan && before.startsOn === after.startsOn) return;

      for (const schedule of await schedules.lockAllOf(tx, before.memberId, before.id)) {
        if (schedule.startsOn < after.startsOn) throw medicationErrors.MEDICATION_STARTS_AFTER_SCHEDULE();
        if (isSamePlan) continue;

        const edited = { ...schedule, courseEndsOn: after.endsOn };
        const { materialisedUntil } = await planner.replan(
          tx,
          gives(before) ? schedule : null,
          gives(after) ? edited : null,
          now(),
        );
        await schedules.save(tx, { ...edited, materialisedUntil: materialisedUntil.toISOString() });
      }
    },

    /** Takes its open doses away; its schedules go with the medication. */
    async stop(tx: Transaction, medication: PlainMedication): Promise<void> {
      for (const schedule of await schedules.lockAllOf(tx, medication.memberId, medication.id)) {
        await planner.replan(tx, gives(medication) ? schedule : null, null, now());
      }
    },
  };
};

export type CoursePlan = ReturnType<typeof createCoursePlan>;
