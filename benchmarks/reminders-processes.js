// The programs of a run: the push provider's double, and workers that are killed and started again.
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { hasDied } from '../infra/services/apps.js';
import { findAppNode } from '../infra/services/install.js';
import { Problem } from '../infra/services/messages.js';
import { inCheckout, local } from '../infra/services/paths.js';
import { pickPort } from '../infra/services/ports.js';
import { killGroup, startDetached, stopProcess, waitUntil } from '../infra/services/processes.js';

const START_MS = 60_000;
/** Below those that the system gives to outgoing connections, of which a run makes thousands. */
let lastPort = 21_000;

export async function startProvider() {
  const [keyFile, log] = [local('bench', 'fcm-key.json'), local('bench', 'fcm.log')];
  const source = inCheckout('libs/platform/testing/src/fcm-double-main.ts');
  const child = startDetached(findAppNode(), [source, '--key-file', keyFile], { log, env: process.env });
  const url = await waitUntil(() => /^http\S+/m.exec(readFileSync(log, 'utf8'))?.[0], START_MS);
  if (!url) throw new Problem(`The push provider's double did not start; its log is ${log}`);

  return {
    url,
    keyFile,
    env: { FCM_SERVICE_ACCOUNT: keyFile, FCM_TOKEN_URL: url, FCM_MESSAGES_URL: url },
    /** @param {Record<string, number>} faults parts of the sends that go wrong, by how */
    setFaults: (faults) => fetch(`${url}/faults`, { method: 'PUT', body: JSON.stringify(faults) }),
    stats: async () => /** @type {any} */ ((await fetch(`${url}/stats`)).json()),
    async arrivals() {
      const text = await (await fetch(`${url}/arrivals`)).text();
      return text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    },
    stop: () => stopProcess(child.pid),
  };
}

/** @param {number} number @param {NodeJS.ProcessEnv} env */
async function startWorker(number, env) {
  lastPort += 1;
  const port = await pickPort(lastPort);
  const log = local('bench', `worker-${number}.log`);
  const child = startDetached(findAppNode(), [inCheckout('apps/worker/src/main.ts')], {
    log,
    cwd: inCheckout(),
    env: { ...env, METRICS_PORT: String(port) },
  });
  const app = { name: `worker ${number}`, child, log };
  const readMetrics = () =>
    fetch(`http://127.0.0.1:${port}/metrics`)
      .then((answer) => answer.text())
      .catch(() => null);

  return { number, app, readMetrics, pid: /** @type {number} */ (child.pid) };
}

/** @param {number} count @param {NodeJS.ProcessEnv} env */
export async function startWorkers(count, env) {
  const workers = await Promise.all(Array.from({ length: count }, (_, number) => startWorker(number, env)));
  let kills = 0;
  let collapses = 0;
  let leasesLost = 0;

  const replace = async (/** @type {typeof workers[number]} */ worker) => {
    workers.splice(workers.indexOf(worker), 1);
    workers.push(await startWorker(worker.number, env));
  };
  /** The one that has run for longest; one that only starts has nothing to lose. */
  const findVictim = async () => {
    for (const worker of [...workers]) {
      if (hasDied(worker.app)) {
        // MySQL gave it no connection in time; whoever supervises workers would start it again.
        collapses += 1;
        await replace(worker);
        continue;
      }
      const metrics = await worker.readMetrics();
      if (metrics !== null) return { worker, metrics };
    }

    return null;
  };
  const countLost = (/** @type {string | null} */ metrics) => {
    leasesLost += Number(/^reminder_leases_lost_total (\d+)/m.exec(metrics ?? '')?.[1] ?? 0);
  };

  if (!(await waitUntil(async () => (await findVictim()) !== null, START_MS))) {
    throw new Problem(`No worker runs; the log of the first is ${workers[0]?.app.log}`);
  }

  return {
    counts: () => ({ kills, collapses }),
    /** Kills a running worker every so many seconds and starts another. @param {number} everySeconds @param {AbortSignal} signal ends it */
    async keepKilling(everySeconds, signal) {
      while (everySeconds > 0) {
        await pause(everySeconds * 1_000, undefined, { signal }).catch(() => undefined);
        if (signal.aborted) return;

        const victim = await findVictim();
        if (!victim) continue;
        countLost(victim.metrics);
        killGroup(victim.worker.pid);
        kills += 1;
        await replace(victim.worker);
      }
    },
    /** @returns {Promise<number>} leases lost, as far as workers lived to tell */
    async stop() {
      for (const worker of workers) countLost(await worker.readMetrics());
      await Promise.all(workers.map(({ pid }) => stopProcess(pid)));

      return leasesLost;
    },
  };
}
