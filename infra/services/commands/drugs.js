import { appEnvironment } from '../environment.js';
import { findAppNode } from '../install.js';
import { runOnTerminal } from '../interruption.js';
import { inCheckout } from '../paths.js';
import { migrate, withServices } from './setup.js';

/**
 * Brings a list of drugs into the catalogue; the program says what it did.
 * @param {string[]} args as `apps/worker/src/import-drugs.ts` takes them; a file is named from the checkout's root
 */
export const importDrugs = (args) =>
  withServices({ command: 'drugs:import', talkative: false }, async (services) => {
    const node = findAppNode();
    const env = appEnvironment(services);
    await migrate({ node, env });

    return runOnTerminal(node, [inCheckout('apps/worker/src/import-drugs.ts'), ...args], {
      env,
      cwd: inCheckout(),
    });
  });
