import { findAppNode } from '../infra/services/install.js';
import { run } from '../infra/services/processes.js';
import { isMeasured } from './node-floor.js';
import { cores } from './machine.js';
import { median } from './driver.js';
import { startServer } from './servers.js';
import { runWrk, writeRequests } from './wrk.js';

const ROUNDS = 3;

/** The machine's own Node, where it is an old one: npm puts the new one first. */
async function findOldNode() {
  const candidates = (process.env['PATH'] ?? '')
    .split(':')
    .filter((folder) => !folder.includes('node_modules'));
  for (const folder of candidates) {
    const { code, output } = await run(`${folder}/node`, ['--version']);
    const version = code === 0 ? output.trim().replace(/^v/, '') : '';
    if (version && !isMeasured(version)) return { command: `${folder}/node`, version };
  }

  return null;
}

/**
 * Goal P16: Express on the Node that we ship against Express on the machine's old one. Null where there is no old one.
 * @param {{ env: NodeJS.ProcessEnv, wrk: import('./wrk.js').Wrk, seconds: number, connections: number }} options
 */
export async function measureNodeFloor({ env, wrk, seconds, connections }) {
  const old = await findOldNode();
  if (!old) return null;

  const requests = writeRequests('hello', [{ method: 'GET', path: '/hello' }]);
  const speedOf = async (/** @type {string} */ node) => {
    const server = await startServer('hello', { env, node });
    const load = { origin: server.origin, requests, connections, cpu: cores?.others ?? null };
    try {
      await runWrk(wrk, { ...load, seconds: 1 });
      return (await runWrk(wrk, { ...load, seconds })).perSecond;
    } finally {
      await server.stop();
    }
  };

  const [shipped, machine] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  for (let round = 0; round < ROUNDS; round += 1) {
    shipped.push(await speedOf(findAppNode()));
    machine.push(await speedOf(old.command));
  }

  return {
    oldVersion: old.version,
    shippedPerSecond: Math.round(median(shipped)),
    oldPerSecond: Math.round(median(machine)),
    ratio: median(shipped.map((speed, round) => speed / (machine[round] ?? Number.NaN))),
  };
}
