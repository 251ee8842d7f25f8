import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { loadConfig } from '@soomcare/config';
import { createDatabase, migrate } from '@soomcare/database';
import mysql from 'mysql2/promise';
import { watchLockWaits } from '../apps/worker/e2e/lock-waits.ts';
import { judgeStorm } from '../apps/worker/e2e/storm-judge.ts';
import { tables } from '../apps/worker/src/tables.ts';
import { withServices } from '../infra/services/commands/setup.js';
import { appEnvironment } from '../infra/services/environment.js';
import { interruption, listenForInterruption, requireUninterrupted } from '../infra/services/interruption.js';
import { Problem, say, withProgress } from '../infra/services/messages.js';
import { local } from '../infra/services/paths.js';
import { addDosesOfOneMinute, addPeople } from './reminders-people.js';
import { startProvider, startWorkers } from './reminders-processes.js';
import { collectReminderFigures, remindersInMarkdown, saveReminderFigures } from './reminders-report.js';
import { measureTick } from './reminders-tick.js';

const databaseName = 'soomcare_bench_reminders';
/** The apps have index 0, the other benchmarks 7, the fuzzer 8, the tests those from 9 on. */
const redisIndex = 6;
/** One send in twenty, each way that leaves open whether the push was taken among them. */
const faults = { quota: 0.01, internal: 0.01, silent: 0.01, slow: 0.01, cut: 0.01 };
const START_WORKERS_MS = 15_000;
const LOOK_EVERY_MS = 100;
const GIVE_UP_MS = 30 * 60_000;

/** @param {string[]} args */
function parseOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      doses: { type: 'string', default: '100000' },
      workers: { type: 'string', default: '4' },
      /** Seconds; 0 kills none. */
      'kill-every': { type: 'string', default: '2' },
      'no-save': { type: 'boolean', default: false },
    },
  });
  const [doses, workers, killEvery] = [values.doses, values.workers, values['kill-every']].map(Number);

  return { doses, workers, killEvery, saves: !values['no-save'] };
}

/** @param {string[]} args @returns {Promise<number>} the exit code */
export function runReminders(args) {
  listenForInterruption();
  const options = parseOptions(args);

  return withServices({ command: 'bench' }, async (services) => {
    const url = new URL(services.mysql.serverUrl);
    const server = await mysql.createConnection(url.href);
    url.pathname = `/${databaseName}`;
    const env = {
      ...appEnvironment(services),
      DATABASE_URL: url.href,
      REDIS_URL: `${services.redis.serverUrl.replace(/\/$/, '')}/${redisIndex}`,
      MAIL_URL: `disk:${local('bench', 'mail')}`,
    };
    try {
      await server.query(`DROP DATABASE IF EXISTS ${databaseName}`);
      await migrate(url.href);
      const figures = await measure(env, options);
      say(`\n${remindersInMarkdown(figures)}`);
      if (options.saves) await saveReminderFigures(figures);

      return figures.isMet ? 0 : 1;
    } finally {
      await server.query(`DROP DATABASE IF EXISTS ${databaseName}`);
      await server.end();
    }
  });
}

/** @param {NodeJS.ProcessEnv} env @param {ReturnType<typeof parseOptions>} options */
async function measure(env, options) {
  const database = await createDatabase({
    url: env['DATABASE_URL'] ?? '',
    poolSize: 4,
    acquireTimeoutMs: 30_000,
    statementTimeoutMs: 60_000,
    entities: tables,
  });
  const stops = [() => database.close()];

  try {
    const provider = await startProvider();
    stops.unshift(provider.stop);
    await provider.setFaults(faults);
    const { memberIds, dueAt } = await withProgress(
      `Seeding ${options.doses} members with a device and a dose each`,
      () => seed(database, env, options.doses),
    );
    const workers = await startWorkers(options.workers, { ...env, ...provider.env });
    const stopWorkers = once(workers.stop);
    stops.unshift(stopWorkers);
    await pause(Math.max(0, dueAt.getTime() - Date.now()));

    const stopWatching = watchLockWaits(database);
    const ending = new AbortController();
    const finished = untilFinished(database).finally(() => ending.abort());
    await Promise.all([finished, workers.keepKilling(options.killEvery, ending.signal)]);
    const seconds = (Date.now() - dueAt.getTime()) / 1_000;
    const lockWaiters = await stopWatching();
    const leasesLost = await stopWorkers();

    const arrivals = await provider.arrivals();
    const judged = { arrivals, stats: await provider.stats(), verdict: await judgeStorm(database, arrivals) };
    const tick = await measureTick({
      database,
      env,
      memberIds,
      provider,
      untilFinished: () => untilFinished(database),
    });

    return collectReminderFigures({
      options,
      dueAt,
      seconds,
      ...workers.counts(),
      leasesLost,
      lockWaiters,
      ...judged,
      tick,
    });
  } finally {
    for (const stop of stops) await stop();
  }
}

/**
 * @param {import('@soomcare/database').Database} database @param {NodeJS.ProcessEnv} env @param {number} doses
 * @returns who was seeded, and when the doses are due: workers have time to start until then
 */
async function seed(database, env, doses) {
  const startedAt = Date.now();
  const memberIds = await addPeople(env['DATABASE_URL'] ?? '', loadConfig(env).secrets, doses);
  const tookMs = Date.now() - startedAt;
  const dueAt = new Date(Date.now() + tookMs + START_WORKERS_MS);
  await addDosesOfOneMinute(database, memberIds, dueAt);
  await database.rows('ANALYZE TABLE members, devices, dose_slots, reminders');
  if (Date.now() > dueAt.getTime()) throw new Problem('Seeding took longer than foreseen: try again.');

  return { memberIds, dueAt };
}

/** @param {import('@soomcare/database').Database} database */
async function untilFinished(database) {
  const end = Date.now() + GIVE_UP_MS;
  for (;;) {
    const [row] = /** @type {{ waits: number }[]} */ (
      await database.rows("SELECT EXISTS (SELECT 1 FROM reminders r WHERE r.state = 'waiting') AS waits")
    );
    if (row?.waits === 0) return;

    requireUninterrupted();
    if (Date.now() > end) throw new Problem('Reminders still wait after half an hour.');
    await pause(LOOK_EVERY_MS, undefined, { signal: interruption }).catch(() => undefined);
  }
}

/** @param {() => Promise<T>} work @template T */
function once(work) {
  /** @type {Promise<T> | undefined} */
  let result;

  return () => (result ??= work());
}
