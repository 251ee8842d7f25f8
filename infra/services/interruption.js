import { spawn } from 'node:child_process';
import { Problem } from './messages.js';

const controller = new AbortController();

/** Aborts at the first Ctrl-C or SIGTERM; whoever waits for something long looks at it. */
export const interruption = controller.signal;

/** npm passes on a Ctrl-C that the terminal has sent us already, so a second one is nothing new. */
export function listenForInterruption() {
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(name, () => controller.abort());
  }
}

export function requireUninterrupted() {
  if (interruption.aborted) throw new Problem('Interrupted.');
}

/** @returns {Promise<true>} */
export const untilInterrupted = () =>
  new Promise((resolve) => {
    if (interruption.aborted) resolve(true);
    else interruption.addEventListener('abort', () => resolve(true), { once: true });
  });

/**
 * Runs a tool to its end on our terminal; an interruption ends the tool and throws.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} its exit code
 */
export async function runOnTerminal(command, args, options) {
  requireUninterrupted();
  const code = await new Promise((resolve) => {
    const child = spawn(command, args, {
      ...options,
      stdio: ['ignore', 'inherit', 'inherit'],
      signal: interruption,
    });
    // An aborted child reports an error at once but is gone only when it closes.
    child.once('error', () => child.pid ?? resolve(1));
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  requireUninterrupted();

  return code;
}
