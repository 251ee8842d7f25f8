import { type Logger } from '@soomcare/observability';

export interface PollLoop {
  start(options: { everyMs: number }): void;
  isStopping(): boolean;
  /** Resolves when the work in hand has ended. */
  stop(): Promise<void>;
}

/**
 * Calls `work` again and again: at once when it says that there is more, else after `everyMs`. An outage is logged
 * when it begins and when it ends, not at every call.
 */
export const createPollLoop = ({
  work,
  logger,
  name,
}: {
  work: () => Promise<boolean>;
  logger: Logger;
  name: string;
}): PollLoop => {
  let running: Promise<void> | undefined;
  let stopping = false;
  let failing = false;
  let wake = (): void => {};

  const pause = (everyMs: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const once = async (): Promise<boolean> => {
    try {
      const more = await work();
      if (failing) logger.info({ loop: name }, 'works again');
      failing = false;

      return more;
    } catch (err) {
      if (!failing) logger.warn({ err, loop: name }, 'does not get on and goes on trying');
      failing = true;

      return false;
    }
  };

  const run = async (everyMs: number): Promise<void> => {
    while (!stopping) {
      const more = await once();
      if (!more && !stopping) await pause(everyMs);
    }
  };

  return {
    start({ everyMs }) {
      if (running) throw new Error(`${name} runs already`);

      stopping = false;
      running = run(everyMs);
    },
    isStopping: () => stopping,
    async stop() {
      stopping = true;
      wake();
      await running;
      running = undefined;
      stopping = false;
    },
  };
};
