import { type Config } from '@soomcare/config';
import { createBlindIndex, createFieldCipher, type Database, newUuid } from '@soomcare/database';
import { createStaffSetUp, seedStaff } from '@soomcare/identity';
import { seedDrugs } from '@soomcare/medications';

import { loadArticles } from './demo/articles/load-articles.ts';
import { createDemoCommunity } from './demo/community/demo-community.ts';
import { findMissingPosts, loadCommunity } from './demo/community/load-community.ts';
import { findMissingChildren, loadChildren } from './demo/family.ts';
import { findMissingPeople, loadPeople } from './demo/load.ts';
import { loadModeration } from './demo/moderation.ts';
import { type DemoPerson } from './demo/people.ts';
import { makeSearches } from './demo/searches.ts';
import { fillSearch } from './fill-search.ts';
import { type Means, runOnce, withContexts, withDatabase } from './one-off.ts';
import { openSearch } from './open-search.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** @throws where made-up people with a known password have no place */
const demoPasswordOf = ({ environment, demoPassword }: Config): string => {
  if (environment === 'production') throw new Error('production gets no demo data (SOOMCARE_ENV)');
  if (demoPassword === undefined) throw new Error('DEMO_PASSWORD is not set');

  return demoPassword;
};

const loadMissing = async (means: Means, password: string, missing: readonly DemoPerson[]) => {
  const { config, database } = means;
  const startedAt = performance.now();
  say('Writing the demo data …');

  await withContexts(means, async (contextsAt) => {
    const deps = { database, contextsAt, now: () => new Date(), password };
    const people = await loadPeople(deps, missing);
    const children = await loadChildren(deps);
    const posts = await loadCommunity({ ...deps, ...createDemoCommunity(deps, config.files) });
    await loadModeration(deps);
    await makeSearches(
      contextsAt(deps.now).search,
      missing.map(({ id }) => id),
    );
    const members = people.members + children.members;
    const entries = people.entries + children.entries;
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    say(`Demo data: ${members} members, ${entries} entries, ${posts} posts (${seconds} s)`);
  });
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
const seed = async (means: Means) => {
  const { config, database, logger } = means;
  const password = demoPasswordOf(config);

  await loadDrugs(database);
  await publishArticles(database);
  await fillSearch(openSearch(config, database, logger), database);
  await loadMissingStaff(config, database);
  const missing = await findMissingPeople(database);
  const children = await findMissingChildren(database);
  const posts = await findMissingPosts(database);
  if (missing.length + children.length + posts.length > 0) await loadMissing(means, password, missing);
};

await runOnce('demo data was not loaded', () => withDatabase('seed', seed));
