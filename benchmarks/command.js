import { spawn } from 'node:child_process';
import { findAppNode } from '../infra/services/install.js';
import { explain } from '../infra/services/messages.js';
import { isMeasured, requireMeasuredNode } from './node-floor.js';

/** @param {string} file @param {string[]} args @returns {Promise<number>} */
async function rerun(file, args) {
  const env = { ...process.env, BENCH_RERUN: '1' };
  const child = spawn(findAppNode(), [file, ...args], { stdio: 'inherit', env });
  // Ctrl-C reaches the whole terminal group: the child stops what it started, and we wait for that.
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.on(name, () => name === 'SIGTERM' && child.kill(name));
  }

  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}

/**
 * Runs a benchmark as a program. The machine's own Node may be old: it only starts the one that the lock file brings,
 * so what is measured is loaded after that.
 * @param {() => Promise<(args: string[]) => Promise<number>>} load
 */
export async function runCommand(load) {
  const [, ownFile = '', ...args] = process.argv;
  const run = async () => {
    if (!isMeasured() && process.env['BENCH_RERUN'] !== '1') return rerun(ownFile, args);

    requireMeasuredNode();
    return (await load())(args);
  };

  try {
    process.exitCode = await run();
  } catch (error) {
    const { sentence, details } = explain(error);
    if (details) console.error(details);
    console.error(sentence);
    process.exitCode = 1;
  }
}
