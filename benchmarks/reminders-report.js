import { mkdirSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { say } from '../infra/services/messages.js';
import { inCheckout } from '../infra/services/paths.js';
import { run } from '../infra/services/processes.js';
import { describeMachine } from './machine.js';
import { LEAST_TICK_RATIO } from './reminders-tick.js';

/** 99 of 100 pushes reach the provider within this time. */
const P99_LATENESS_SECONDS = 120;
/** Reminders that one worker has in hand at most. */
const IN_HAND = 200;

/** @param {any} parts what a run has measured */
export function collectReminderFigures({ options, dueAt, seconds, verdict, arrivals, stats, ...measured }) {
  const lateness = arrivals
    .map(({ firstAt }) => (firstAt - dueAt.getTime()) / 1_000)
    .sort((/** @type {number} */ one, /** @type {number} */ other) => one - other);
  const quantile = (/** @type {number} */ part) => lateness[Math.ceil(lateness.length * part) - 1] ?? 0;
  const repeatsAllowed = measured.kills * IN_HAND + stats.faults.cut;
  const { repeats, ...wrong } = verdict;
  const p99 = quantile(0.99);

  return {
    takenAt: dueAt.toISOString(),
    machine: describeMachine(),
    run: { doses: options.doses, workers: options.workers, killEverySeconds: options.killEvery },
    ...measured,
    seconds,
    dosesPerSecond: options.doses / seconds,
    pushes: arrivals.length,
    lateness: { p50: quantile(0.5), p99, last: quantile(1) },
    repeats,
    repeatsAllowed,
    faults: stats.faults,
    wrong,
    isMet:
      p99 <= P99_LATENESS_SECONDS &&
      repeats <= repeatsAllowed &&
      Object.values(wrong).every((count) => count === 0),
  };
}

/** @param {ReturnType<typeof collectReminderFigures>} figures */
export function remindersInMarkdown(figures) {
  const { machine, run: options, lateness, wrong, tick } = figures;
  const rounded = (/** @type {number} */ value, digits = 1) => value.toFixed(digits);
  const rows = [
    ['doses of one minute, pushes', `${options.doses}, ${figures.pushes}`],
    ['workers, kill -9 (ended by themselves)', `${options.workers}, ${figures.kills} (${figures.collapses})`],
    ['sends answered 429, 500, not at all, slowly, cut off', faultsOf(figures.faults)],
    ['missing, shown twice, early', `${wrong.missing}, ${wrong.shownTwice}, ${wrong.early}`],
    [
      'unfinished, ledger or inbox differs',
      `${wrong.unfinishedReminders}, ${wrong.ledgerDiffers + wrong.inboxDiffers}`,
    ],
    ['repeats under their own collapse key (allowed)', `${figures.repeats} (${figures.repeatsAllowed})`],
    [
      'lateness p50, p99, last, s',
      [lateness.p50, lateness.p99, lateness.last].map((each) => rounded(each)).join(', '),
    ],
    ['all finished after, s; doses/s', `${rounded(figures.seconds)}; ${rounded(figures.dosesPerSecond, 0)}`],
    [
      'leases lost; statements waiting for a lock, mean',
      `${figures.leasesLost}; ${rounded(figures.lockWaiters, 2)}`,
    ],
    [
      `P14: ${tick.doses} doses, two workers; the raw twin, doses/s; ratio (at least ${LEAST_TICK_RATIO})`,
      `${rounded(tick.ours, 0)}; ${rounded(tick.theirs, 0)}; ${rounded(tick.ratio, 2)}`,
    ],
  ];

  return [
    `Taken ${figures.takenAt.slice(0, 16).replace('T', ' ')} UTC on ${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}; Node ${machine.node}.`,
    [['figure', 'value'], ['---', '---'], ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
    `Goal (p99 lateness ≤ ${P99_LATENESS_SECONDS} s, nothing wrong, repeats within kills × ${IN_HAND} and what the provider left open): **${figures.isMet ? 'met' : 'missed'}**.`,
  ].join('\n\n');
}

const faultsOf = (/** @type {Record<string, number>} */ { quota, internal, silent, slow, cut }) =>
  [quota, internal, silent, slow, cut].join(', ');

/** @param {ReturnType<typeof collectReminderFigures>} figures */
export async function saveReminderFigures(figures) {
  const { code, output } = await run('git', ['rev-parse', '--short', 'HEAD'], { cwd: inCheckout() });
  const commit = code === 0 ? output.trim() : 'no-commit';
  const name = `reminders-${figures.takenAt.slice(0, 10)}-${commit}`;
  const folder = inCheckout('benchmarks', 'results');
  mkdirSync(folder, { recursive: true });
  const json = await format(JSON.stringify({ commit, ...figures }), { parser: 'json', printWidth: 110 });
  writeFileSync(`${folder}/${name}.json`, json);
  writeFileSync(`${folder}/${name}.md`, `# Reminders\n\n${remindersInMarkdown(figures)}\n`);
  say(`Saved in benchmarks/results/${name}.json and .md`);
}
