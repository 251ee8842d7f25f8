import { findAppNode, installPackages } from '../install.js';
import { runOnTerminal } from '../interruption.js';
import { Problem, say } from '../messages.js';
import { inCheckout } from '../paths.js';
import { test } from './test.js';

const steps = [
  ['Format', 'node_modules/prettier/bin/prettier.cjs', '--check', '.'],
  // Before the linter, whose boundary rule reads the project graph that this leaves.
  ['Project references', 'node_modules/nx/dist/bin/nx.js', 'sync:check'],
  ['Lint and boundaries', 'node_modules/eslint/bin/eslint.js', '.'],
  ['Types', 'node_modules/@typescript/native/bin/tsc', '-b'],
  ['Types of the launcher', 'node_modules/@typescript/native/bin/tsc', '-p', 'infra/services'],
  ['Jenkinsfile', 'infra/pipeline/lint-jenkinsfile.js'],
];

/** @param {string[]} args `--without-tests` for a pipeline that runs them in a stage of their own */
export async function check(args) {
  await installPackages();
  const env = { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true' };
  for (const [title = '', tool = '', ...args] of steps) {
    say(`\n== ${title} ==`);
    const code = await runOnTerminal(findAppNode(), [inCheckout(tool), ...args], { cwd: inCheckout(), env });
    if (code !== 0) throw new Problem(`The check stopped at “${title}”; what is wrong stands above.`);
  }

  if (args.includes('--without-tests')) return 0;

  say('\n== Tests ==');
  return test([]);
}
