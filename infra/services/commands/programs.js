import { appEnvironment } from '../environment.js';
import { findAppNode } from '../install.js';
import { runOnTerminal } from '../interruption.js';
import { inCheckout } from '../paths.js';
import { migrate, withServices } from './setup.js';

/**
 * Runs a program on the migrated database; the program says what it did.
 * @param {string} command
 * @param {string} source in the checkout
 * @returns {(args: string[]) => Promise<number>} args as the program takes them; a file is named from the checkout's root
 */
const program = (command, source) => (args) =>
  withServices({ command, talkative: false }, async (services) => {
    const node = findAppNode();
    const env = appEnvironment(services);
    await migrate({ node, env });

    return runOnTerminal(node, [inCheckout(source), ...args], { env, cwd: inCheckout() });
  });

/** Brings a list of drugs into the catalogue. */
export const importDrugs = program('drugs:import', 'apps/worker/src/import-drugs.ts');

/** Makes the first account of the back-office. */
export const createStaff = program('staff:create', 'apps/backoffice/src/create-staff.ts');

/** Copies all that can be found into a new index of OpenSearch, or goes back to the one before. */
export const rebuildSearch = program('search:rebuild', 'apps/worker/src/rebuild-search.ts');
