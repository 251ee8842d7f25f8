import type { Database, Transaction } from '@soomcare/database';

import { justAfter, type NewSlot, newSlotsBetween } from '../doses/new-slots.ts';
import { ruleOf } from '../schedules/schedule-rule.ts';
import type { PlainSchedule } from '../schedules/schedule.entity.ts';
import { horizonOf, leastHorizon, materialisedUntil, NEVER, nextHorizon } from './horizon.ts';
import { createReminderRepository, expiryOf } from './reminder.repository.ts';
import { createSlotPlannerRepository, type Reached } from './slot-planner.repository.ts';

export interface SlotPlannerDeps {
  readonly database: Database;
  readonly now: () => Date;
  readonly newId: () => string;
}

export interface SlotPlanner {
  /**
   * Puts the open doses after `now` of one schedule in the place of those of another; what was due before stays.
   * The caller holds the lock of the schedule's row.
   * @param before null for a schedule that gave no doses so far
   * @param after null for one that gives none any more
   * @returns what to keep as the schedule's `materialisedUntil`
   */
  replan(
    tx: Transaction,
    before: PlainSchedule | null,
    after: PlainSchedule | null,
    now: Date,
  ): Promise<{ materialisedUntil: Date }>;
  /**
   * Writes the coming slots of at most `limit` schedules that lack some. One that cannot be worked out holds up no other.
   * @returns of how many; 0 when none do
   * @throws when nothing is left but what cannot be worked out
   */
  extend(limit: number): Promise<number>;
}

const extensionOf = (schedule: PlainSchedule, now: Date): Reached & { slots: readonly NewSlot[] } => {
  const from = new Date(schedule.materialisedUntil);
  const to = nextHorizon(from, now);

  return {
    memberId: schedule.memberId,
    id: schedule.id,
    until: materialisedUntil(ruleOf(schedule), to),
    slots: newSlotsBetween(schedule, from, to),
  };
};

/**
 * Turns schedules into rows: dose slots, and one reminder for each minute in which a member has some. Any number of
 * workers may do so at once, and crash: a slot's id follows from schedule and instant.
 */
export const createSlotPlanner = ({ database, now: clock, newId }: SlotPlannerDeps): SlotPlanner => {
  const rows = createSlotPlannerRepository(database);
  const reminders = createReminderRepository({ database, newId });

  const write = async (tx: Transaction, slots: readonly NewSlot[]) => {
    await rows.insertSlots(tx, slots);
    await reminders.addMissing(
      tx,
      slots.map(({ memberId, dueAt }) => ({
        memberId,
        kind: 'dose',
        dueAt: new Date(dueAt),
        expiresAt: expiryOf(new Date(dueAt)),
      })),
    );
  };

  return {
    async replan(tx, before, after, now) {
      // What is due at `now` itself belongs to the old rule.
      if (before) {
        await write(tx, newSlotsBetween(before, new Date(before.materialisedUntil), justAfter(now)));
        await rows.removeUnansweredAfter(tx, before, now);
      }
      if (!after) {
        if (before) await rows.cancelOpen(tx, before, now);

        return { materialisedUntil: NEVER };
      }

      const horizon = horizonOf(now);
      await write(tx, newSlotsBetween(after, justAfter(now), horizon));

      return { materialisedUntil: materialisedUntil(ruleOf(after), horizon) };
    },

    extend: (limit) =>
      database.transaction(async (tx) => {
        const now = clock();
        const schedules = await rows.lockShortest(tx, leastHorizon(now), limit);
        if (schedules.length === 0) return 0;

        const failures: Error[] = [];
        const plans = schedules.flatMap((schedule) => {
          try {
            return [extensionOf(schedule, now)];
          } catch (cause) {
            failures.push(new Error(`the schedule ${schedule.id} cannot be worked out`, { cause }));
            return [];
          }
        });
        const [failure] = failures;
        if (failure && plans.length === 0) throw failure;

        await write(
          tx,
          plans.flatMap(({ slots }) => slots),
        );
        await rows.storeMaterialisedUntil(tx, plans);

        return plans.length;
      }),
  };
};
