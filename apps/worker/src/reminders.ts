import { type ReminderEngine, type SlotPlanner } from '@soomcare/medications/reminders';
import { type Logger } from '@soomcare/observability';

import { createBeat } from './beat.ts';

/** A reminder leaves within about a second after it is due. */
const EVERY_SECOND = '* * * * * *';

/** Doses are planned at least two days ahead, so this may be late by far. */
const EVERY_MINUTE = '0 * * * * *';

/** Few enough for a short transaction. */
const SCHEDULES_AT_ONCE = 200;

export interface RemindersDeps {
  readonly engine: Pick<ReminderEngine, 'tick' | 'stop'>;
  readonly planner: Pick<SlotPlanner, 'extend'>;
  readonly logger: Logger;
}

/** Sends what is due, and plans what will be. */
export const startReminders = ({ engine, planner, logger }: RemindersDeps) => {
  const reminding = createBeat({
    name: 'reminders',
    expression: EVERY_SECOND,
    work: () => engine.tick(),
    logger,
  });
  const planning = createBeat({
    name: 'slot planner',
    expression: EVERY_MINUTE,
    work: async () => (await planner.extend(SCHEDULES_AT_ONCE)) > 0,
    logger,
  });
  reminding.start();
  planning.start();

  return {
    /** Resolves when no reminder is left that is due. */
    caughtUp: () => reminding.caughtUp(),

    /** Resolves when nothing is in hand any more. */
    async stop(): Promise<void> {
      await Promise.all([reminding.stop(), planning.stop(), engine.stop()]);
    },
  };
};
