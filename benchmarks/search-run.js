import { parseArgs } from 'node:util';
import { migrate } from '@soomcare/database';
import { loadConfig } from '@soomcare/config';
import { withServices } from '../infra/services/commands/setup.js';
import { listenForInterruption, requireUninterrupted } from '../infra/services/interruption.js';
import { say, withProgress } from '../infra/services/messages.js';
import { tokenMaker } from './members.js';
import { circumstances, circumstancesInWords, saveFigures, tableInMarkdown } from './saved-figures.js';
import { isolationInWords, measureIsolation } from './search-isolation.js';
import { classes } from './search-texts.js';
import { benchEnvironment, fill, openDatabase, openSearch, startOpensearch } from './search-world.js';
import { seed } from './seed.js';

const VIEWER = { memberId: '01920000-0000-7000-8000-000000000001', blockedMemberIds: [] };
const LIMIT = 20;
const WARM_UP_ROUNDS = 20;
/** Goal P9. */
const WORST_P50_MS = 25;

/** Ours on both engines, and what a program without a plan would send. */
const wayNames = /** @type {const} */ (['mysql', 'opensearch', 'match', 'like']);
/** @typedef {typeof wayNames[number]} Way */

/** @param {string[]} args @returns {Promise<number>} the exit code */
export function runSearchBench(args) {
  listenForInterruption();
  const { values } = parseArgs({
    args,
    options: {
      documents: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '15' },
      seconds: { type: 'string', default: '10' },
      /** P12 needs the database of `npm run bench`, which takes minutes to fill. */
      'without-reads': { type: 'boolean', default: false },
      save: { type: 'boolean', default: false },
      /** Writes and copies the documents, for a run that is to be short. */
      'fill-only': { type: 'boolean', default: false },
    },
  });
  const [documents, rounds] = [Number(values.documents), Number(values.rounds)];

  return withServices({ command: 'bench' }, async (services) => {
    const env = benchEnvironment(services);
    const { secrets } = loadConfig(env);
    if (values['without-reads']) await migrate(env.DATABASE_URL);
    else await seed(env.DATABASE_URL, secrets);
    const database = await openDatabase(env.DATABASE_URL);
    const stops = [() => database.close()];

    try {
      const mysql = openSearch(database, env);
      await fill(database, mysql, documents);
      const server = await startOpensearch('opensearch');
      stops.unshift(server.stop);
      const opensearch = openSearch(database, env, { opensearch: server });
      await withProgress('Copying to OpenSearch', () => opensearch.housekeeping());
      if (values['fill-only']) return 0;

      const classes = await compareClasses({ database, mysql, opensearch, rounds });
      const isolation = values['without-reads']
        ? null
        : await measureIsolation({ env, tokens: tokenMaker(secrets), seconds: Number(values.seconds) });
      const figures = { ...circumstances(), run: { documents, rounds }, classes, isolation };
      const { isMet, markdown } = inMarkdown(figures);
      say(`\n${markdown}`);
      if (values.save)
        await saveFigures('search', { title: 'Search by class (P9) and isolation (P12)', figures, markdown });

      return isMet ? 0 : 1;
    } finally {
      for (const stop of stops) await stop();
    }
  });
}

/**
 * P9: each class on both engines, beside plain MATCH and plain LIKE; one connection, newest first, p50.
 * @param {{ database: import('@soomcare/database').Database, mysql: ReturnType<typeof openSearch>,
 *   opensearch: ReturnType<typeof openSearch>, rounds: number }} parts
 */
async function compareClasses({ database, mysql, opensearch, rounds }) {
  /** @param {string} where @param {string} param */
  const plain = (where, param) => () =>
    database.rows(
      `SELECT d.id, d.title FROM search_documents d JOIN search_texts t ON t.number = d.text_number
        WHERE ${where} ORDER BY d.dated_at DESC, d.number DESC LIMIT ${LIMIT}`,
      [param],
    );
  // Both programs compile what they run often, and a server that people use has been run often.
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) {
    requireUninterrupted();
    for (const text of Object.values(classes)) {
      for (const engine of [mysql, opensearch]) await engine.query({ text, viewer: VIEWER, limit: LIMIT });
    }
  }
  const rows = /** @type {({ name: string, text: string } & Record<Way, number>)[]} */ ([]);
  for (const [name, text] of Object.entries(classes)) {
    requireUninterrupted();
    const words = text.split(' ');
    const asked = { text, viewer: VIEWER, limit: LIMIT };
    const ways = {
      mysql: () => mysql.query(asked),
      opensearch: () => opensearch.query(asked),
      match: plain(
        'MATCH (t.full_text) AGAINST (? IN BOOLEAN MODE)',
        words.map((word) => `+"${word}"`).join(' '),
      ),
      like: plain('t.full_text LIKE ?', `%${words.join('%')}%`),
    };
    const times = { mysql: 0, opensearch: 0, match: 0, like: 0 };
    for (const way of wayNames) times[way] = await p50Of(ways[way], rounds);
    rows.push({ name, text, ...times });
  }

  return rows;
}

/** @param {() => Promise<unknown>} ask @param {number} rounds */
async function p50Of(ask, rounds) {
  await ask();
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    await ask();
    times.push(performance.now() - startedAt);
  }

  return times.toSorted((one, other) => one - other)[rounds >> 1] ?? 0;
}

/**
 * @param {ReturnType<typeof circumstances> & { run: { documents: number, rounds: number },
 *   classes: Awaited<ReturnType<typeof compareClasses>>,
 *   isolation: Awaited<ReturnType<typeof measureIsolation>> | null }} figures
 */
function inMarkdown({ run, classes: rows, isolation, ...taken }) {
  const worst = (/** @type {Way} */ way) => Math.max(...rows.map((row) => row[way]));
  const isFast = worst('mysql') <= WORST_P50_MS && worst('opensearch') <= WORST_P50_MS;
  const times = (/** @type {(way: Way) => number} */ timeOf) => wayNames.map((way) => timeOf(way).toFixed(1));
  const gain = (/** @type {Way} */ way) => (worst(way) / worst('mysql')).toFixed(0);
  const markdown = [
    circumstancesInWords(taken),
    tableInMarkdown(
      ['class', 'text', 'ours, MySQL, ms', 'ours, OpenSearch, ms', 'plain MATCH, ms', 'plain LIKE, ms'],
      [
        ...rows.map((row) => [row.name, row.text, ...times((way) => row[way])]),
        ['worst', '', ...times(worst)],
      ],
    ),
    `${run.documents} documents, one connection, p50 of ${run.rounds}, newest ${LIMIT}. P9 (worst p50 ≤ ${WORST_P50_MS} ms on both engines): **${isFast ? 'met' : 'missed'}**; worst of MATCH is ${gain('match')} times ours on MySQL, worst of LIKE ${gain('like')} times.`,
    ...(isolation ? [isolationInWords(isolation)] : []),
  ].join('\n\n');

  return { isMet: isFast && (isolation?.isMet ?? true), markdown };
}
