import { setTimeout as pause } from 'node:timers/promises';
import { requireUninterrupted } from '../infra/services/interruption.js';
import { say } from '../infra/services/messages.js';
import { cores, measureBusyness, watchProcessors } from './machine.js';
import { requireMeasuredNode } from './node-floor.js';
import { runWrk } from './wrk.js';

requireMeasuredNode();

/**
 * @typedef {object} Case one kind of request to one server
 * @property {string} name
 * @property {string} origin
 * @property {() => string | Promise<string>} requests writes the file to send from, anew for each run: tokens live ten minutes
 * @property {string} [leadIn] a file that `requests` writes as well, for the time before the run counts
 * @property {string} server the process that answers, one of the pids
 * @property {number} [seconds] of one run, where the plan's are too few
 * @property {number} [connections] where the plan's are too many
 *
 * @typedef {import('./wrk.js').Load & { round: number, processors: Record<string, number> }} Sample
 *
 * @typedef {object} Plan
 * @property {Case[]} cases twins stand side by side, so that both meet the same noise
 * @property {import('./wrk.js').Wrk} wrk
 * @property {Record<string, number>} pids whose processor time is told
 * @property {() => Promise<boolean>} storesIdle whether no statement runs any more
 * @property {number} seconds of one run
 * @property {number} rounds
 * @property {number} connections
 */

/** Before the first round, for the engine to compile what it will run; a lead-in is part of it. */
const WARM_UP_SECONDS = 3;
/** Of every run, uncounted: copies that live for seconds (sessions) have ended since the case's last one. */
const LEAD_IN_SECONDS = 2;
const DRAIN_DEADLINE_MS = 20_000;
/** Per cent of one core that a quiet machine may still use. */
const QUIET = 30;
/** Other people's work on this machine is waited for, but not for ever. */
const QUIET_DEADLINE_MS = 15_000;
/** A run in which strangers took more than this of a core is taken again; the quietest one counts. */
const DISTURBED = 25;
const MOST_TRIES = 3;

/**
 * Runs every case once a round, A B C … A B C …, after one run of each to warm it; what a case left running is waited for.
 * @param {Plan} plan
 * @returns {Promise<Record<string, Sample[]>>} a sample a round
 */
export async function interleave(plan) {
  for (const each of plan.cases) {
    await runOnce(plan, each, 0, WARM_UP_SECONDS - (each.leadIn ? LEAD_IN_SECONDS : 0));
  }

  const samples = Object.fromEntries(plan.cases.map(({ name }) => [name, /** @type {Sample[]} */ ([])]));
  for (let round = 1; round <= plan.rounds; round += 1) {
    for (const each of plan.cases) {
      const sample = await runOnce(plan, each, round, each.seconds ?? plan.seconds);
      samples[each.name]?.push(sample);
      say(describeSample(each.name, sample));
    }
  }

  return samples;
}

/** @param {Plan} plan @param {Case} each @param {number} round @param {number} seconds @returns {Promise<Sample>} */
async function runOnce(plan, each, round, seconds) {
  const tries = [];
  do {
    requireUninterrupted();
    tries.push(await attempt(plan, each, round, seconds));
  } while (
    round > 0 &&
    tries.length < MOST_TRIES &&
    tries.every((sample) => strangersOf(sample) > DISTURBED)
  );
  const [quietest] = tries.sort((one, other) => strangersOf(one) - strangersOf(other));

  return /** @type {Sample} */ (quietest);
}

const strangersOf = (/** @type {Sample} */ { processors }) => processors['strangers'] ?? 0;

/** @param {Plan} plan @param {Case} each @param {number} round @param {number} seconds @returns {Promise<Sample>} */
async function attempt(plan, each, round, seconds) {
  const { origin, leadIn, connections = plan.connections } = each;
  const { wrk, pids, storesIdle } = plan;
  const file = await each.requests();
  await drain(storesIdle, round > 0 ? QUIET_DEADLINE_MS : 0);

  const load = { origin, connections, cpu: cores?.others ?? null };
  if (leadIn) await runWrk(wrk, { ...load, requests: leadIn, seconds: LEAD_IN_SECONDS });
  const stopWatching = watchProcessors(pids);
  const figures = await runWrk(wrk, { ...load, requests: file, seconds });

  return { ...figures, round, processors: stopWatching(figures.ownSeconds) };
}

/** @param {() => Promise<boolean>} storesIdle @param {number} quietDeadlineMs a warm-up need not wait for others */
async function drain(storesIdle, quietDeadlineMs) {
  const startedAt = Date.now();
  while (!(await storesIdle()) && Date.now() - startedAt < DRAIN_DEADLINE_MS) await pause(50);
  while ((await measureBusyness()) > QUIET && Date.now() - startedAt < quietDeadlineMs) await pause(100);
}

/** Of slow calls a whole number would say little. */
export const speedInWords = (/** @type {number} */ perSecond) => perSecond.toFixed(perSecond < 100 ? 1 : 0);

/** @param {string} name @param {Sample} sample */
function describeSample(name, { round, perSecond, p50, p99, refused, broken, processors }) {
  const troubles = refused + broken > 0 ? `  REFUSED ${refused} BROKEN ${broken}` : '';
  const shares = Object.entries(processors).map(([process, share]) => `${process} ${share}`);

  return `  ${round} ${name.padEnd(26)} ${speedInWords(perSecond).padStart(7)}/s  p50 ${p50.toFixed(1).padStart(6)}  p99 ${p99.toFixed(1).padStart(6)} ms  ${shares.join(' ')}${troubles}`;
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  const [lower = 0, upper = 0] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[sorted.length >> 1]];

  return (lower + upper) / 2;
}

/**
 * The median of the rounds' own ratios: in one round the twins ran within seconds of each other.
 * @param {readonly Sample[]} ours
 * @param {readonly Sample[]} theirs
 */
export function ratioOf(ours, theirs) {
  const ratios = ours.map(({ perSecond }, index) => perSecond / (theirs[index]?.perSecond || Number.NaN));

  return { median: median(ratios), low: Math.min(...ratios), high: Math.max(...ratios) };
}

/** @param {readonly Sample[]} samples @param {(sample: Sample) => number} valueOf */
const sumOf = (samples, valueOf) => samples.reduce((sum, sample) => sum + valueOf(sample), 0);

/** @param {readonly Sample[]} samples @param {(sample: Sample, name: string) => number} valueOf */
const ofEachProcess = (samples, valueOf) =>
  Object.fromEntries(
    Object.keys(samples[0]?.processors ?? {}).map((name) => [
      name,
      median(samples.map((sample) => valueOf(sample, name))),
    ]),
  );

/** What a process spent on one request, in ms. @param {Sample} sample @param {string} name */
const costOf = ({ processors, perSecond }, name) =>
  perSecond > 0 ? ((processors[name] ?? 0) * 10) / perSecond : 0;

/** @param {readonly Sample[]} samples */
export const summarise = (samples) => ({
  perSecond: Number(speedInWords(median(samples.map(({ perSecond }) => perSecond)))),
  p50: median(samples.map(({ p50 }) => p50)),
  p99: median(samples.map(({ p99 }) => p99)),
  tail: median(samples.map(({ p50, p99 }) => p99 / p50)),
  bytes: samples[0]?.bytes ?? 0,
  /** Part of all requests. */
  failed:
    sumOf(samples, ({ refused, broken }) => refused + broken) /
    Math.max(
      1,
      sumOf(samples, ({ count }) => count),
    ),
  processors: ofEachProcess(samples, ({ processors }, name) => processors[name] ?? 0),
  costs: ofEachProcess(samples, costOf),
});
