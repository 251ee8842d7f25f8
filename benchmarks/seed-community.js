// Posts of one board and comments of one post, each from its number alone: the same rows on every machine.
import { requireUninterrupted } from '../infra/services/interruption.js';
import { say, withProgress } from '../infra/services/messages.js';

/** The first of the boards that the migrations bring, and one for every tenth post. */
export const BOARD = '01932e00-0000-7000-8000-000000000001';
const OTHER_BOARD = '01932e00-0000-7000-8000-000000000002';
export const POST = '019b7600-0000-7000-8000-000000000001';

const BATCH = 50_000;
const AUTHORS = 10_000;
/** So many follow one another in a thread, the first with the others below it. */
const IN_THREAD = 4;
/** Prime, so that the removed ones are beginnings of threads as well as replies. */
const REMOVED_ONE_IN = 101;
const START = '2026-01-01';

const bytesOf = (/** @type {string} */ uuid) => `UUID_TO_BIN('${uuid}')`;
const numbered = (/** @type {string} */ start, /** @type {string} */ number) =>
  `UNHEX(CONCAT('${start}70008000', LPAD(HEX(${number}), 12, '0')))`;
const author = numbered('019200000000', `n * 7919 % ${AUTHORS}`);
const removedAt = `IF(n % ${REMOVED_ONE_IN} = 0, '${START}', NULL)`;
const thread = `n - (n - 1) % ${IN_THREAD}`;

/** Column by column. Two posts of a moment are told apart by their ids. */
const tables = {
  posts: {
    id: numbered('019b76000001', 'n'),
    member_id: author,
    board_id: `IF(n % 10 = 0, ${bytesOf(OTHER_BOARD)}, ${bytesOf(BOARD)})`,
    title: `CONCAT('오늘의 숨 이야기 ', n)`,
    body: `REPEAT('아침에 숨이 차서 흡입기를 쓰고 천천히 걸었어요. ', 15)`,
    visibility: `'members'`,
    file_ids: `'[]'`,
    like_count: 'n % 30',
    comment_count: '0',
    last_comment_number: '0',
    created_at: `'${START}' + INTERVAL n DIV 2 MINUTE`,
    deleted_at: removedAt,
    create_fingerprint: `REPEAT('0', 32)`,
  },
  comments: {
    id: numbered('019b76000002', 'n'),
    post_id: bytesOf(POST),
    member_id: author,
    parent_id: `IF((n - 1) % ${IN_THREAD} = 0, NULL, ${numbered('019b76000002', thread)})`,
    thread_number: thread,
    number: 'n',
    body: `CONCAT('저도 그랬어요. 찬 공기에는 목도리가 도움이 됐어요. ', n)`,
    created_at: `'${START}' + INTERVAL n SECOND`,
    deleted_at: removedAt,
    create_fingerprint: `REPEAT('0', 32)`,
  },
};

/** @typedef {import('@soomcare/database').Database} Database */

/**
 * Has exactly so many rows in the database; those of an earlier run stay.
 * @param {Database} database @param {{ posts: number, comments: number }} counts
 */
export async function seedCommunity(database, counts) {
  await fill(database, 'posts', counts.posts);
  await fill(database, 'comments', counts.comments);
}

/** @param {Database} database @param {keyof typeof tables} table @param {number} count */
async function fill(database, table, count) {
  const [row] = /** @type {{ present: number }[]} */ (
    await database.rows(`SELECT COUNT(*) AS present FROM ${table}`)
  );
  if (row?.present === count) return;

  const startedAt = Date.now();
  await withProgress(`Writing ${count} ${table}`, async () => {
    await database.run(`TRUNCATE ${table}`);
    for (let first = 1; first <= count; first += BATCH) {
      requireUninterrupted();
      await write(database, table, first, Math.min(count, first + BATCH - 1));
    }
    await database.rows(`ANALYZE TABLE ${table}`);
  });
  say(`${count} ${table} written in ${((Date.now() - startedAt) / 1_000).toFixed(1)} s`);
}

/** @param {Database} database @param {keyof typeof tables} table @param {number} first @param {number} last */
const write = (database, table, first, last) =>
  database.run(
    `INSERT /*+ SET_VAR(cte_max_recursion_depth = ${BATCH}) */ INTO ${table} (${Object.keys(tables[table]).join(', ')})
     WITH RECURSIVE numbers (n) AS (
       SELECT CAST(? AS UNSIGNED) UNION ALL SELECT n + 1 FROM numbers WHERE n < ?
     )
     SELECT ${Object.values(tables[table]).join(', ')} FROM numbers`,
    [first, last],
  );
