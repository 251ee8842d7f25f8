import type { Database, Transaction } from '@soomcare/database';

/**
 * The same database, all of it within one transaction: a service that opens transactions of its own takes part in this
 * one instead. What it throws must end the whole transaction, since there is no part of it to roll back.
 */
export const joinedTo = (database: Database, tx: Transaction): Database => ({
  ...database,
  manager: tx,
  rows: (sql, params, within = tx) => database.rows(sql, params, within),
  run: (sql, params, within = tx) => database.run(sql, params, within),
  transaction: (work) => work(tx),
});
