import { parseArgs } from 'node:util';
import { migrate } from '@soomcare/database';
import { withServices } from '../infra/services/commands/setup.js';
import { listenForInterruption } from '../infra/services/interruption.js';
import { Problem, say } from '../infra/services/messages.js';
import { measurePages, subjects } from './community-pages.js';
import { collectPageFigures, pagesInMarkdown, savePageFigures } from './community-report.js';
import { openDatabase } from './search-world.js';
import { seedCommunity } from './seed-community.js';

const databaseName = 'soomcare_bench_community';
/** As many as a server has unless told otherwise. */
const POOL_SIZE = 10;
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
  const [posts, comments, seconds] = [values.posts, values.comments, values.seconds].map(Number);
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
    const database = await openDatabase(url.href, { poolSize: POOL_SIZE });
    try {
      await seedCommunity(database, options);
      const lists = [];
      for (const table of /** @type {const} */ (['posts', 'comments'])) {
        for (const subject of subjects[table]) {
          say(`Reading the ${subject.name} …`);
          lists.push(
            await measurePages(database, subject, { rows: options[table], seconds: options.seconds }),
          );
        }
      }
      const figures = collectPageFigures({ options, lists });
      say(`\n${pagesInMarkdown(figures)}`);
      if (options.saves) await savePageFigures(figures);

      return figures.isMet ? 0 : 1;
    } finally {
      await database.close();
    }
  });
}
