import type { Database, Transaction } from '@soomcare/database';

/** After a deadlock there is no savepoint any more; nothing of that transaction is ever committed. */
const isGone = () => undefined;

/**
 * The same database, all of it within one transaction: a service that opens a transaction of its own gets a savepoint in
 * this one, so what it does not keep is undone even if the service goes on.
 */
export const joinedTo = (database: Database, tx: Transaction): Database => ({
  ...database,
  manager: tx,
  rows: (sql, params, within = tx) => database.rows(sql, params, within),
  run: (sql, params, within = tx) => database.run(sql, params, within),

  async transaction(work) {
    await tx.query('SAVEPOINT joined');
    try {
      return await work(tx);
    } catch (error) {
      await tx.query('ROLLBACK TO SAVEPOINT joined').catch(isGone);
      throw error;
    }
  },
});
