import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { deathProblem } from './messages.js';

/** @param {number | undefined} pid */
export function isAlive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** A dead child whose parent has not looked yet still has its pid. @param {number} pid */
function isZombie(pid) {
  return /^\d+ \(.*\) [ZX]/s.test(readOr(`/proc/${pid}/stat`, ''));
}

/** True from the moment none of its threads can do one more thing, some time after its SIGSTOP. @param {number} pid */
export const isStopped = (pid) =>
  readdirSync(`/proc/${pid}/task`).every((task) =>
    /^\d+ \(.*\) T/s.test(readOr(`/proc/${pid}/task/${task}/stat`, '')),
  );

/** @param {string} file @param {string} fallback */
function readOr(file, fallback) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return fallback;
  }
}

/**
 * When the process began, in the kernel's ticks: with the pid it names one process for ever, although pids are reused.
 * @param {number} pid
 */
export function startTickOf(pid) {
  const afterName = readOr(`/proc/${pid}/stat`, '').split(') ').at(-1) ?? '';
  return afterName.split(' ')[19] ?? '';
}

/** @param {number} pid */
export const commandOf = (pid) => readOr(`/proc/${pid}/cmdline`, '').replaceAll('\0', ' ').trim();

/**
 * Both servers make their data directory their working directory, so this tells ours from a stranger with a reused pid.
 * @param {number | undefined} pid
 * @param {string} directory
 */
export function worksIn(pid, directory) {
  if (!pid || !isAlive(pid)) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === directory;
  } catch {
    return false;
  }
}

/**
 * Polls until the condition gives something truthy; null after the deadline.
 * @template T
 * @param {() => T | Promise<T>} condition
 * @param {number} deadlineMs
 * @returns {Promise<T | null>}
 */
export async function waitUntil(condition, deadlineMs, everyMs = 50) {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const result = await condition();
    if (result) return result;
    if (Date.now() >= deadline) return null;
    await pause(everyMs);
  }
}

/**
 * Starts a process that outlives this one, in its own process group, so that Ctrl-C in the terminal reaches only the
 * launcher and the order of stopping stays ours.
 * @param {string} command
 * @param {string[]} args
 * @param {{ log: string | null, cwd?: string, env?: NodeJS.ProcessEnv }} options without a log it writes to our terminal
 */
export function startDetached(command, args, { log, cwd, env }) {
  const output = log ? openLog(log) : 'inherit';
  const child = spawn(command, args, { detached: true, stdio: ['ignore', output, output], cwd, env });
  if (typeof output === 'number') closeSync(output);
  // Whoever waits for it sees that it has no pid; an unheard error event would end this process.
  child.once('error', () => undefined);
  child.unref();

  return child;
}

/** Begins a log; the one before is kept beside it, since it may hold the reason of a crash. @param {string} log */
function openLog(log) {
  mkdirSync(path.dirname(log), { recursive: true });
  if (existsSync(log)) renameSync(log, `${log}.previous`);

  return openSync(log, 'w', 0o600);
}

/**
 * SIGTERM, a wait, and SIGKILL for what has not gone by then.
 * @param {number | undefined} pid
 * @returns {Promise<boolean>} whether it went by itself
 */
export async function stopProcess(pid, deadlineMs = 20_000) {
  if (!pid || !isAlive(pid)) return true;

  process.kill(pid, 'SIGTERM');
  if (await waitUntil(() => !isAlive(pid), deadlineMs)) return true;

  killGroup(pid);
  await waitUntil(() => !isAlive(pid), 5_000);

  return false;
}

/** Everything we start leads a process group, so its children (`node --watch` has one) go with it. @param {number} pid */
export function killGroup(pid) {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // It has gone in the meantime.
    }
  }
}

/**
 * Runs a tool to its end and gives what it wrote.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{ code: number | null, output: string }>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ code: null, output: `${output}${error.message}` }));
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** @param {string} name @param {string} log */
export const diedProblem = (name, log) => deathProblem(name, log, readOr(log, ''));
