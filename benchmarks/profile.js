import { readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../infra/services/messages.js';
import { local } from '../infra/services/paths.js';
import { cores } from './machine.js';
import { startServer } from './servers.js';
import { runWrk } from './wrk.js';

const LARGEST = 20;
const WARM_UP_SECONDS = 3;

/**
 * Where the product's processor time goes, a fresh process for each case.
 * @param {{ env: NodeJS.ProcessEnv, wrk: import('./wrk.js').Wrk, seconds: number, connections: number, names: string[],
 *   casesOf: (server: import('./servers.js').Server) => import('./driver.js').Case[] }} options
 */
export async function profileCases({ env, wrk, seconds, connections, names, casesOf }) {
  const profiles = [];
  for (const name of names) {
    const folder = local('bench', 'profile', name);
    rmSync(folder, { recursive: true, force: true });
    const nodeArguments = ['--cpu-prof', '--cpu-prof-interval', '500', '--cpu-prof-dir', folder];
    const server = await startServer('product', { env, nodeArguments });
    let window = { from: 0n, to: 0n };
    try {
      const profiled = casesOf(server).find((each) => each.name === name);
      if (!profiled) throw new Problem(`There is no case ${name} to profile.`);

      const requests = await profiled.requests();
      const load = { connections, ...profiled, requests, cpu: cores?.others ?? null };
      await runWrk(wrk, { ...load, requests: profiled.leadIn ?? requests, seconds: WARM_UP_SECONDS });
      const from = process.hrtime.bigint();
      await runWrk(wrk, { ...load, seconds });
      window = { from, to: process.hrtime.bigint() };
    } finally {
      await server.stop();
    }
    profiles.push({ name, ...summariseProfile(readProfile(folder), window) });
  }

  return profiles;
}

/** @param {string} folder */
function readProfile(folder) {
  const [file = ''] = readdirSync(folder).filter((each) => each.endsWith('.cpuprofile'));
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
}

/** @param {{ functionName: string, url: string }} frame the package or source file of ours that it belongs to */
function ownerOf({ functionName, url }) {
  if (functionName === '(garbage collector)') return functionName;
  const found =
    /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(url) ??
    /((?:libs\/(?:domain|platform|support)|apps)\/.+)$/.exec(url);

  return found?.[1]?.replace('/src/', '/') ?? null;
}

/**
 * Where the time that was not idle went, in per cent: by the package or source file of ours that stands nearest on the
 * stack (what Node and the engine do for it counts as its own), and by the largest single functions.
 * @param {{ nodes: any[], samples: number[], timeDeltas: number[], startTime: number }} profile
 * @param {{ from: bigint, to: bigint }} window on the monotonic clock, in ns: start-up and warm-up are left out
 */
export function summariseProfile({ nodes, samples, timeDeltas, startTime }, { from, to }) {
  const frames = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((/** @type {number} */ child) => [child, id])),
  );
  const causes = new Map();
  const causeOf = (/** @type {number} */ id) => {
    if (!causes.has(id)) {
      const parent = parents.get(id);
      const own = ownerOf(frames.get(id));
      causes.set(id, own ?? (parent === undefined ? 'Node itself' : causeOf(parent)));
    }
    return causes.get(id);
  };

  const [byCause, byFunction] = [new Map(), new Map()];
  let [total, at] = [0, startTime];
  for (const [index, id] of samples.entries()) {
    const spent = timeDeltas[index] ?? 0;
    at += spent;
    const frame = frames.get(id);
    if (!frame || frame.functionName === '(idle)' || at < Number(from / 1_000n) || at > Number(to / 1_000n))
      continue;

    total += spent;
    byCause.set(causeOf(id), (byCause.get(causeOf(id)) ?? 0) + spent);
    const place = frame.url
      ? `${frame.functionName || '(anonymous)'} ${path.basename(frame.url)}`
      : frame.functionName;
    byFunction.set(place, (byFunction.get(place) ?? 0) + spent);
  }
  const largest = (/** @type {Map<string, number>} */ times) =>
    Object.fromEntries(
      [...times]
        .sort(([, one], [, other]) => other - one)
        .slice(0, LARGEST)
        .map(([name, spent]) => [name, Math.round((spent / total) * 1_000) / 10]),
    );

  return { owners: largest(byCause), functions: largest(byFunction) };
}
