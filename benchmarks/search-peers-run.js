import { setInterval } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createCache, createVersions } from '@soomcare/cache';
import { loadConfig } from '@soomcare/config';
import { createLogger } from '@soomcare/observability';
import { withServices } from '../infra/services/commands/setup.js';
import { listenForInterruption } from '../infra/services/interruption.js';
import { say } from '../infra/services/messages.js';
import { interleave, ratioOf, summarise } from './driver.js';
import { pin } from './machine.js';
import { tokenMaker } from './members.js';
import { pocketbasePath, pocketbaseRelease, startPocketbase } from './pocketbase.js';
import { circumstances, circumstancesInWords, saveFigures, tableInMarkdown } from './saved-figures.js';
import { documentOf } from './search-texts.js';
import { benchEnvironment, fill, openDatabase, openSearch, startOpensearch } from './search-world.js';
import { seed } from './seed.js';
import { pidsOfStores, startServer } from './servers.js';
import { findWrk, writeRequests } from './wrk.js';

const LIMIT = 20;
/** A peer that reads every document takes seconds for an answer. */
const LONG = { seconds: 30 };
const CONNECTIONS = 32;
/** Beside the searches of ours: each ends what answers are kept. */
const EDITS_A_SECOND = 2;
const words = { rare: ['심비코트', '오말리주맙', '벤토린'], common: ['천식', '흡입기', '기침'] };
/** Goal P10: so many times the searches of a peer. */
const LEAST = { rare: 20, common: 2 };
/** @typedef {keyof typeof words} Kind */
const kinds = /** @type {Kind[]} */ (Object.keys(words));

/** @param {string[]} args @returns {Promise<number>} the exit code */
export function runSearchPeers(args) {
  listenForInterruption();
  const { values } = parseArgs({
    args,
    options: {
      documents: { type: 'string', default: '100000' },
      /** Of each run but one; there are six a round. */
      seconds: { type: 'string', default: '5' },
      rounds: { type: 'string', default: '3' },
      save: { type: 'boolean', default: false },
    },
  });
  const [documents, seconds, rounds] = [values.documents, values.seconds, values.rounds].map(Number);
  const run = { documents, seconds, rounds };

  return withServices({ command: 'bench' }, async (services) => {
    const env = benchEnvironment(services);
    const { secrets } = loadConfig(env);
    await seed(env.DATABASE_URL, secrets);
    const stops = /** @type {(() => Promise<unknown>)[]} */ ([]);

    try {
      const opensearch = await startOpensearch('opensearch');
      stops.unshift(opensearch.stop);
      const database = await openDatabase(env.DATABASE_URL);
      stops.unshift(() => database.close());
      await fill(database, openSearch(database, env), documents);
      await openSearch(database, env, { opensearch }).housekeeping();
      const servers = {
        mysql: await startServer('product', { env }),
        opensearch: await startServer('product', {
          env: { ...env, SEARCH_ENGINE: 'opensearch', OPENSEARCH_URL: opensearch.url },
        }),
        pocketbase: await startPocketbase(documents),
      };
      stops.unshift(...Object.values(servers).map(({ stop }) => stop));

      const editing = new AbortController();
      const edits = editBeside({ database, env, documents, signal: editing.signal });
      stops.unshift(async () => {
        editing.abort();
        await edits;
      });

      const figures = {
        ...circumstances(),
        run,
        ...(await measure({ services, servers, secrets, seconds, rounds })),
      };
      const markdown = inMarkdown(figures);
      say(`\n${markdown}`);
      const title = 'Search beside a peer (P10)';
      if (values.save) await saveFigures('search-peers', { title, figures, markdown });

      return figures.ratios.every(({ isMet }) => isMet) ? 0 : 1;
    } finally {
      for (const stop of stops) await stop();
    }
  });
}

/**
 * Writes one document after the other again, as those who write do, until it is told to stop.
 * @param {{ database: import('@soomcare/database').Database, env: ReturnType<typeof benchEnvironment>,
 *   documents: number, signal: AbortSignal }} parts
 */
async function editBeside({ database, env, documents, signal }) {
  const { redis } = loadConfig(env);
  const logger = createLogger({ level: 'warn', name: 'bench' });
  // The product's own keys.
  const cache = await createCache({ url: redis.url, prefix: 'soomcare', logger });
  const versions = createVersions({ cache, now: () => new Date() });
  const search = openSearch(database, env, { versions });
  let number = 0;
  try {
    for await (const _tick of setInterval(1_000 / EDITS_A_SECOND, undefined, { signal })) {
      const document = documentOf(number % documents, Math.floor(Date.now() / 1_000));
      await database.transaction((tx) => search.publish([document], tx));
      number += 1;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await cache.close();
  }
}

/**
 * @param {{ services: import('../infra/services/environment.js').Services, seconds: number, rounds: number,
 *   servers: Record<'mysql' | 'opensearch' | 'pocketbase', { origin: string, pid: number }>,
 *   secrets: import('@soomcare/config').Config['secrets'] }} parts
 */
async function measure({ services, servers, secrets, seconds, rounds }) {
  const tokens = tokenMaker(secrets);
  const ours = (/** @type {Kind} */ kind) =>
    tokens().map((token, index) => {
      const word = words[kind][index % words[kind].length] ?? '';
      return { method: 'GET', path: `/v1/search?q=${encodeURIComponent(word)}&limit=${LIMIT}`, token };
    });
  const theirs = (/** @type {Kind} */ kind) =>
    words[kind].map((word) => ({ method: 'GET', path: pocketbasePath(word, LIMIT) }));
  const cases = kinds.flatMap((kind) =>
    /** @type {const} */ (['mysql', 'opensearch', 'pocketbase']).map((server) => ({
      ...{ name: `${kind}, ${server}`, origin: servers[server].origin, server },
      ...(server === 'pocketbase' && kind === 'rare' ? LONG : {}),
      requests: () => writeRequests('search-peers', server === 'pocketbase' ? theirs(kind) : ours(kind)),
    })),
  );
  const stores = await pidsOfStores(services);
  const { restore } = await pin(stores);
  try {
    const samples = await interleave({
      ...{ cases, seconds, rounds, connections: CONNECTIONS, wrk: await findWrk() },
      pids: {
        ...Object.fromEntries(Object.entries(servers).map(([name, { pid }]) => [`${name} server`, pid])),
        ...stores,
      },
      storesIdle: () => Promise.resolve(true),
    });
    const of = (/** @type {string} */ name) => samples[name] ?? [];

    return {
      cases: Object.fromEntries(cases.map(({ name }) => [name, summarise(of(name))])),
      ratios: kinds.flatMap((kind) =>
        ['mysql', 'opensearch'].map((engine) => {
          const ratio = ratioOf(of(`${kind}, ${engine}`), of(`${kind}, pocketbase`));
          return { kind, engine, ...ratio, isMet: ratio.median >= LEAST[kind] };
        }),
      ),
    };
  } finally {
    await restore();
  }
}

/** @param {ReturnType<typeof circumstances> & { run: { documents: number } } & Awaited<ReturnType<typeof measure>>} figures */
function inMarkdown({ run, cases, ratios, ...taken }) {
  return [
    circumstancesInWords(taken),
    tableInMarkdown(
      ['words, who answers', '/s', 'p50 ms', 'p99 ms', 'failed'],
      Object.entries(cases).map(([name, { perSecond, p50, p99, failed }]) => [
        ...[name, String(perSecond), p50.toFixed(1), p99.toFixed(1)],
        `${(failed * 100).toFixed(1)} %`,
      ]),
    ),
    tableInMarkdown(
      ['words', 'engine', 'times PocketBase (rounds)', 'at least', 'verdict'],
      ratios.map(({ kind, engine, median, low, high, isMet }) => [
        ...[kind, engine, `**${median.toFixed(1)}** (${low.toFixed(1)}–${high.toFixed(1)})`],
        ...[String(LEAST[kind]), isMet ? 'met' : 'missed'],
      ]),
    ),
    `${run.documents} documents, newest ${LIMIT}, ${CONNECTIONS} connections. PocketBase ${pocketbaseRelease} answers anybody, counts nothing and has both cores but what wrk takes; ours checks the log-in, counts by kind, marks the words and logs the query, with its server on one core and ${EDITS_A_SECOND} edits a second beside it, so that no answer is kept for longer than half a second.`,
  ].join('\n\n');
}
