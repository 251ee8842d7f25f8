import { parseArgs } from 'node:util';
import { migrate } from '@soomcare/database';
import { loadConfig } from '@soomcare/config';
import { withServices } from '../infra/services/commands/setup.js';
import { appEnvironment } from '../infra/services/environment.js';
import { listenForInterruption, requireUninterrupted } from '../infra/services/interruption.js';
import { say } from '../infra/services/messages.js';
import { local } from '../infra/services/paths.js';
import { tokenMaker } from './members.js';
import { measureIsolation } from './search-isolation.js';
import { classes } from './search-texts.js';
import { fill, openDatabase, openSearch, startOpensearch } from './search-world.js';
import { seed } from './seed.js';

/** With members and their month, so that searches stand beside reads. */
const databaseName = 'soomcare_bench';
const redisIndex = 7;
const VIEWER = { memberId: '01920000-0000-7000-8000-000000000001', blockedMemberIds: [] };
const LIMIT = 20;
/** Goal P9. */
const WORST_P50_MS = 25;

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
    },
  });
  const rounds = Number(values.rounds);

  return withServices({ command: 'bench' }, async (services) => {
    const url = new URL(services.mysql.serverUrl);
    url.pathname = `/${databaseName}`;
    const env = {
      ...appEnvironment(services),
      NODE_ENV: 'production',
      DATABASE_URL: url.href,
      REDIS_URL: `${services.redis.serverUrl.replace(/\/$/, '')}/${redisIndex}`,
      MAIL_URL: `disk:${local('bench', 'mail')}`,
      RATE_LIMIT_FACTOR: '999999',
    };
    const { secrets } = loadConfig(env);
    if (values['without-reads']) await migrate(url.href);
    else await seed(url.href, secrets);
    const database = await openDatabase(url.href);
    const stops = [() => database.close()];

    try {
      const mysql = openSearch(database, env);
      await fill(database, mysql, Number(values.documents));
      const server = await startOpensearch('opensearch');
      stops.unshift(server.stop);
      const opensearch = openSearch(database, env, server);
      await opensearch.housekeeping();

      const isMet = await compareClasses({ database, mysql, opensearch, rounds });
      if (values['without-reads']) return isMet ? 0 : 1;

      const isolation = { env, tokens: tokenMaker(secrets), seconds: Number(values.seconds) };
      return (await measureIsolation(isolation)) && isMet ? 0 : 1;
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
      `SELECT d.id, d.title FROM search_documents d WHERE ${where} ORDER BY d.dated_at DESC, d.number DESC LIMIT ${LIMIT}`,
      [param],
    );
  const rows = [];
  for (const [name, text] of Object.entries(classes)) {
    requireUninterrupted();
    const words = text.split(' ');
    const asked = { text, viewer: VIEWER, limit: LIMIT };
    const ways = {
      mysql: () => mysql.query(asked),
      opensearch: () => opensearch.query(asked),
      match: plain(
        'MATCH (d.full_text) AGAINST (? IN BOOLEAN MODE)',
        words.map((word) => `+"${word}"`).join(' '),
      ),
      like: plain('d.full_text LIKE ?', `%${words.join('%')}%`),
    };
    const times = /** @type {Record<string, number>} */ ({});
    for (const [way, ask] of Object.entries(ways)) times[way] = await p50Of(ask, rounds);
    rows.push({ name, text, ...times });
  }
  const worst = (/** @type {string} */ way) => Math.max(...rows.map((row) => Number(row[way])));
  const cells = rows.map(({ name, text, ...times }) => [
    name,
    text,
    ...Object.values(times).map((ms) => Number(ms).toFixed(1)),
  ]);
  const head = [
    'class',
    'text',
    'ours, MySQL, ms',
    'ours, OpenSearch, ms',
    'plain MATCH, ms',
    'plain LIKE, ms',
  ];
  const last = ['worst', '', ...['mysql', 'opensearch', 'match', 'like'].map((way) => worst(way).toFixed(1))];
  const isMet = worst('mysql') <= WORST_P50_MS && worst('opensearch') <= WORST_P50_MS;
  say([head, head.map(() => '---'), ...cells, last].map((row) => `| ${row.join(' | ')} |`).join('\n'));
  say(
    `P9 (worst p50 ≤ ${WORST_P50_MS} ms): ${isMet ? 'met' : 'missed'}; worst of MATCH is ${(worst('match') / worst('mysql')).toFixed(0)} times ours, worst of LIKE ${(worst('like') / worst('mysql')).toFixed(0)} times.`,
  );

  return isMet;
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
