import { parseArgs } from 'node:util';
import { loadConfig } from '@soomcare/config';
import mysql from 'mysql2/promise';
import { withServices } from '../infra/services/commands/setup.js';
import { appEnvironment } from '../infra/services/environment.js';
import { listenForInterruption } from '../infra/services/interruption.js';
import { say } from '../infra/services/messages.js';
import { local } from '../infra/services/paths.js';
import { createCases } from './cases.js';
import { interleave } from './driver.js';
import { comparisons } from './goals.js';
import { measureLogIns } from './log-ins.js';
import { pin } from './machine.js';
import { forgetVersions, tokenMaker, writeReferenceSessions } from './members.js';
import { measureNodeFloor } from './node-versions.js';
import { profileCases } from './profile.js';
import { collectFigures, printReport, saveReport } from './report.js';
import { removeLeftOvers, reopenDoses, seed } from './seed.js';
import { pidsOfStores, startServer } from './servers.js';
import { requireRevocation, requireTwins } from './twins.js';
import { findWrk } from './wrk.js';

const database = 'soomcare_bench';
/** The apps have index 0, the fuzzer 8, the tests those from 9 on. */
const redisIndex = 7;

/** @param {string[]} args */
export function parseOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: 'string', default: '4' },
      rounds: { type: 'string', default: '3' },
      connections: { type: 'string', default: '32' },
      /** Case names by comma, to look at a few; nothing is saved then. */
      only: { type: 'string', default: '' },
      /** Case names by comma to profile; a whole run profiles four. */
      profile: { type: 'string' },
      'no-save': { type: 'boolean', default: false },
    },
  });

  return {
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    connections: Number(values.connections),
    only: values.only.split(',').filter(Boolean),
    isWhole: values.only === '',
    profile: (values.profile ?? (values.only === '' ? 'list,calendar,create,take' : ''))
      .split(',')
      .filter(Boolean),
    saves: !values['no-save'],
  };
}

/** @param {import('../infra/services/environment.js').Services} services */
function benchEnvironment(services) {
  const databaseUrl = new URL(services.mysql.serverUrl);
  databaseUrl.pathname = `/${database}`;

  return {
    ...appEnvironment(services),
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl.href,
    REDIS_URL: `${services.redis.serverUrl.replace(/\/$/, '')}/${redisIndex}`,
    MAIL_URL: `disk:${local('bench', 'mail')}`,
    // As in production, but the limits themselves must not answer.
    LOG_LEVEL: 'info',
    RATE_LIMIT_FACTOR: '999999',
  };
}

/** @param {string[]} args @returns {Promise<number>} the exit code */
export function runBench(args) {
  listenForInterruption();
  const options = parseOptions(args);

  return withServices({ command: 'bench' }, async (services) => {
    const env = benchEnvironment(services);
    const { secrets } = loadConfig(env);
    const wrk = await findWrk();
    await seed(env.DATABASE_URL, secrets);
    await writeReferenceSessions(env.REDIS_URL);

    await measure({ services, env, wrk, options, tokens: tokenMaker(secrets) });

    return 0;
  });
}

/**
 * @param {{ services: import('../infra/services/environment.js').Services, env: Record<string, string | undefined>,
 *   wrk: import('./wrk.js').Wrk, options: ReturnType<typeof parseOptions>, tokens: () => string[] }} parts
 */
async function measure({ services, env, wrk, options, tokens }) {
  const { seconds, rounds, connections, isWhole } = options;
  const stores = await pidsOfStores(services);
  const pinning = await pin(stores);
  const stops = [pinning.restore];
  const start = async (/** @type {'product' | 'session' | 'reference'} */ name) => {
    const server = await startServer(name, { env });
    stops.unshift(server.stop);
    return server;
  };

  try {
    const admin = await mysql.createConnection(env['DATABASE_URL'] ?? '');
    stops.unshift(async () => {
      await removeLeftOvers(admin);
      await admin.end();
    });
    const reference = await start('reference');
    const product = await start('product');
    const session = await start('session');
    const servers = { product, session, reference };
    await requireTwins(product.origin, reference.origin, tokens(), () => reopenDoses(admin));
    await requireRevocation(product.origin);
    say('The product and the reference give equal answers; a log-out bites on the next request.');

    const casesOn = (/** @type {typeof servers} */ measured) =>
      createCases({
        servers: measured,
        tokens,
        forgetVersions: () => forgetVersions(env['REDIS_URL'] ?? ''),
        reopenDoses: () => reopenDoses(admin),
      });
    const cases = casesOn(servers).filter(({ name }) => isWhole || options.only.includes(name));
    const pids = { product: product.pid, session: session.pid, reference: reference.pid, ...stores };
    const storesIdle = () => isIdle(admin);
    const samples = await interleave({ cases, wrk, pids, storesIdle, seconds, rounds, connections });
    const load = { wrk, tokens, seconds, connections };
    const logIns = isWhole ? await measureLogIns({ ...load, origin: product.origin }) : null;
    await Promise.all([product, session, reference].map(({ stop }) => stop()));
    stops.splice(0, 3);

    const nodeFloor = isWhole ? await measureNodeFloor({ ...load, env }) : null;
    const profiles = await profileCases({
      ...{ env, wrk, seconds, connections, names: options.profile },
      casesOf: (server) => casesOn({ product: server, session: server, reference: server }),
    });
    const figures = collectFigures({
      samples,
      comparisons,
      logIns,
      nodeFloor,
      profiles,
      options,
      wrk,
      pinning,
    });
    printReport(figures);
    if (isWhole && options.saves) await saveReport(figures);
  } finally {
    for (const stop of stops) await stop();
  }
}

/** Nobody else's statement runs in the measured database. @param {import('mysql2/promise').Connection} admin */
async function isIdle(admin) {
  const [rows] = await admin.query(
    `SELECT 1 FROM performance_schema.processlist WHERE db = ? AND command <> 'Sleep' AND id <> CONNECTION_ID() LIMIT 1`,
    [database],
  );

  return Array.isArray(rows) && rows.length === 0;
}
