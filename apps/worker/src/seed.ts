import { createCache } from '@soomcare/cache';
import { type Config, loadConfig } from '@soomcare/config';
import {
  createBlindIndex,
  createDatabase,
  createFieldCipher,
  type Database,
  newUuid,
} from '@soomcare/database';
import { createStaffSetUp, seedStaff } from '@soomcare/identity';
import { createMailer } from '@soomcare/mail';
import { seedDrugs } from '@soomcare/medications';
import { createLogger, stopLogger } from '@soomcare/observability';

import { createContexts } from './contexts.ts';
import { loadArticles } from './demo/articles/load-articles.ts';
import { createDemoCommunity } from './demo/community/demo-community.ts';
import { findMissingPosts, loadCommunity } from './demo/community/load-community.ts';
import { findMissingChildren, loadChildren } from './demo/family.ts';
import { findMissingPeople, loadPeople } from './demo/load.ts';
import { loadModeration } from './demo/moderation.ts';
import { type DemoPerson } from './demo/people.ts';
import { makeSearches } from './demo/searches.ts';
import { fillSearch } from './fill-search.ts';
import { openSearch } from './open-search.ts';
import { tables } from './tables.ts';

/** No caller waits for an answer here: a machine that is busy starting everything else gets time. */
const PATIENCE_MS = 30_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

/** @throws where made-up people with a known password have no place */
const demoPasswordOf = ({ environment, demoPassword }: Config): string => {
  if (environment === 'production') throw new Error('production gets no demo data (SOOMCARE_ENV)');
  if (demoPassword === undefined) throw new Error('DEMO_PASSWORD is not set');

  return demoPassword;
};

interface Means {
  readonly config: Config;
  readonly password: string;
  readonly database: Database;
}

const loadMissing = async ({ config, password, database }: Means, missing: readonly DemoPerson[]) => {
  const startedAt = performance.now();
  // Only what goes wrong: standard output is for people here.
  const logger = createLogger({ level: 'warn', name: 'seed' });
  const cache = await createCache({ url: config.redis.url, prefix: 'soomcare', logger });
  const mailer = createMailer(config.mail);
  say('Writing the demo data …');

  try {
    const contextsAt = (now: () => Date) => createContexts({ config, database, cache, mailer, logger, now });
    const deps = { database, contextsAt, now: () => new Date(), password };
    const people = await loadPeople(deps, missing);
    const children = await loadChildren(deps);
    const posts = await loadCommunity({ ...deps, ...createDemoCommunity(deps, config.files) });
    await loadModeration(deps);
    await makeSearches(
      contextsAt(deps.now).search,
      missing.map(({ id }) => id),
    );
    const written = {
      members: people.members + children.members,
      entries: people.entries + children.entries,
    };
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    say(`Demo data: ${written.members} members, ${written.entries} entries, ${posts} posts (${seconds} s)`);
  } finally {
    await mailer.close();
    await cache.close();
    await stopLogger(logger);
  }
};

const loadMissingStaff = async (config: Config, database: Database) => {
  const { secrets, demoStaffPassword } = config;
  if (demoStaffPassword === undefined) return;

  const cipher = createFieldCipher({ keys: secrets.fieldKeys });
  const storage = { database, cipher, blindIndex: createBlindIndex(secrets.indexKey) };
  const setUp = createStaffSetUp({ storage, secrets, clock: { now: () => new Date(), newId: newUuid } });
  const made = await seedStaff(setUp, { indexKey: secrets.indexKey, password: demoStaffPassword });
  if (made > 0) say(`Demo staff: ${made} accounts`);
};

const loadDrugs = async (database: Database) => {
  const { added, changed } = await seedDrugs({ database, now: () => new Date(), newId: newUuid });
  if (added.length + changed.length > 0) {
    say(`Drug catalogue: ${added.length} products added, ${changed.length} changed`);
  }
};

const publishArticles = async (database: Database) => {
  const added = await loadArticles({ database, now: () => new Date(), newId: newUuid });
  if (added > 0) say(`Articles: ${added} published`);
};

/** Writes the demo data that is not there yet, and says nothing where all of it is. */
const seed = async () => {
  const config = loadConfig();
  const password = demoPasswordOf(config);
  const database = await createDatabase({
    ...config.database,
    acquireTimeoutMs: PATIENCE_MS,
    statementTimeoutMs: PATIENCE_MS,
    entities: tables,
  });

  try {
    await loadDrugs(database);
    await publishArticles(database);
    await fillSearch(openSearch(config, database, createLogger({ level: 'warn', name: 'seed' })), database);
    await loadMissingStaff(config, database);
    const missing = await findMissingPeople(database);
    const children = await findMissingChildren(database);
    const posts = await findMissingPosts(database);
    if (missing.length + children.length + posts.length > 0)
      await loadMissing({ config, password, database }, missing);
  } finally {
    await database.close();
  }
};

try {
  await seed();
} catch (error) {
  process.stderr.write(
    `demo data was not loaded: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
}
