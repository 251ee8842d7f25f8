import { readFileSync } from 'node:fs';
import os from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { run } from '../infra/services/processes.js';

/** The kernel counts processor time in hundredths of a second on every Linux. */
const TICKS_PER_SECOND = 100;

/** The measured server alone on one core; wrk and the stores share the other. Null where there is only one. */
export const cores = os.availableParallelism() > 1 ? { server: 0, others: 1 } : null;

/** Processor time of a process with all its threads, in ticks; 0 when it has gone. @param {number} pid */
function ticksOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}

/** Of all cores together, in ticks. */
function busyTicks() {
  const [, user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0, steal = 0] = (
    /^cpu .*$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[0] ?? ''
  )
    .split(/\s+/)
    .map(Number);

  return user + nice + system + irq + softIrq + steal;
}

/**
 * Begins to count processor time. Its result gives per cent of one core: of each process, of wrk (which counts its own
 * seconds), and of `strangers`, whatever else the machine did meanwhile.
 * @param {Record<string, number>} pids
 */
export function watchProcessors(pids) {
  const names = Object.keys(pids);
  const before = names.map((name) => ticksOf(/** @type {number} */ (pids[name])));
  const ownBefore = process.cpuUsage();
  const busyBefore = busyTicks();
  const startedAt = performance.now();

  return (/** @type {number} */ wrkSeconds) => {
    const ticks = ((performance.now() - startedAt) / 1000) * TICKS_PER_SECOND;
    const spent = names.map(
      (name, index) => ticksOf(/** @type {number} */ (pids[name])) - (before[index] ?? 0),
    );
    const own = process.cpuUsage(ownBefore);
    const ownTicks = ((own.user + own.system) / 1e6) * TICKS_PER_SECOND;
    const wrkTicks = wrkSeconds * TICKS_PER_SECOND;
    const share = (/** @type {number} */ part) => Math.round((part / ticks) * 100);
    const known = spent.reduce((sum, each) => sum + each, 0) + ownTicks + wrkTicks;

    return {
      ...Object.fromEntries(names.map((name, index) => [name, share(spent[index] ?? 0)])),
      wrk: share(wrkTicks),
      strangers: Math.max(0, share(busyTicks() - busyBefore - known)),
    };
  };
}

/** How busy the whole machine is, in per cent of one core. */
export async function measureBusyness(forMs = 300) {
  const before = busyTicks();
  await pause(forMs);

  return Math.round(((busyTicks() - before) / ((forMs / 1000) * TICKS_PER_SECOND)) * 100);
}

/**
 * Moves processes that run already to a core.
 * @param {Record<string, number>} pids
 * @returns {Promise<{ pinned: boolean, restore: () => Promise<void> }>}
 */
export async function pin(pids) {
  const moved = [];
  for (const pid of cores ? Object.values(pids) : []) {
    const { code, output } = await run('taskset', ['-p', String(pid)]);
    const mask = /mask: ([0-9a-f]+)/.exec(output)?.[1];
    if (code !== 0 || !mask) continue;

    const set = await run('taskset', ['-a', '-p', '-c', String(cores?.others), String(pid)]);
    if (set.code === 0) moved.push({ pid, mask });
  }

  return {
    pinned: cores !== null && moved.length === Object.keys(pids).length,
    async restore() {
      for (const { pid, mask } of moved) await run('taskset', ['-a', '-p', mask, String(pid)]);
    },
  };
}

/** What a reader needs to place the figures. No host name, no path. */
export const describeMachine = () => ({
  processor: os.cpus()[0]?.model ?? 'unknown',
  cores: os.availableParallelism(),
  memoryGiB: Math.round(os.totalmem() / 2 ** 30),
  system: `${os.type()} ${os.release()}`,
  node: process.versions.node,
});
