import { installPackages } from '../install.js';
import { requireUninterrupted, runOnTerminal } from '../interruption.js';
import { Problem } from '../messages.js';
import { inCheckout } from '../paths.js';
import { openServices, releaseServices } from '../services.js';

/**
 * Installed packages and running services around the work; the services are given back whatever happens.
 * @template T
 * @param {{ command: string, talkative?: boolean }} options
 * @param {(services: import('../environment.js').Services) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withServices(options, work) {
  await installPackages();
  try {
    const services = await openServices(options);
    requireUninterrupted();

    return await work(services);
  } finally {
    await releaseServices();
  }
}

/**
 * Runs a TypeScript source of the worker to its end, on our terminal.
 * @param {string} source
 * @param {{ node: string, env: NodeJS.ProcessEnv, failure: string }} options
 */
export async function runSource(source, { node, env, failure }) {
  const code = await runOnTerminal(node, [inCheckout(source)], { env, cwd: inCheckout() });
  if (code !== 0) throw new Problem(`${failure}; what it said stands above.`);
}

/** @param {{ node: string, env: NodeJS.ProcessEnv }} how */
export const migrate = (how) =>
  runSource('apps/worker/src/migrate.ts', { ...how, failure: 'The database could not be migrated' });

/** @param {{ node: string, env: NodeJS.ProcessEnv }} how */
export const buildSearch = (how) =>
  runSource('apps/worker/src/rebuild-search.ts', { ...how, failure: 'OpenSearch could not be filled' });

/** @param {{ node: string, env: NodeJS.ProcessEnv }} how */
export const seed = (how) =>
  runSource('apps/worker/src/seed.ts', { ...how, failure: 'The demo data could not be written' });
