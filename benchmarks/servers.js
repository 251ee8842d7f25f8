import { deathOf, hasDied, waitUntilReady } from '../infra/services/apps.js';
import { findAppNode } from '../infra/services/install.js';
import { Problem } from '../infra/services/messages.js';
import { inCheckout, local } from '../infra/services/paths.js';
import { findPortHolder, pickPort } from '../infra/services/ports.js';
import { startDetached, stopProcess } from '../infra/services/processes.js';
import { cores } from './machine.js';

/** @typedef {{ name: string, origin: string, pid: number, stop: () => Promise<unknown> }} Server */

/** What can be started, and where it answers once it is ready. */
const programs = {
  product: { file: 'apps/api/src/main.ts', ready: '/health/ready' },
  session: { file: 'benchmarks/session-only.js', ready: '/health/live' },
  reference: { file: 'benchmarks/reference.js', ready: '/hello' },
  search: { file: 'benchmarks/search-server.js', ready: '/health/live' },
  hello: { file: 'benchmarks/hello.js', ready: '/hello' },
};

/**
 * Starts a server alone on its core.
 * @param {keyof typeof programs} name
 * @param {{ env: NodeJS.ProcessEnv, node?: string, nodeArguments?: string[] }} options
 * @returns {Promise<Server>}
 */
export async function startServer(name, { env, node = findAppNode(), nodeArguments = [] }) {
  const { file, ready } = programs[name];
  const [port, metricsPort] = [await pickPort(), await pickPort()];
  const origin = `http://127.0.0.1:${port}`;
  const log = local('bench', `${name}.log`);
  const ports = {
    PORT: String(port),
    API_PORT: String(port),
    METRICS_PORT: String(metricsPort),
    PUBLIC_URL: origin,
  };
  const [command = '', ...args] = [
    ...(cores ? ['taskset', '-c', String(cores.server)] : []),
    ...[node, ...nodeArguments, inCheckout(file)],
  ];
  const child = startDetached(command, args, { log, cwd: inCheckout(), env: { ...env, ...ports } });

  const app = { name, child, log };
  const stop = () => stopProcess(child.pid);
  try {
    if (!(await waitUntilReady(`${origin}${ready}`, [app]))) {
      throw new Problem(`The ${name} server was not ready within 60 s; its log is ${log}`);
    }
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    name,
    origin,
    pid: /** @type {number} */ (child.pid),
    async stop() {
      if (hasDied(app)) throw deathOf(app);
      await stop();
    },
  };
}

/**
 * The pids of MySQL and Redis, as far as they run on this machine outside of a container.
 * @param {import('../infra/services/environment.js').Services} services
 * @returns {Promise<Record<string, number>>}
 */
export async function pidsOfStores({ mysql, redis }) {
  const holders = await Promise.all(
    [mysql, redis].map(({ serverUrl }) => findPortHolder(Number(new URL(serverUrl).port))),
  );
  const [mysqlPid, redisPid] = holders.map((holder) => holder?.pid);

  return { ...(mysqlPid ? { mysql: mysqlPid } : {}), ...(redisPid ? { redis: redisPid } : {}) };
}
