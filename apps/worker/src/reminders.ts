import { type ReminderEngine, type SlotPlanner } from '@soomcare/medications';
import { type Logger } from '@soomcare/observability';
import { createPollLoop } from '@soomcare/outbox';

/** A reminder leaves within about this time after it is due. */
const REMIND_EVERY_MS = 1_000;

/** Doses are planned at least two days ahead, so this may be late by far. */
const PLAN_EVERY_MS = 60_000;

/** Few enough for a short transaction. */
const SCHEDULES_AT_ONCE = 200;

export interface RemindersDeps {
  readonly engine: Pick<ReminderEngine, 'tick' | 'stop'>;
  readonly planner: Pick<SlotPlanner, 'extend'>;
  readonly logger: Logger;
}

/** Sends what is due, and plans what will be. */
export const startReminders = ({ engine, planner, logger }: RemindersDeps) => {
  const reminding = createPollLoop({ name: 'reminders', logger, work: () => engine.tick() });
  const planning = createPollLoop({
    name: 'slot planner',
    logger,
    work: async () => (await planner.extend(SCHEDULES_AT_ONCE)) > 0,
  });
  reminding.start({ everyMs: REMIND_EVERY_MS });
  planning.start({ everyMs: PLAN_EVERY_MS });

  return {
    /** Resolves when nothing is in hand any more. */
    async stop(): Promise<void> {
      await Promise.all([reminding.stop(), planning.stop(), engine.stop()]);
    },
  };
};
