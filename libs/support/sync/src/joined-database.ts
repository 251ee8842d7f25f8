import type { Database, Transaction } from '@soomcare/database';

/**
 * The same database, all of it within one transaction: a service that opens a transaction of its own gets a savepoint in
 * this one, so what it does not keep is undone even if the service goes on.
 */
export const joinedTo = (database: Database, tx: Transaction): Database => ({
  ...database,
  manager: tx,
  rows: (sql, params, within = tx) => database.rows(sql, params, within),
  run: (sql, params, within = tx) => database.run(sql, params, within),
  transaction: (work) => tx.transaction(work),
});
