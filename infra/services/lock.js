import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { interruption, requireUninterrupted } from './interruption.js';
import { Problem, say } from './messages.js';
import { isAlive, startTickOf, waitUntil } from './processes.js';

/** Long enough for a first download on a slow line. */
const patienceMs = 15 * 60_000;

/**
 * One launcher at a time does the work; the next waits, and finds everything there. The lock of a dead launcher is void.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {{ cleansUp?: boolean }} [options] cleaning up waits even after a Ctrl-C
 * @returns {Promise<T>}
 */
export async function withLock(file, work, { cleansUp = false } = {}) {
  mkdirSync(path.dirname(file), { recursive: true });
  // The first try clears a dead launcher's lock away, the second then takes it.
  if (!tryLock(file) && !tryLock(file)) {
    say(`Waiting for another launcher of this checkout (process ${readHolder(file)?.pid ?? 'unknown'}) …`);
    const held = await waitUntil(() => (interruption.aborted && !cleansUp) || tryLock(file), patienceMs, 200);
    if (!cleansUp) requireUninterrupted();
    if (!held) {
      throw new Problem(
        `Another launcher (process ${readHolder(file)?.pid}) holds ${file} for too long: stop it first.`,
      );
    }
  }

  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function tryLock(file) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${process.pid} ${startTickOf(process.pid)}`);
  try {
    // A link appears with its content or not at all, so nobody ever reads a lock without its holder.
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    dropIfStale(file);
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** @param {string} file */
function readHolder(file) {
  try {
    const [pid, startTick] = readFileSync(file, 'utf8').split(' ');
    return { pid: Number(pid), startTick };
  } catch {
    return null;
  }
}

/** @param {{ pid: number, startTick: string | undefined }} holder */
const isHeld = (holder) => isAlive(holder.pid) && startTickOf(holder.pid) === holder.startTick;

/** @param {string} file */
function dropIfStale(file) {
  const holder = readHolder(file);
  if (!holder || isHeld(holder)) return;

  // Moved aside first: of two that saw the same stale lock only one moves it, and a fresh one moved by mistake goes back.
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    const moved = readHolder(aside);
    if (moved && isHeld(moved)) linkSync(aside, file);
  } catch {
    return;
  } finally {
    rmSync(aside, { force: true });
  }
}
