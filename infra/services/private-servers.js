import path from 'node:path';
import { findOpensearchProgram } from './opensearch-program.js';
import { opensearchKind } from './opensearch-server.js';
import { pickPort } from './ports.js';
import { isAlive, isStopped, killGroup, stopProcess, waitUntil } from './processes.js';
import { readMysqlPasswords } from './secrets.js';
import { mysqlKind, redisKind, startServer } from './server.js';

/** A MySQL of the caller's own, durable like the launcher's, for tests that break things. */
export const startPrivateMysql = (
  /** @type {import('./private-servers.js').PrivateServerOptions} */ options,
) =>
  startPrivate(mysqlKind, options, (port) => `mysql://root:${readMysqlPasswords().root}@127.0.0.1:${port}`);

/** A Redis of the caller's own; a restart finds it empty, as it writes nothing to disk. */
export const startPrivateRedis = (
  /** @type {import('./private-servers.js').PrivateServerOptions} */ options,
) => startPrivate(redisKind, options, (port) => `redis://127.0.0.1:${port}`);

/** An OpenSearch of the caller's own, with the Korean analysers. */
export function startPrivateOpensearch(
  /** @type {import('./private-servers.js').PrivateOpensearchOptions} */ {
    isLongRunning = false,
    ...options
  },
) {
  const kind = { ...opensearchKind, findProgram: () => findOpensearchProgram({ isLongRunning }) };
  return startPrivate(kind, options, (port) => `http://127.0.0.1:${port}`);
}

/**
 * @param {import('./server.js').Kind} kind
 * @param {import('./private-servers.js').PrivateServerOptions} options
 * @param {(port: number) => string} urlFor
 * @returns {Promise<import('./private-servers.js').PrivateServer>}
 */
async function startPrivate(kind, { directory, port: wantedPort }, urlFor) {
  const data = path.join(directory, 'data');
  const program = await kind.findProgram();
  await kind.prepare(program, data);
  const port = wantedPort ?? (await pickPort());
  const launch = () =>
    startServer(kind, {
      program,
      directory: data,
      port,
      log: path.join(directory, 'server.log'),
      diesWithUs: true,
    });
  let pid = await launch();

  const stop = async () => {
    // A paused process would hear SIGTERM only after it goes on.
    if (isAlive(pid)) process.kill(pid, 'SIGCONT');
    await stopProcess(pid);
  };

  return {
    url: urlFor(port),
    port,
    get pid() {
      return pid;
    },
    stop,
    async kill() {
      killGroup(pid);
      await waitUntil(() => !isAlive(pid), 5_000);
    },
    async restart() {
      await stop();
      pid = await launch();
    },
    async pause() {
      process.kill(pid, 'SIGSTOP');
      await waitUntil(() => isStopped(pid), 10_000, 5);
    },
    resume: () => void process.kill(pid, 'SIGCONT'),
  };
}
