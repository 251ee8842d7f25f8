import { rmSync } from 'node:fs';
import { Problem, say } from './messages.js';
import { inCheckout, local } from './paths.js';
import { findPortHolder, isPortFree } from './ports.js';
import { diedProblem, isAlive, startDetached, startTickOf, stopProcess, waitUntil } from './processes.js';
import { readJson, writePrivately } from './state.js';

/**
 * @typedef {object} App
 * @property {string} name
 * @property {import('node:child_process').ChildProcess} child
 * @property {string | null} log
 *
 * @typedef {{ pid: number, startTick: string, launcher: { pid: number, startTick: string } }} Note who runs, for whom
 */

export const appNames = /** @type {const} */ (['api', 'worker', 'backoffice']);

const noteFile = (/** @type {string} */ name) => local('run', `${name}.json`);
const logFile = (/** @type {string} */ name) => local('log', `${name}.log`);
const identify = (/** @type {number} */ pid) => ({ pid, startTick: startTickOf(pid) });

/** @param {{ pid: number, startTick: string } | undefined} known */
const stillRuns = (known) =>
  known !== undefined && isAlive(known.pid) && startTickOf(known.pid) === known.startTick;

/** Apps whose launcher was killed are stopped, so that new ones take their ports; a living launcher keeps its own. */
export async function clearLeftOvers() {
  for (const name of [...appNames].reverse()) {
    const note = /** @type {Note | null} */ (readJson(noteFile(name)));
    if (!note || !stillRuns(note)) continue;
    if (stillRuns(note.launcher)) {
      throw new Problem(
        `Soomcare of this checkout runs already (launcher process ${note.launcher.pid}): stop it with Ctrl-C there first.`,
      );
    }

    say(`Stopping the ${name} that a killed launcher left behind (process ${note.pid}).`);
    await stopProcess(note.pid);
  }
}

/**
 * @param {number} port
 * @param {string} variable which moves the port elsewhere
 */
export async function requireFreePort(port, variable) {
  if (await isPortFree(port)) return;

  const holder = await findPortHolder(port);
  const who = holder ? `process ${holder.pid} (${holder.command.slice(0, 80)})` : 'another process';
  throw new Problem(`Port ${port} is taken by ${who}: stop it, or set ${variable} to a free port.`);
}

/**
 * @param {(typeof appNames)[number]} name
 * @param {{ node: string, env: NodeJS.ProcessEnv, watch: boolean }} options
 * @returns {App}
 */
export function startApp(name, { node, env, watch }) {
  const log = watch ? null : logFile(name);
  const args = [
    ...(watch ? ['--watch', '--watch-preserve-output'] : []),
    inCheckout('apps', name, 'src/main.ts'),
  ];
  const child = startDetached(node, args, { log, cwd: inCheckout(), env });
  if (child.pid) {
    const note = { ...identify(child.pid), launcher: identify(process.pid) };
    writePrivately(noteFile(name), `${JSON.stringify(note)}\n`);
  }

  return { name, child, log };
}

/** @param {App} app */
export async function stopApp({ name, child }) {
  if (!(await stopProcess(child.pid))) say(`The ${name} did not stop by itself within 20 s and was killed.`);
  rmSync(noteFile(name), { force: true });
}

/** @param {App} app */
export const hasDied = ({ child }) =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

/** @param {App} app */
export function deathOf({ name, log }) {
  return log
    ? diedProblem(`The ${name}`, log)
    : new Problem(`The ${name} stopped by itself; what it said stands above.`);
}

/**
 * @param {string} url
 * @param {App[]} apps
 * @returns {Promise<boolean>} whether it became ready before the deadline
 */
export async function waitUntilReady(url, apps, deadlineMs = 60_000) {
  const answers = async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    return response?.status === 200;
  };
  const settled = await waitUntil(async () => apps.some(hasDied) || (await answers()), deadlineMs, 100);
  const dead = apps.find(hasDied);
  if (dead) throw deathOf(dead);

  return settled !== null;
}
