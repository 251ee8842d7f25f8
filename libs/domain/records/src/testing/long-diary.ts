import type { Database } from '@soomcare/database';

const DAYS = 1_096;
export const ENTRIES_A_DAY = 2;
const OTHER_MEMBERS = 3;
/** How their ids begin. */
const MADE = '018F0000';

/**
 * Multiplies the single entry of a table to three years of two entries a day, from 2023-04-01 on, for its member and
 * for some others, so that the optimizer has something to choose between.
 */
export const makeLongDiary = async (database: Database, tableName: string): Promise<void> => {
  const columns = await database.rows<{ name: string }>(
    `SELECT c.column_name AS name FROM information_schema.columns c
      WHERE c.table_schema = DATABASE() AND c.table_name = ? ORDER BY c.ordinal_position`,
    [tableName],
  );
  const names = columns.map(({ name }) => name);
  const changed: Readonly<Record<string, string>> = {
    id: `UNHEX(CONCAT('${MADE}', LPAD(HEX(n.number), 4, '0'), '70008000', LPAD(n.owner, 12, '0')))`,
    member_id: 'IF(n.owner = 0, e.member_id, UNHEX(LEFT(SHA2(n.owner, 256), 32)))',
    recorded_on: `'2023-04-01' + INTERVAL FLOOR(n.number / ${ENTRIES_A_DAY}) DAY`,
  };

  // One statement for each member: all together would take longer than a statement may on a busy machine.
  for (let owner = OTHER_MEMBERS; owner >= 0; owner -= 1) {
    await database.run(
      `INSERT INTO ${tableName} (${names.join(', ')})
       WITH RECURSIVE counted AS (SELECT 0 AS number UNION ALL SELECT number + 1 FROM counted WHERE number < 999),
         n AS (SELECT a.number + 1000 * b.number AS number, ${owner} AS owner FROM counted a, counted b
                WHERE b.number < 3)
       SELECT ${names.map((name) => changed[name] ?? `e.${name}`).join(', ')} FROM ${tableName} e, n
        WHERE n.number < ${DAYS * ENTRIES_A_DAY} AND NOT HEX(e.id) LIKE '${MADE}%'`,
    );
  }
  await database.rows(`ANALYZE TABLE ${tableName}`);
};

/** What MySQL did for a statement: which index of `e` it walked and how many entries it read there. */
export const walked = async (database: Database, sql: string, params: readonly unknown[]) => {
  const [plan] = await database.rows<{ type: string; key: string; rows: number }>(
    `EXPLAIN FORMAT=TRADITIONAL ${sql}`,
    params,
  );
  const [ran] = await database.rows<{ EXPLAIN: string }>(`EXPLAIN ANALYZE ${sql}`, params);
  const scan = /Index (?:range scan|lookup) on e using \w+.*?actual time=\S+ rows=([\d.]+) loops=1/s;

  return {
    type: plan?.type,
    key: plan?.key,
    estimated: plan?.rows ?? Infinity,
    read: Number(scan.exec(ran?.EXPLAIN ?? '')?.[1] ?? Infinity),
  };
};
