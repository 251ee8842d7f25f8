import { type Logger } from '@soomcare/observability';
import { type Logger as CronLogger } from 'node-cron';

/** What node-cron has to say, in our own log. It needs nobody: the next run makes up for one that is lost. */
export const cronLogger = (logger: Logger): CronLogger => {
  const silent = () => {};
  const warn = (message: string | Error, err?: Error) => {
    logger.warn({ err: err ?? message }, 'a scheduled run was lost');
  };

  return { info: silent, debug: silent, warn, error: warn };
};
