import { parseArgs } from 'node:util';
import { communityTables } from '@soomcare/community';
import { createDatabase, migrate } from '@soomcare/database';
import { withServices } from '../infra/services/commands/setup.js';
import { listenForInterruption } from '../infra/services/interruption.js';
import { Problem, say, withProgress } from '../infra/services/messages.js';
import { measurePages, subjects } from './community-pages.js';
import { collectPageFigures, pagesInMarkdown, savePageFigures } from './community-report.js';
import { pin, watchProcessors } from './machine.js';
import { seedCommunity } from './seed-community.js';
import { pidsOfStores } from './servers.js';

const databaseName = 'soomcare_bench_community';
/** As many as a server has unless told otherwise. */
const POOL_SIZE = 10;
/** Thirty callers who sort 200,000 rows each wait long. */
const PATIENCE_MS = 10 * 60_000;
/** Fewer rows hold no deep page. */
const LEAST_ROWS = 1_000;

/** @param {string[]} args */
function parseOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      posts: { type: 'string', default: '200000' },
      comments: { type: 'string', default: '1000000' },
      /** Of each measurement; there are two a list. */
      seconds: { type: 'string', default: '10' },
      save: { type: 'boolean', default: false },
    },
  });
  const [posts, comments] = [Number(values.posts), Number(values.comments)];
  const seconds = Number(values.seconds);
  if (!(posts >= LEAST_ROWS && comments >= LEAST_ROWS && seconds > 0)) {
    throw new Problem(`--posts and --comments take numbers from ${LEAST_ROWS} on, --seconds one above 0.`);
  }

  return { posts, comments, seconds, saves: values.save };
}

/** @param {string[]} args @returns {Promise<number>} the exit code */
export function runCommunityBench(args) {
  listenForInterruption();
  const options = parseOptions(args);

  return withServices({ command: 'bench' }, async (services) => {
    const url = new URL(services.mysql.serverUrl);
    url.pathname = `/${databaseName}`;
    await migrate(url.href);
    const database = await createDatabase({
      ...{ url: url.href, poolSize: POOL_SIZE, entities: communityTables },
      ...{ acquireTimeoutMs: PATIENCE_MS, statementTimeoutMs: PATIENCE_MS },
    });
    try {
      await seedCommunity(database, options);
      const figures = await measure({ database, options, stores: await pidsOfStores(services) });
      say(`\n${pagesInMarkdown(figures)}`);
      if (options.saves) await savePageFigures(figures);

      return figures.isMet ? 0 : 1;
    } finally {
      await database.close();
    }
  });
}

/**
 * The stores share a core meanwhile, so that neither way may have both.
 * @param {{ database: import('@soomcare/database').Database, options: ReturnType<typeof parseOptions>,
 *   stores: Record<string, number> }} parts
 */
async function measure({ database, options, stores }) {
  const { restore } = await pin(stores);
  const stopWatching = watchProcessors(stores);
  const lists = [];
  try {
    for (const table of /** @type {const} */ (['posts', 'comments'])) {
      for (const subject of subjects[table]) {
        const list = await withProgress(`Reading the ${subject.name}`, () =>
          measurePages(database, subject, { rows: options[table], seconds: options.seconds }),
        );
        lists.push(list);
      }
    }
  } finally {
    await restore();
  }

  return collectPageFigures({ options, lists, strangers: stopWatching(0).strangers });
}
