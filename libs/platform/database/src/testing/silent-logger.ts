import { type Logger } from 'typeorm';

const nothing = (): void => {};

/**
 * TypeORM's own logger prints slow statements with their parameters to the console, even with `logging: false`.
 * Errors reach the log through our error classes, which hold no values.
 */
export const silentLogger: Logger = {
  logQuery: nothing,
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
  logMigration: nothing,
  log: nothing,
};
