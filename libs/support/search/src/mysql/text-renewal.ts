import { type Database, sqlInstant, type Transaction } from '@soomcare/database';

import { atHalfPace } from '../half-pace.ts';

/** So many texts that no document has any more are worth it, if they are such a part of all. */
const MIN_LEFT_OVER = 500;
const LEFT_OVER_SHARE = 0.05;
/** Longer than this nothing is kept that a document no longer says. */
const MAX_AGE_MS = 3 * 24 * 60 * 60 * 1000;
const BATCH = 200;
/** Of those who may do it, one at a time. */
const turn = `CONCAT('search_texts ', DATABASE())`;
/** Searches wait behind whoever waits for the table. */
const LOCK_WAIT_SECONDS = 1;

const columns = 'number, member_id, title_text, head_text, full_text';
const of = (alias: string) => columns.replaceAll(/\w+/g, (column) => `${alias}.${column}`);

/**
 * Copies the texts that documents have to a new table, and puts it in the place of the old one, while searches and
 * writes go on. MySQL's full-text index knows no other way to forget: each search reads the list of the texts that were
 * deleted, and finds those that no document has any more.
 */
export const createTextRenewal = ({ database, now }: { database: Database; now: () => Date }) => {
  const isDue = async (): Promise<boolean> => {
    const [row] = await database.rows<{ texts: number; leftOver: number; isOld: number }>(
      `SELECT n.texts, n.texts - n.used AS leftOver,
              (SELECT i.create_time < ? FROM information_schema.tables i
                WHERE i.table_schema = DATABASE() AND i.table_name = 'search_texts') AS isOld
         FROM (SELECT (SELECT COUNT(*) FROM search_texts t) AS texts,
                      (SELECT COUNT(d.text_number) FROM search_documents d) AS used) n`,
      [sqlInstant(new Date(now().getTime() - MAX_AGE_MS))],
    );
    if (!row) return false;

    return row.isOld !== 0 || row.leftOver > Math.max(MIN_LEFT_OVER, row.texts * LEFT_OVER_SHARE);
  };

  /** Where nobody writes; whoever has written has committed. */
  const whileNobodyWrites = <T>(tables: string, work: (tx: Transaction) => Promise<T>): Promise<T> =>
    database.transaction(async (tx) => {
      await tx.query(`SET SESSION lock_wait_timeout = ${LOCK_WAIT_SECONDS}`);
      try {
        await tx.query(`LOCK TABLES ${tables}`);
        return await work(tx);
      } finally {
        await tx.query('UNLOCK TABLES');
        await tx.query('SET SESSION lock_wait_timeout = DEFAULT');
      }
    });

  const lastNumber = async (within?: Transaction): Promise<number> => {
    const [row] = await database.rows<{ last: number | null }>(
      'SELECT MAX(t.number) AS last FROM search_texts t',
      [],
      within,
    );
    return row?.last ?? 0;
  };

  /** What documents have of these numbers, in ranges of a batch each. */
  const ranges = async function* (after: number, last: number): AsyncGenerator<readonly [number, number]> {
    for (let from = after; from < last;) {
      const [row] = await database.rows<{ to: number | null }>(
        `SELECT MAX(s.number) AS \`to\` FROM (
           SELECT d.text_number AS number FROM search_documents d
            WHERE d.text_number > ? AND d.text_number <= ? ORDER BY d.text_number LIMIT ${BATCH}) s`,
        [from, last],
      );
      const to = row?.to ?? last;
      yield [from, to];
      from = to;
    }
  };

  const copy = (range: readonly [number, number]) =>
    database.run(
      `INSERT INTO search_texts_next (${columns}) SELECT ${of('t')}
         FROM search_documents d JOIN search_texts t ON t.number = d.text_number
        WHERE d.text_number > ? AND d.text_number <= ?`,
      range,
    );

  const renew = async (): Promise<void> => {
    await database.run('DROP TABLE IF EXISTS search_texts_next, search_texts_before');
    await database.run('CREATE TABLE search_texts_next LIKE search_texts');
    const last = await whileNobodyWrites('search_texts AS t WRITE', lastNumber);
    for await (const range of atHalfPace(ranges(0, last))) await copy(range);
    // Most of what was written meanwhile, so that little is left for when everybody waits.
    for await (const range of ranges(last, await lastNumber())) await copy(range);
    const lastCopied = await whileNobodyWrites(
      'search_texts WRITE, search_texts AS t WRITE, search_texts_next WRITE',
      async (tx) => {
        await database.run(
          `INSERT IGNORE INTO search_texts_next (${columns}) SELECT ${of('t')} FROM search_texts t WHERE t.number > ?`,
          [last],
          tx,
        );
        const number = await lastNumber(tx);
        await tx.query('RENAME TABLE search_texts TO search_texts_before, search_texts_next TO search_texts');
        return number;
      },
    );
    await database.run('DROP TABLE search_texts_before');
    // What was deleted meanwhile had been copied.
    await database.run(
      `DELETE t FROM search_texts t LEFT JOIN search_documents d ON d.text_number = t.number
        WHERE d.number IS NULL AND t.number <= ?`,
      [lastCopied],
    );
  };

  return {
    /** Nothing where another process is at it. */
    async renewIfDue(): Promise<void> {
      if (!(await isDue())) return;

      // Held by a connection that does nothing else, so that it ends with this process.
      await database.transaction(
        async (tx) => {
          const [row] = await database.rows<{ isMine: number }>(
            `SELECT GET_LOCK(${turn}, 0) AS isMine`,
            [],
            tx,
          );
          if (row?.isMine !== 1) return;

          try {
            await renew();
          } finally {
            await database.rows(`SELECT RELEASE_LOCK(${turn})`, [], tx);
          }
        },
        { attempts: 1 },
      );
    },
  };
};
