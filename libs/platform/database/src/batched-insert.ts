import { type Database } from './database.ts';
import { isContention } from './error-mapping.ts';
import { DatabaseUnavailable } from './errors.ts';

/** A larger batch saves nothing more, and a refused one falls apart into this many statements. */
const MOST_ROWS = 16;

interface WaitingRow {
  readonly values: readonly unknown[];
  readonly written: PromiseWithResolvers<void>;
}

/** One of the rows may be to blame, or the batch for being one; anything else would meet each row alone as well. */
const isOfTheRows = (error: unknown) => !(error instanceof DatabaseUnavailable) || isContention(error);

/**
 * By the first column, the leader of the primary key: two batches that both touch what belongs to two members (a trigger
 * may count there) touch it in the same order and wait for each other, where they would otherwise deadlock.
 */
const inOrderOfKey = (one: WaitingRow, other: WaitingRow): number => {
  const [left, right] = [one.values[0], other.values[0]];
  return Buffer.isBuffer(left) && Buffer.isBuffer(right) ? left.compare(right) : 0;
};

/** Powers of two, so that a table has five statements to prepare and not one for every size. */
const sizeOf = (waiting: number) => Math.min(MOST_ROWS, 2 ** Math.floor(Math.log2(waiting)));

/**
 * Inserts rows one by one for its callers, and together for MySQL: what comes in the same turn of the event loop goes
 * as one statement, which is one commit. Each caller is answered after the commit that holds their row. Where MySQL
 * refuses the statement nothing of it is kept, and each row is sent alone and answered for itself.
 */
export const createBatchedInsert = (
  database: Pick<Database, 'run'>,
  { tableName, columns }: { readonly tableName: string; readonly columns: readonly string[] },
): ((values: readonly unknown[]) => Promise<void>) => {
  const marks = `(${columns.map(() => '?').join(', ')})`;
  const sqlOf = (rows: number) =>
    `INSERT INTO ${tableName} (${columns.join(', ')}) VALUES ${Array<string>(rows).fill(marks).join(', ')}`;
  let waiting: WaitingRow[] = [];

  const send = async (rows: readonly WaitingRow[]): Promise<void> => {
    try {
      await database.run(
        sqlOf(rows.length),
        rows.flatMap(({ values }) => values),
      );
      for (const { written } of rows) written.resolve();
    } catch (error) {
      if (rows.length > 1 && isOfTheRows(error)) await Promise.all(rows.map((row) => send([row])));
      else for (const { written } of rows) written.reject(error);
    }
  };

  const sendAll = () => {
    const rows = waiting;
    waiting = [];
    while (rows.length > 0) void send(rows.splice(0, sizeOf(rows.length)).toSorted(inOrderOfKey));
  };

  return (values) => {
    if (waiting.length === 0) setImmediate(sendAll);
    const written = Promise.withResolvers<void>();
    waiting.push({ values, written });

    return written.promise;
  };
};
