import { parseArgs } from 'node:util';
import { createCache } from '@soomcare/cache';
import { contentTables } from '@soomcare/content';
import { createDatabase, migrate, newUuid } from '@soomcare/database';
import { createLogger } from '@soomcare/observability';
import { createArticleCache } from '../libs/domain/content/src/reading/article-cache.ts';
import { createArticleReader } from '../libs/domain/content/src/reading/article-reader.service.ts';
import { articleRoutes } from '../libs/domain/content/src/reading/article.routes.ts';
import { createLiveArticleRepository } from '../libs/domain/content/src/reading/live-article.repository.ts';
import { loadArticles } from '../apps/worker/src/demo/articles/load-articles.ts';
import { withServices } from '../infra/services/commands/setup.js';
import { listenForInterruption } from '../infra/services/interruption.js';
import { Problem, say } from '../infra/services/messages.js';
import { interleave, ratioOf, summarise } from './driver.js';
import { pin } from './machine.js';
import { withTags } from './requests.js';
import { circumstances, circumstancesInWords, saveFigures, tableInMarkdown } from './saved-figures.js';
import { serveRoutes, TOKEN } from './serve-routes.js';
import { pidsOfStores } from './servers.js';
import { findWrk, writeRequests } from './wrk.js';

const databaseName = 'soomcare_bench_content';
const redisIndex = 6;
const CONNECTIONS = 32;

/** As the product's, but that nothing is kept: of equal reads at one time it makes one still. */
const keptNowhere = (/** @type {import('@soomcare/cache').Cache} */ cache) =>
  createArticleCache({ cache: { ...cache, isUp: () => false } });

/** @param {string[]} args @returns {Promise<number>} the exit code */
export function runContentBench(args) {
  listenForInterruption();
  const { values } = parseArgs({
    args,
    options: {
      /** Of each run; there are three a round. */
      seconds: { type: 'string', default: '5' },
      rounds: { type: 'string', default: '3' },
      save: { type: 'boolean', default: false },
    },
  });
  const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)];
  if (!(seconds > 0 && rounds > 0)) throw new Problem('--seconds and --rounds take numbers above 0.');

  return withServices({ command: 'bench' }, async (services) => {
    const url = new URL(services.mysql.serverUrl);
    url.pathname = `/${databaseName}`;
    await migrate(url.href);
    const logger = createLogger({ level: 'fatal', name: 'bench' });
    const database = await createDatabase({ url: url.href, poolSize: 10, entities: contentTables });
    const redisUrl = `${services.redis.serverUrl.replace(/\/$/, '')}/${redisIndex}`;
    const cache = await createCache({ url: redisUrl, prefix: databaseName, logger });
    const stops = [() => cache.close(), () => database.close()];

    try {
      const now = () => new Date();
      await loadArticles({ database, now, newId: newUuid });
      const articles = createLiveArticleRepository(database);
      const serve = async (
        /** @type {import('../libs/domain/content/src/reading/article-cache.ts').ArticleCache} */ kept,
      ) => {
        const server = await serveRoutes(articleRoutes(createArticleReader({ articles, cache: kept, now })));
        stops.unshift(server.stop);
        return server.origin;
      };
      const [redis, mysql] = [await serve(createArticleCache({ cache })), await serve(keptNowhere(cache))];
      const rows = await measure({ origins: { redis, mysql }, seconds, rounds, services });

      const figures = { ...circumstances(), run: { seconds, rounds, connections: CONNECTIONS }, ...rows };
      const markdown = inMarkdown(figures);
      say(`\n${markdown}`);
      if (values.save)
        await saveFigures('content', { title: 'An article, cached and not', figures, markdown });
      return 0;
    } finally {
      for (const stop of stops) await stop();
    }
  });
}

/**
 * @param {{ origins: { redis: string, mysql: string }, seconds: number, rounds: number,
 *   services: import('../infra/services/environment.js').Services }} parts
 */
async function measure({ origins, seconds, rounds, services }) {
  const requests = await readsOfAll(origins.redis);
  const tagged = await withTags(origins.redis, requests);
  const stores = await pidsOfStores(services);
  const server = 'server';
  const send = (/** @type {import('./wrk.js').LoadRequest[]} */ some) => () => writeRequests('content', some);
  const cases = [
    { name: 'redis', origin: origins.redis, requests: send(requests), server },
    { name: 'mysql', origin: origins.mysql, requests: send(requests), server },
    {
      name: 'unchanged',
      origin: origins.redis,
      requests: send(tagged),
      server,
    },
  ];
  const { restore } = await pin(stores);
  try {
    const samples = await interleave({
      ...{ cases, seconds, rounds, connections: CONNECTIONS, wrk: await findWrk() },
      pids: { server: process.pid, ...stores },
      storesIdle: () => Promise.resolve(true),
    });
    const of = (/** @type {string} */ name) => samples[name] ?? [];

    return {
      articles: requests.length,
      cases: Object.fromEntries(cases.map(({ name }) => [name, summarise(of(name))])),
      gain: ratioOf(of('redis'), of('mysql')),
      gainUnchanged: ratioOf(of('unchanged'), of('mysql')),
    };
  } finally {
    await restore();
  }
}

/** @param {string} origin @returns {Promise<import('./wrk.js').LoadRequest[]>} */
async function readsOfAll(origin) {
  const response = await fetch(`${origin}/v1/articles?limit=100`, {
    headers: { Authorization: `Bearer ${TOKEN}` },
  });
  const { items } = /** @type {{ items: { slug: string }[] }} */ (await response.json());
  if (items.length === 0) throw new Problem('There is no article to read.');

  return items.map(({ slug }) => ({ method: 'GET', path: `/v1/articles/${slug}`, token: TOKEN }));
}

/** @param {ReturnType<typeof circumstances> & Awaited<ReturnType<typeof measure>>} figures */
function inMarkdown({ cases, articles, gain, gainUnchanged, ...taken }) {
  const names = {
    redis: 'kept in Redis',
    mysql: 'kept nowhere',
    unchanged: 'unchanged (304), kept in Redis',
  };
  const rows = Object.entries(names).map(([name, words]) => {
    const { perSecond = 0, p50 = 0, p99 = 0, bytes = 0, failed = 0 } = cases[name] ?? {};
    return [
      words,
      String(perSecond),
      p50.toFixed(1),
      p99.toFixed(1),
      String(bytes),
      `${(failed * 100).toFixed(2)} %`,
    ];
  });
  const range = (/** @type {typeof gain} */ { median, low, high }) =>
    `**${median.toFixed(2)}** (${low.toFixed(2)}–${high.toFixed(2)})`;

  return [
    circumstancesInWords(taken),
    tableInMarkdown(['an article', '/s', 'p50 ms', 'p99 ms', 'bytes', 'failed'], rows),
    `${articles} articles in turn, ${CONNECTIONS} connections. Kept in Redis against kept nowhere: ${range(gain)} times the reads; unchanged: ${range(gainUnchanged)} times.`,
  ].join('\n\n');
}
