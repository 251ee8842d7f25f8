import { rmSync } from 'node:fs';
import { testEnvironment } from '../environment.js';
import { findAppNode } from '../install.js';
import { runOnTerminal } from '../interruption.js';
import { Problem, say } from '../messages.js';
import { inCheckout, local } from '../paths.js';
import { readJson } from '../state.js';
import { withServices } from './setup.js';

/** vitest.config.ts has its JSON reporter write here. */
const resultFile = local('test-results.json');

/**
 * The totals of a vitest run in plain words.
 * @param {any} result vitest's JSON report
 * @returns {{ line: string, isGood: boolean }}
 */
export function summarise({
  numTotalTests,
  numPassedTests,
  numFailedTests,
  numPendingTests,
  numTodoTests,
  success,
}) {
  const skipped = numPendingTests + numTodoTests;
  const line = `tests: ${numPassedTests} passed, ${numFailedTests} failed, ${skipped} skipped`;

  return { line, isGood: success === true && numTotalTests > 0 && numFailedTests === 0 };
}

/** @param {string[]} args passed on to vitest */
export async function test(args) {
  rmSync(resultFile, { force: true });
  const code = await withServices({ command: 'test', talkative: false }, (services) =>
    runOnTerminal(findAppNode(), [inCheckout('node_modules/vitest/vitest.mjs'), 'run', ...args], {
      cwd: inCheckout(),
      env: testEnvironment(services),
    }),
  );

  const result = readJson(resultFile);
  if (!result) throw new Problem(`vitest left no result in ${resultFile}: the run counts as failed.`);

  const { line, isGood } = summarise(result);
  if (code !== 0 && result.numFailedTests === 0)
    say('No test failed, but the run did: what went wrong stands above.');
  say(line);

  return code === 0 && !isGood ? 1 : code;
}
