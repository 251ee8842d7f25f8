import { isDeepStrictEqual } from 'node:util';
import { createCommentRepository } from '../libs/domain/community/src/comments/comment.repository.ts';
import { createPostViewRepository } from '../libs/domain/community/src/posts/post-view.repository.ts';
import { requireUninterrupted } from '../infra/services/interruption.js';
import { Problem } from '../infra/services/messages.js';
import { median } from './driver.js';
import { pick } from './population.js';
import { BOARD, POST } from './seed-community.js';

/** As the services ask: the page of a call that names no limit, and one more to know whether there is a next. */
const ROWS = 21;
/** Part of the rows that lie before the deep page. */
const DEEP = 0.8;
const CALLS_A_ROUND = 10;
const LEAST_ROUNDS = 3;
/** Callers at once, each at a depth below this, as readers who leaf through. */
const CALLERS = 32;
const LEAFED_THROUGH = 5_000;

const MEMBER = '01920000-0000-7000-8000-ffffffffffff';
/** Whoever blocks pays for it on each row; these have written nothing. */
const HIDDEN = ['01920000-0000-7000-8000-fffffffffffe', '01920000-0000-7000-8000-fffffffffffd'];
const READER = { memberId: MEMBER, hiddenAuthors: HIDDEN };

/**
 * @typedef {import('@soomcare/database').Database} Database
 * @typedef {import('../libs/domain/community/src/posts/post-view.repository.ts').PostPosition
 *   & import('../libs/domain/community/src/comments/comment.repository.ts').CommentPosition} Row a post has the one, a comment the other
 * @typedef {{ after: Row | null, limit: number }} Page
 * @typedef {object} Subject
 * @property {string} name
 * @property {(database: Database) => (page: Page) => Promise<unknown[]>} reads the product's own repository
 */

/** @type {Record<'posts' | 'comments', Subject[]>} by the table that is read */
export const subjects = {
  posts: [
    {
      name: 'feed of a board',
      reads(database) {
        const { list } = createPostViewRepository(database);
        return (page) => list(READER, { board: BOARD, ...page });
      },
    },
    {
      name: 'feed of all boards',
      reads(database) {
        const { list } = createPostViewRepository(database);
        return (page) => list(READER, { board: null, ...page });
      },
    },
  ],
  comments: [
    {
      name: 'comments of a post',
      reads(database) {
        const { list } = createCommentRepository(database);
        return (page) => list(HIDDEN, POST, page);
      },
    },
  ],
};

/**
 * What the product sends for a page, caught on its way.
 * @param {Database} database @param {Subject} subject @param {Page} page
 */
async function statementOf(database, { reads }, page) {
  /** @type {{ sql: string, params: readonly unknown[] }} */
  let statement = { sql: '', params: [] };
  await reads({
    ...database,
    rows(sql, params = [], within) {
      statement = { sql, params };
      return database.rows(sql, params, within);
    },
  })(page);

  return statement;
}

/**
 * @param {Database} database @param {Subject} subject
 * @param {{ rows: number, seconds: number }} options rows of the table, and how long each of both measurements takes
 */
export async function measurePages(database, subject, { rows, seconds }) {
  const depth = Math.floor(rows * DEEP);
  const firstPage = { after: null, limit: ROWS };
  const firstStatement = await statementOf(database, subject, firstPage);
  // The first page's own statement with OFFSET behind it: it differs from the product only in how it gets there.
  const skipping = (/** @type {number} */ offset, limit = ROWS) => ({
    sql: `${firstStatement.sql} OFFSET ?`,
    params: [...firstStatement.params.slice(0, -1), String(limit), String(offset)],
  });
  const skip = (/** @type {number} */ offset, limit = ROWS) => {
    const { sql, params } = skipping(offset, limit);
    return /** @type {Promise<Row[]>} */ (database.rows(sql, params));
  };
  const [after = null] = await skip(depth - 1, 1);
  const deepPage = { after, limit: ROWS };
  const read = subject.reads(database);
  const [ours, theirs] = [await read(deepPage), await skip(depth)];
  if (ours.length < ROWS || !isDeepStrictEqual(ours, theirs)) {
    throw new Problem(`${subject.name}: the page after ${depth} rows is not the one that OFFSET gives.`);
  }

  const p50 = await interleave(
    { first: () => read(firstPage), deep: () => read(deepPage), offset: () => skip(depth) },
    seconds,
  );
  const leaves = (await skip(0, LEAFED_THROUGH)).map((row, index) => ({ row, depth: index + 1 }));
  const leafAt = (/** @type {number} */ call) => leaves[pick(leaves.length, call)] ?? { row: null, depth: 0 };
  const leafing = await compareLoads(
    {
      ours: (call) => read({ after: leafAt(call).row, limit: ROWS }),
      offset: (call) => skip(leafAt(call).depth),
    },
    seconds,
  );

  return {
    name: subject.name,
    rows,
    depth,
    p50,
    deepToFirst: p50.deep / p50.first,
    offsetToDeep: p50.offset / p50.deep,
    leafing: { callers: CALLERS, below: leaves.length, ...leafing, ratio: leafing.ours / leafing.offset },
    plans: {
      first: await planOf(database, firstStatement),
      deep: await planOf(database, await statementOf(database, subject, deepPage)),
      offset: await planOf(database, skipping(depth)),
    },
  };
}

/** @param {Database} database @param {{ sql: string, params: readonly unknown[] }} statement */
async function planOf(database, { sql, params }) {
  const [plan] = /** @type {object[]} */ (await database.rows(`EXPLAIN FORMAT=TREE ${sql}`, params));

  return Object.values(plan ?? {})
    .join('\n')
    .trim()
    .replaceAll(/(?<=Filter): .*/g, '')
    .replaceAll(/, with index condition.*| +\(cost=.*/g, '')
    .replaceAll(/'[^']*\\0[^']*'/g, '…');
}

/**
 * One caller, A B A B …: what the machine does meanwhile meets all. OFFSET is asked once a round, since it is slow.
 * @param {Record<'first' | 'deep' | 'offset', () => Promise<unknown>>} ways @param {number} seconds
 * @returns the median of each, ms
 */
async function interleave({ first, deep, offset }, seconds) {
  /** @type {Record<'first' | 'deep' | 'offset', number[]>} */
  const times = { first: [], deep: [], offset: [] };
  const end = performance.now() + seconds * 1_000;
  for (let round = 0; round < LEAST_ROUNDS || performance.now() < end; round += 1) {
    requireUninterrupted();
    for (let call = 0; call < CALLS_A_ROUND; call += 1) {
      times.first.push(await timeOf(first));
      times.deep.push(await timeOf(deep));
    }
    times.offset.push(await timeOf(offset));
  }

  return { first: median(times.first), deep: median(times.deep), offset: median(times.offset) };
}

/** @param {() => Promise<unknown>} ask */
async function timeOf(ask) {
  const startedAt = performance.now();
  await ask();

  return performance.now() - startedAt;
}

/**
 * Many callers, A B A B …, a slice of time each.
 * @param {Record<'ours' | 'offset', (call: number) => Promise<unknown>>} ways each is asked for the same pages
 * @param {number} seconds
 * @returns pages of each in a second, the median of its slices
 */
async function compareLoads(ways, seconds) {
  const sliceMs = (seconds * 1_000) / (2 * LEAST_ROUNDS);
  /** @type {Record<'ours' | 'offset', number[]>} */
  const rates = { ours: [], offset: [] };
  for (let round = 0; round < LEAST_ROUNDS; round += 1) {
    requireUninterrupted();
    rates.ours.push(await rateOf(ways.ours, sliceMs));
    rates.offset.push(await rateOf(ways.offset, sliceMs));
  }

  return { ours: median(rates.ours), offset: median(rates.offset) };
}

/** @param {(call: number) => Promise<unknown>} ask @param {number} ms */
async function rateOf(ask, ms) {
  const startedAt = performance.now();
  let calls = 0;
  const keepAsking = async () => {
    while (performance.now() - startedAt < ms) await ask((calls += 1));
  };
  await Promise.all(Array.from({ length: CALLERS }, keepAsking));

  return calls / ((performance.now() - startedAt) / 1_000);
}
