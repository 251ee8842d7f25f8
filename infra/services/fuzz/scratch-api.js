import { rmSync } from 'node:fs';
import { startDetached, stopProcess } from '../processes.js';
import { deathOf, hasDied, waitUntilReady } from '../apps.js';
import { appEnvironment } from '../environment.js';
import { findAppNode } from '../install.js';
import { Problem, say } from '../messages.js';
import { inCheckout, local } from '../paths.js';
import { pickPort } from '../ports.js';
import { migrate, seed } from '../commands/setup.js';

const scratchDatabase = 'soomcare_fuzz';
const scratchRedisIndex = 8;

/**
 * An API of the fuzzer's own, on a database and a Redis index that nothing else uses, filled with the demo data.
 * @param {import('../environment.js').Services} services
 * @returns {Promise<{ origin: string, env: Record<string, string | undefined>, log: string, stop: () => Promise<unknown> }>}
 */
export async function startScratchApi(services) {
  const databaseUrl = new URL(services.mysql.serverUrl);
  databaseUrl.pathname = `/${scratchDatabase}`;
  const redisUrl = `${services.redis.serverUrl.replace(/\/$/, '')}/${scratchRedisIndex}`;
  await emptyScratch(services.mysql.serverUrl, redisUrl);

  const [port, metricsPort] = [await pickPort(), await pickPort()];
  const origin = `http://127.0.0.1:${port}`;
  const env = {
    ...appEnvironment(services),
    DATABASE_URL: databaseUrl.href,
    REDIS_URL: redisUrl,
    API_PORT: String(port),
    METRICS_PORT: String(metricsPort),
    PUBLIC_URL: origin,
    MAIL_URL: `disk:${local('fuzz', 'mail')}`,
    // The limits are tested elsewhere; here they would answer 429 to nearly everything.
    RATE_LIMIT_FACTOR: '100000',
  };
  const node = findAppNode();
  say('Preparing the fuzzer’s own database …');
  await migrate({ node, env });
  await seed({ node, env });

  const log = local('fuzz', 'api.log');
  const child = startDetached(node, [inCheckout('apps/api/src/main.ts')], { log, cwd: inCheckout(), env });
  const app = { name: 'fuzzed API', child, log };
  const stop = () => stopProcess(child.pid);
  try {
    if (!(await waitUntilReady(`${origin}/health/ready`, [app]))) {
      throw new Problem(`The fuzzed API was not ready within 60 s; its log is ${log}`);
    }
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    origin,
    env,
    log,
    async stop() {
      if (hasDied(app)) throw deathOf(app);
      await stop();
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
