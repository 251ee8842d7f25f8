import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client } from '@opensearch-project/opensearch';
import { loadConfig } from '@soomcare/config';
import { createFieldCipher, migrate } from '@soomcare/database';
import { createHttpApp, createMemberGuard, mount, serve } from '@soomcare/http';
import { createLogger, createMetrics } from '@soomcare/observability';
import { createOutboxRelay } from '@soomcare/outbox';
import mysql from 'mysql2/promise';
import { createCopiedDocumentRepository } from '../libs/support/search/src/opensearch/copied-document.repository.ts';
import { createCopyDrift } from '../libs/support/search/src/opensearch/copy-drift.ts';
import { createOpensearchCalls } from '../libs/support/search/src/opensearch/opensearch-calls.ts';
import { withServices } from '../infra/services/commands/setup.js';
import { appEnvironment } from '../infra/services/environment.js';
import { listenForInterruption, requireUninterrupted } from '../infra/services/interruption.js';
import { Problem, say, withProgress } from '../infra/services/messages.js';
import { local } from '../infra/services/paths.js';
import { classes, documentOf } from './search-texts.js';
import { fill, openDatabase, openSearch, startOpensearch } from './search-world.js';

const databaseName = 'soomcare_bench_search_storm';
const MEMBER_ID = '01920000-0000-7000-8000-000000000001';
/** So soon after OpenSearch is back no copy may differ. */
const CAUGHT_UP_MS = 60_000;
const BATCH = 200;

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
    },
  });
  const [documents, awayMs] = [Number(values.documents), Number(values.seconds) * 1_000];
  const paces = { searches: Number(values.searches), writes: Number(values.writes) };

  return withServices({ command: 'bench' }, async (services) => {
    const url = new URL(services.mysql.serverUrl);
    const admin = await mysql.createConnection(url.href);
    url.pathname = `/${databaseName}`;
    const env = { ...appEnvironment(services), DATABASE_URL: url.href };
    const stops = [
      () => admin.end(),
      () => admin.query(`DROP DATABASE IF EXISTS ${databaseName}`),
    ].toReversed();

    try {
      await admin.query(`DROP DATABASE IF EXISTS ${databaseName}`);
      await migrate(url.href);
      // Copies of an earlier run are newer than what this one writes.
      rmSync(local('bench', 'opensearch-storm'), { recursive: true, force: true });
      const server = await startOpensearch('opensearch-storm');
      stops.unshift(server.stop);
      const database = await openDatabase(url.href, { poolSize: 20 });
      stops.unshift(() => database.close());
      await fill(database, openSearch(database, env), documents);
      const search = openSearch(database, env, server);
      await withProgress('Copying to OpenSearch', () => search.housekeeping());
      const relay = createOutboxRelay({
        database,
        cipher: createFieldCipher({ keys: loadConfig(env).secrets.fieldKeys }),
        handlers: search.outboxHandlers,
        logger: createLogger({ level: 'fatal', name: 'storm' }),
        metrics: createMetrics(),
      });
      relay.start({ everyMs: 500 });
      stops.unshift(relay.stop);
      const api = await serveSearch(search);
      stops.unshift(api.stop);

      const load = startLoad({ database, search, origin: `http://127.0.0.1:${api.port}`, documents, paces });
      stops.unshift(load.end);
      const isCaughtUp = () => isWithoutDrift(database, server.url);
      const outage = await withProgress(`OpenSearch away for ${awayMs / 1_000} s`, async () => {
        await pause(10_000);
        await server.kill();
        await pause(awayMs);
        await server.restart();
        return load.pauseWrites(() => untilCaughtUp(isCaughtUp));
      });
      const rebuild = await withProgress('A new index under the same load', async () => {
        await search.rebuild({ article: load.current, post: () => nothing() });
        return load.pauseWrites(() => untilCaughtUp(isCaughtUp));
      });
      const { statuses, degraded, writes } = await load.stop();

      const failed = Object.entries(statuses).filter(([status]) => status !== '200');
      say(
        `Searches by status: ${JSON.stringify(statuses)}, of them answered by MySQL: ${degraded}; writes: ${writes}.`,
      );
      say(`No copy differed ${describe(outage)} after the outage, ${describe(rebuild)} after the rebuild.`);
      const isMet = failed.length === 0 && [outage, rebuild].every((ms) => ms !== null && ms <= CAUGHT_UP_MS);
      say(
        `Done when (no failed search, no difference after ${CAUGHT_UP_MS / 1_000} s): ${isMet ? 'met' : 'missed'}.`,
      );

      return isMet ? 0 : 1;
    } finally {
      for (const stop of stops) await stop();
    }
  });
}

/** The search's own routes behind the real middleware; whoever asks is the one member. @param {ReturnType<typeof openSearch>} search */
function serveSearch(search) {
  const logger = createLogger({ level: 'fatal', name: 'storm' });
  const now = () => new Date();
  const actor = {
    id: MEMBER_ID,
    sessionId: MEMBER_ID,
    timeZone: 'Asia/Seoul',
    consents: [],
    authenticatedAt: now(),
  };
  const guards = {
    memberGuard: createMemberGuard(() => Promise.resolve(actor)),
    rateLimiter: { consume: () => Promise.resolve(), reset: () => Promise.resolve() },
    now,
  };
  const router = mount(
    search.memberRoutes(() => Promise.resolve([])),
    guards,
  );
  const listener = createHttpApp({
    ...{ logger, metrics: createMetrics(), corsOrigins: [], trustProxyHops: 0 },
    routers: [{ prefix: '/v1', router }],
  });

  return serve({ listener, port: 0, logger, onDrain: () => {}, drainMs: 0 });
}

const describe = (/** @type {number | null} */ ms) =>
  ms === null ? 'not at all' : `${(ms / 1_000).toFixed(1)} s`;

async function* nothing() {}

/**
 * Searches by HTTP and edits of documents, at even paces.
 * @param {{ database: import('@soomcare/database').Database, search: ReturnType<typeof openSearch>, origin: string,
 *   documents: number,
 *   paces: { searches: number, writes: number } }} parts
 */
function startLoad({ database, search, origin, documents, paces }) {
  const statuses = /** @type {Record<string, number>} */ ({});
  const versions = /** @type {Map<number, number>} */ (new Map());
  const texts = Object.values(classes);
  const inHand = /** @type {Set<Promise<unknown>>} */ (new Set());
  const failures = /** @type {unknown[]} */ ([]);
  let [searches, degraded, writes, mayWrite] = [0, 0, 0, true];
  const searchOnce = async () => {
    const number = (searches += 1);
    const text = encodeURIComponent(texts[number % texts.length] ?? '');
    const response = await fetch(`${origin}/v1/search?q=${text}`, { headers: { Authorization: 'Bearer x' } });
    statuses[response.status] = (statuses[response.status] ?? 0) + 1;
    const body = /** @type {{ degraded?: boolean }} */ (await response.json());
    if (body.degraded) degraded += 1;
  };
  const writeOnce = async () => {
    const number = ((writes += 1) * 7919) % documents;
    const version = (versions.get(number) ?? 1) + 1;
    versions.set(number, version);
    await database.transaction((tx) => search.publish([documentOf(number, version)], tx));
  };
  const hold = (/** @type {Promise<unknown>} */ work) => {
    const held = work.catch((error) => failures.push(error)).finally(() => inHand.delete(held));
    inHand.add(held);
  };
  const timers = [
    setInterval(() => hold(searchOnce()), 1_000 / paces.searches),
    setInterval(() => mayWrite && hold(writeOnce()), 1_000 / paces.writes),
  ];

  const end = async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.all(inHand);
  };

  return {
    /** Every document as it was last written. */
    async *current() {
      for (let at = 0; at < documents; at += BATCH) {
        requireUninterrupted();
        yield Array.from({ length: Math.min(BATCH, documents - at) }, (_, index) =>
          documentOf(at + index, versions.get(at + index) ?? 1),
        );
      }
    },

    /** While nobody writes, what is missing stands still and can be compared. @param {() => Promise<T>} work @template T */
    async pauseWrites(work) {
      mayWrite = false;
      const result = await work();
      mayWrite = true;
      return result;
    },

    end,

    async stop() {
      await end();
      if (failures.length > 0)
        throw new Problem(`${failures.length} calls failed.`, { details: String(failures[0]) });

      return { statuses, degraded, writes };
    },
  };
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
    await pause(200);
  }

  return null;
}
