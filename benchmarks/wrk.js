import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../infra/services/messages.js';
import { insideRoot, unpackPackages } from '../infra/services/packages.js';
import { inCheckout, local } from '../infra/services/paths.js';
import { run } from '../infra/services/processes.js';

/** @typedef {{ command: string, args: string[], version: string }} Wrk */

const root = () => local('wrk', 'root');

/** wrk prints its version and ends with 1. @param {string} command @param {string[]} args */
const versionOf = async (command, args) =>
  /^wrk \S+/m.exec((await run(command, [...args, '--version'])).output)?.[0] ?? null;

/**
 * The machine's own wrk, or its Debian package unpacked into `.local/`.
 * @returns {Promise<Wrk>}
 */
export async function findWrk() {
  const own = await versionOf('wrk', []);
  if (own) return { command: 'wrk', args: [], version: own };

  if (!existsSync(root())) {
    await unpackPackages({ title: 'wrk', root: root(), candidates: ['wrk'], debianSuite: null });
  }
  const unpacked = insideRoot(root(), 'usr/bin/wrk');
  const version = await versionOf(unpacked.command, unpacked.args);
  if (!version)
    throw new Problem(`The unpacked wrk in ${root()} does not run: delete that folder and run again.`);

  return { ...unpacked, version };
}

/**
 * @typedef {object} LoadRequest
 * @property {string} method
 * @property {string} path
 * @property {string} [token]
 * @property {string} [tag] sent as If-None-Match
 * @property {unknown} [body] sent as JSON
 */

/** Where `writeRequests` writes. @param {string} name */
export const requestsFile = (name) => local('bench', `${name}.requests`);

/**
 * The file that replay.lua sends from: a line a request, fields by tab.
 * @param {string} name
 * @param {LoadRequest[]} requests
 */
export function writeRequests(name, requests) {
  const file = requestsFile(name);
  const lines = requests.map(({ method, path: target, token = '', tag = '', body }) =>
    [method, target, token, tag, body === undefined ? '' : JSON.stringify(body)].join('\t'),
  );
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });

  return file;
}

/**
 * @typedef {object} Load
 * @property {number} perSecond requests that were answered well
 * @property {number} count of all answers
 * @property {number} p50 ms
 * @property {number} p99 ms
 * @property {number} max ms
 * @property {number} refused answers from 400 on
 * @property {number} broken connections that failed, and answers that never came
 * @property {number} bytes per answer
 * @property {number} ownSeconds processor time that wrk took itself
 */

/**
 * @param {Wrk} wrk
 * @param {{ origin: string, requests: string, seconds: number, connections: number, cpu: number | null }} load
 * @returns {Promise<Load>}
 */
export async function runWrk(wrk, { origin, requests, seconds, connections, cpu }) {
  const [command = '', ...args] = [
    ...(cpu === null ? [] : ['taskset', '-c', String(cpu)]),
    wrk.command,
    ...wrk.args,
    ...['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '20s'],
    ...['-s', inCheckout('benchmarks', 'replay.lua'), origin, '--', requests],
  ];
  const { output } = await run(command, args);
  const figures = /^@@(.+)$/m.exec(output)?.[1]?.split(' ').map(Number);
  if (figures?.length !== 9) throw new Problem('wrk did not finish.', { details: output });

  const [
    count = 0,
    microseconds = 0,
    p50 = 0,
    p99 = 0,
    max = 0,
    refused = 0,
    broken = 0,
    bytes = 0,
    own = 0,
  ] = figures;
  return {
    perSecond: (count - refused) / (microseconds / 1e6),
    count,
    p50: p50 / 1e3,
    p99: p99 / 1e3,
    max: max / 1e3,
    refused,
    broken,
    bytes: Math.round(bytes / Math.max(1, count)),
    ownSeconds: own / 1e6,
  };
}
