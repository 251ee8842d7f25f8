import { createLogger, type Logger, stopLogger } from './logger.ts';

type Stop = () => unknown;

/** What a program has in hand while it starts. */
export interface Start<Config> {
  readonly config: Config;
  readonly logger: Logger;
  /** How to stop what has just been started. On a signal the last one stops first, and each one is waited for. */
  onStop(stop: Stop): void;
}

export interface Program<Config> {
  readonly name: string;
  /** Its errors are told by their message alone: whoever sets the variables reads them. */
  readonly loadConfig: () => Config;
  readonly start: (given: Start<Config>) => Promise<void>;
}

/** The life of a process: it starts, runs until SIGINT or SIGTERM, and stops in reverse order. */
export const runProgram = async <Config extends { readonly logLevel: string }>({
  name,
  loadConfig,
  start,
}: Program<Config>): Promise<void> => {
  const refuse = (reason: string) => {
    process.stderr.write(`${name} did not start: ${reason}\n`);
    process.exitCode = 1;
  };

  let config: Config;
  try {
    config = loadConfig();
  } catch (error) {
    refuse(error instanceof Error ? error.message : String(error));
    return;
  }

  const logger = createLogger({ level: config.logLevel, name });
  const stops: Stop[] = [];
  const stopAll = async () => {
    for (const stop of stops.toReversed()) {
      try {
        await stop();
      } catch (err) {
        // The others hold connections and messages: they are to stop properly all the same.
        logger.error({ err }, 'a part did not stop properly');
        process.exitCode = 1;
      }
    }
  };

  try {
    await start({ config, logger, onStop: (stop) => void stops.push(stop) });
  } catch (error) {
    refuse(error instanceof Error ? (error.stack ?? error.message) : String(error));
    await stopAll();
    await stopLogger(logger);
    return;
  }

  const stop = async (signal: string) => {
    logger.info({ signal }, 'stopping');
    await stopAll();
    logger.info('stopped');
    await stopLogger(logger);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(signal));
};
