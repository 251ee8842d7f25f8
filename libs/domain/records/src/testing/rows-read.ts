import type { Database } from '@soomcare/database';

/** The handler's counters of this connection: every row or index entry that a statement has asked the engine for. */
const HANDLER_READS = "SHOW SESSION STATUS WHERE Variable_name LIKE 'Handler\\_read\\_%'";

/** How many rows were read for what `ask` asks; on one connection, since the counters are a connection's own. */
export const readBy = (
  database: Database,
  ask: (onOneConnection: Database) => Promise<unknown>,
): Promise<number> =>
  database.transaction(async (tx) => {
    const count = async () => {
      const rows = await database.rows<{ Value: string }>(HANDLER_READS, [], tx);
      return rows.reduce((sum, { Value }) => sum + Number(Value), 0);
    };
    // Reading the counters counts as well, the same each time.
    const [start, again] = [await count(), await count()];
    await ask({ ...database, rows: (sql, params) => database.rows(sql, params, tx) });

    return (await count()) - again - (again - start);
  });
