import { type Logger } from '@soomcare/observability';
import { createTask } from 'node-cron';

import { cronLogger } from './cron-logger.ts';

export interface BeatDeps {
  readonly name: string;
  /** Of node-cron; six fields, the first are seconds. */
  readonly expression: string;
  /** @returns whether there is more to do at once */
  readonly work: () => Promise<boolean>;
  readonly logger: Logger;
}

/**
 * Calls `work` at the start and at each beat, again and again until nothing is left to do, never twice at a time.
 * node-cron only wakes: under load it comes late or leaves beats out, and what is due waits in MySQL for the next one.
 */
export const createBeat = ({ name, expression, work, logger }: BeatDeps) => {
  let inHand: Promise<void> | undefined;
  let isStopping = false;
  let isFailing = false;

  /** An outage is logged when it begins and when it ends, not at every beat. */
  const workOff = async (): Promise<void> => {
    try {
      while (!isStopping && (await work()));
      if (isFailing) logger.info({ beat: name }, 'works again');
      isFailing = false;
    } catch (err) {
      if (!isFailing) logger.warn({ err, beat: name }, 'does not get on and goes on trying');
      isFailing = true;
    }
  };

  const beat = () => {
    inHand ??= workOff().finally(() => {
      inHand = undefined;
    });
  };

  const task = createTask(expression, beat, {
    name,
    logger: cronLogger(logger),
    suppressMissedWarning: true,
  });

  return {
    start(): void {
      beat();
      void task.start();
    },

    /** Resolves when nothing is left to do for now. */
    async caughtUp(): Promise<void> {
      await inHand;
    },

    /** Resolves when the work in hand has ended. */
    async stop(): Promise<void> {
      isStopping = true;
      await task.destroy();
      await inHand;
    },
  };
};
