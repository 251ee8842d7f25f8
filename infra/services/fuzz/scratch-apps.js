import { rmSync } from 'node:fs';
import { deathOf, hasDied, waitUntilReady } from '../apps.js';
import { migrate, seed } from '../commands/setup.js';
import { appEnvironment } from '../environment.js';
import { findAppNode } from '../install.js';
import { Problem, say } from '../messages.js';
import { inCheckout, local } from '../paths.js';
import { pickPort } from '../ports.js';
import { startDetached, stopProcess } from '../processes.js';

const scratchDatabase = 'soomcare_fuzz';
const scratchRedisIndex = 8;

/**
 * @typedef {object} ScratchApp
 * @property {string} origin
 * @property {() => Promise<void>} stop throws when it died before it was told to stop
 *
 * @typedef {Record<string, string | undefined>} Env
 */

/**
 * A database and a Redis index that nothing else uses, filled with the demo data.
 * @param {import('../environment.js').Services} services
 * @returns {Promise<Env>} what apps and programs need to run on them
 */
export async function prepareScratch(services) {
  const databaseUrl = new URL(services.mysql.serverUrl);
  databaseUrl.pathname = `/${scratchDatabase}`;
  const redisUrl = `${services.redis.serverUrl.replace(/\/$/, '')}/${scratchRedisIndex}`;
  await emptyScratch(services.mysql.serverUrl, redisUrl);

  const env = {
    ...appEnvironment(services),
    DATABASE_URL: databaseUrl.href,
    REDIS_URL: redisUrl,
    MAIL_URL: `disk:${local('fuzz', 'mail')}`,
    // The limits are tested elsewhere; here they would answer 429 to nearly everything.
    RATE_LIMIT_FACTOR: '100000',
  };
  const node = findAppNode();
  say('Preparing the fuzzer’s own database …');
  await migrate({ node, env });
  await seed({ node, env });

  return env;
}

/**
 * @param {string} name a folder of `apps/`
 * @param {Env} scratch
 * @returns {Promise<ScratchApp>}
 */
export async function startScratchApp(name, scratch) {
  const [port, metricsPort] = [String(await pickPort()), String(await pickPort())];
  const origin = `http://127.0.0.1:${port}`;
  const ports = { API_PORT: port, BACKOFFICE_PORT: port, METRICS_PORT: metricsPort, PUBLIC_URL: origin };
  const log = local('fuzz', `${name}.log`);
  const child = startDetached(findAppNode(), [inCheckout('apps', name, 'src/main.ts')], {
    log,
    cwd: inCheckout(),
    env: { ...scratch, ...ports },
  });
  const app = { name: `fuzzed ${name}`, child, log };
  try {
    if (!(await waitUntilReady(`${origin}/health/ready`, [app]))) {
      throw new Problem(`The ${app.name} was not ready within 60 s; its log is ${log}`);
    }
  } catch (error) {
    await stopProcess(child.pid);
    throw error;
  }

  return {
    origin,
    async stop() {
      if (hasDied(app)) throw deathOf(app);
      await stopProcess(child.pid);
    },
  };
}

/**
 * The drivers are the apps' own: they are there, since the packages are installed before.
 * @param {string} serverUrl @param {string} redisUrl
 */
async function emptyScratch(serverUrl, redisUrl) {
  rmSync(local('fuzz', 'mail'), { recursive: true, force: true });
  const { createConnection } = await import('mysql2/promise');
  const server = await createConnection({ uri: serverUrl });
  await server.query(`DROP DATABASE IF EXISTS ${scratchDatabase}`);
  await server.end();

  const { Redis } = await import('ioredis');
  const redis = new Redis(redisUrl);
  await redis.flushdb();
  redis.disconnect();
}
