import { Problem } from '../infra/services/messages.js';
import { ACCOUNTS, emailOf, PASSWORD } from './population.js';
import { cores } from './machine.js';
import { monthList, reads } from './requests.js';
import { runWrk, writeRequests } from './wrk.js';

/** As many people log in at once as the product hashes at once, and as many wait. */
const AT_ONCE = 4;

export const logInGoals = { perSecond: 15, readP99Ms: 300 };

/**
 * Log-ins one after the other on each of a few connections, while reads fill the rest of the server's core.
 * @param {{ origin: string, tokens: () => string[], wrk: import('./wrk.js').Wrk, seconds: number, connections: number }} options
 */
export async function measureLogIns({ origin, tokens, wrk, seconds, connections }) {
  const requests = writeRequests('log-ins-beside', reads(tokens(), monthList));
  const read = () => runWrk(wrk, { origin, requests, seconds, connections, cpu: cores?.others ?? null });

  const alone = await logInFor(origin, seconds);
  const quiet = await read();
  const [together, beside] = await Promise.all([logInFor(origin, seconds), read()]);

  return {
    alonePerSecond: alone.perSecond,
    aloneP50: alone.p50,
    perSecond: together.perSecond,
    p50: together.p50,
    readsPerSecond: Math.round(beside.perSecond),
    readP99: beside.p99,
    quietReadsPerSecond: Math.round(quiet.perSecond),
    quietReadP99: quiet.p99,
  };
}

/** @param {string} origin @param {number} seconds */
async function logInFor(origin, seconds) {
  const end = performance.now() + seconds * 1_000;
  const times = /** @type {number[]} */ ([]);
  let next = 0;
  const person = async () => {
    while (performance.now() < end) {
      const startedAt = performance.now();
      await logIn(origin, next++ % ACCOUNTS);
      times.push(performance.now() - startedAt);
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, person));
  const took = (performance.now() - startedAt) / 1_000;

  return {
    perSecond: times.length / took,
    p50: times.sort((one, other) => one - other)[times.length >> 1] ?? 0,
  };
}

/** @param {string} origin @param {number} member */
async function logIn(origin, member) {
  const response = await fetch(`${origin}/v1/auth/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: emailOf(member), password: PASSWORD }),
  });
  const text = await response.text();
  if (response.status !== 201)
    throw new Problem(`A log-in was answered with ${response.status}.`, { details: text });
}
