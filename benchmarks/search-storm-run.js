import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client } from '@opensearch-project/opensearch';
import { loadConfig } from '@soomcare/config';
import { createFieldCipher, migrate } from '@soomcare/database';
import { createLogger, createMetrics } from '@soomcare/observability';
import { createOutboxRelay } from '@soomcare/outbox';
import { createCopiedDocumentRepository } from '../libs/support/search/src/opensearch/copied-document.repository.ts';
import { createCopyDrift } from '../libs/support/search/src/opensearch/copy-drift.ts';
import { createOpensearchCalls } from '../libs/support/search/src/opensearch/opensearch-calls.ts';
import { withServices } from '../infra/services/commands/setup.js';
import { appEnvironment } from '../infra/services/environment.js';
import { listenForInterruption, requireUninterrupted } from '../infra/services/interruption.js';
import { say, withProgress } from '../infra/services/messages.js';
import { circumstances, circumstancesInWords, saveFigures, tableInMarkdown } from './saved-figures.js';
import { measureLag } from './search-lag.js';
import { startLoad } from './search-storm-load.js';
import { fill, openDatabase, openSearch, startOpensearch } from './search-world.js';
import { startServer } from './servers.js';

const databaseName = 'soomcare_bench_search_storm';
/** So soon after OpenSearch is back no copy may differ. */
const CAUGHT_UP_MS = 60_000;
/** So soon OpenSearch knows what has been committed. */
const HEARD_OF_MS = 2_000;
const QUIET_MS = 10_000;

/** @param {string[]} args @returns {Promise<number>} the exit code */
export function runSearchStorm(args) {
  listenForInterruption();
  const { values } = parseArgs({
    args,
    options: {
      documents: { type: 'string', default: '100000' },
      seconds: { type: 'string', default: '60' },
      /** A second. */
      searches: { type: 'string', default: '50' },
      writes: { type: 'string', default: '20' },
      /** A rebuild under load takes a quarter of an hour here. */
      'without-rebuild': { type: 'boolean', default: false },
      save: { type: 'boolean', default: false },
      /** Writes and copies the documents, for a run that is to be short. */
      'fill-only': { type: 'boolean', default: false },
    },
  });
  const [documents, awayMs] = [Number(values.documents), Number(values.seconds) * 1_000];
  const paces = { searches: Number(values.searches), writes: Number(values.writes) };

  return withServices({ command: 'bench' }, async (services) => {
    const url = new URL(services.mysql.serverUrl);
    url.pathname = `/${databaseName}`;
    const env = { ...appEnvironment(services), DATABASE_URL: url.href };
    const stops = /** @type {(() => Promise<unknown>)[]} */ ([]);

    try {
      await migrate(url.href);
      const server = await startOpensearch('opensearch-storm');
      stops.unshift(server.stop);
      const database = await openDatabase(url.href, { poolSize: 10 });
      stops.unshift(() => database.close());
      await fill(database, openSearch(database, env), documents);
      const search = openSearch(database, env, { opensearch: server });
      await withProgress('Copying to OpenSearch', () => search.housekeeping());
      if (values['fill-only']) return 0;

      const relay = createOutboxRelay({
        database,
        cipher: createFieldCipher({ keys: loadConfig(env).secrets.fieldKeys }),
        handlers: search.outboxHandlers,
        logger: createLogger({ level: 'fatal', name: 'storm' }),
        metrics: createMetrics(),
      });
      relay.start({ everyMs: 500 });
      stops.unshift(relay.stop);
      const { origin, stop } = await startServer('search', {
        env: { ...env, SEARCH_ENGINE: 'opensearch', OPENSEARCH_URL: server.url },
      });
      stops.unshift(stop);

      const lag = await withProgress('Published and withdrawn', () =>
        measureLag({ database, search, origin }),
      );
      const load = await startLoad({ database, search, origin, documents, paces });
      stops.unshift(load.end);
      const isCaughtUp = () => isWithoutDrift(database, server.url);
      const outage = await withProgress(`OpenSearch away for ${awayMs / 1_000} s`, async () => {
        await pause(QUIET_MS);
        load.begin('away');
        await server.kill();
        await pause(awayMs);
        await server.restart();
        load.begin('back');
        return load.pauseWrites(() => untilCaughtUp(isCaughtUp));
      });
      const rebuildUnderLoad = async () => {
        load.begin('rebuild');
        await search.rebuild({ article: load.current, post: () => nothing() });
        return load.pauseWrites(() => untilCaughtUp(isCaughtUp));
      };
      const rebuild = values['without-rebuild']
        ? undefined
        : await withProgress('A new index under the same load', rebuildUnderLoad);
      const figures = {
        ...circumstances(),
        run: { documents, awaySeconds: awayMs / 1_000, ...paces },
        ...(await load.stop()),
        ...{ lag, outage, rebuild, ...(await load.losses()) },
      };
      const { isMet, markdown } = inMarkdown(figures);
      say(`\n${markdown}`);
      const title = 'OpenSearch killed and rebuilt under load';
      if (values.save) await saveFigures('search-storm', { title, figures, markdown });

      return isMet ? 0 : 1;
    } finally {
      for (const stop of stops) await stop();
    }
  });
}

const describe = (/** @type {number | null} */ ms) =>
  ms === null ? 'not at all' : `${(ms / 1_000).toFixed(1)} s`;

async function* nothing() {}

/**
 * @param {ReturnType<typeof circumstances> & Awaited<ReturnType<Awaited<ReturnType<typeof startLoad>>['stop']>>
 *   & { lag: { found: number, gone: number }, outage: number | null, rebuild: number | null | undefined, missing: number, older: number }
 *   & { run: { documents: number, awaySeconds: number, searches: number, writes: number } }} figures
 */
function inMarkdown({ run, statuses, writes, lag, outage, rebuild, missing, older, ...taken }) {
  const failed = Object.values(statuses)
    .flatMap((counts) => Object.entries(counts))
    .reduce((sum, [outcome, count]) => sum + (outcome.startsWith('200') ? 0 : count), 0);
  const isMet =
    failed + missing + older === 0 &&
    Math.max(lag.found, lag.gone) <= HEARD_OF_MS &&
    [outage, rebuild].every((ms) => ms === undefined || (ms !== null && ms <= CAUGHT_UP_MS));
  const rows = [
    ['published, found by OpenSearch', describe(lag.found), describe(HEARD_OF_MS)],
    ['withdrawn, found by it no more', describe(lag.gone), describe(HEARD_OF_MS)],
    ...Object.entries(statuses).map(([phase, counts]) => [
      `searches, ${phase}`,
      Object.entries(counts)
        .map(([outcome, count]) => `${outcome}: ${count}`)
        .join(', '),
      'none fails',
    ]),
    ['writes', String(writes), ''],
    [`no copy differs after ${run.awaySeconds} s away`, describe(outage), describe(CAUGHT_UP_MS)],
    ...(rebuild === undefined
      ? []
      : [['no copy differs after a rebuild', describe(rebuild), describe(CAUGHT_UP_MS)]]),
    ['documents missing in MySQL, documents older', `${missing}, ${older}`, '0, 0'],
  ];
  const markdown = [
    circumstancesInWords(taken),
    tableInMarkdown(['what', 'measured', 'at most'], rows),
    `${run.documents} documents, ${run.searches} searches and ${run.writes} writes a second meanwhile: **${isMet ? 'met' : 'missed'}**.`,
  ].join('\n\n');

  return { isMet, markdown };
}

/** @param {import('@soomcare/database').Database} database @param {string} url */
async function isWithoutDrift(database, url) {
  const calls = createOpensearchCalls(new Client({ node: url, maxRetries: 0, requestTimeout: 10_000 }));
  const name = 'soomcare-search';
  const drift = createCopyDrift({ calls, documents: createCopiedDocumentRepository(database), name });
  for await (const { wrong, leftOver } of drift.find()) if (wrong.length + leftOver.length > 0) return false;

  return true;
}

/** @param {() => Promise<boolean>} isCaughtUp @returns after how long, ms; null where it never was */
async function untilCaughtUp(isCaughtUp) {
  const startedAt = performance.now();
  while (performance.now() - startedAt < 3 * CAUGHT_UP_MS) {
    requireUninterrupted();
    if (await isCaughtUp().catch(() => false)) return performance.now() - startedAt;
    await pause(1_000);
  }

  return null;
}
