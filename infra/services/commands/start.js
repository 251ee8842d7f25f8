import {
  clearLeftOvers,
  deathOf,
  hasDied,
  requireFreePort,
  startApp,
  stopApp,
  waitUntilReady,
} from '../apps.js';
import { appEnvironment, appPorts } from '../environment.js';
import { findAppNode } from '../install.js';
import { interruption, untilInterrupted } from '../interruption.js';
import { Problem, say } from '../messages.js';
import { local } from '../paths.js';
import { migrate, seed, withServices } from './setup.js';

export const start = () => launch({ command: 'start', watch: false });

export const dev = () => launch({ command: 'dev', watch: true });

/** @param {{ command: string, watch: boolean }} options */
async function launch({ command, watch }) {
  const startedAt = Date.now();
  const ports = appPorts();

  return withServices({ command }, async (services) => {
    const node = findAppNode();
    const env = appEnvironment(services);
    await clearLeftOvers();
    await requireFreePort(ports.api, 'API_PORT');
    await requireFreePort(ports.apiMetrics, 'API_METRICS_PORT');
    await requireFreePort(ports.workerMetrics, 'WORKER_METRICS_PORT');

    await migrate({ node, env });
    await seed({ node, env });

    const apps = [
      startApp('api', { node, watch, env: { ...env, METRICS_PORT: String(ports.apiMetrics) } }),
      startApp('worker', { node, watch, env: { ...env, METRICS_PORT: String(ports.workerMetrics) } }),
    ];
    try {
      const ready = await Promise.race([
        waitUntilReady(`http://127.0.0.1:${ports.api}/health/ready`, apps),
        untilInterrupted(),
      ]);
      if (!ready && !watch)
        throw new Problem(`The API was not ready within 60 s; its log is ${local('log', 'api.log')}`);
      if (!interruption.aborted) say(banner(env, ports, watch, Date.now() - startedAt));

      await Promise.race([untilInterrupted(), ...apps.map(exitOf)]);
      const dead = interruption.aborted ? undefined : apps.find(hasDied);
      if (dead) throw deathOf(dead);
    } finally {
      say('Stopping …');
      for (const app of apps) await stopApp(app);
    }

    return 0;
  });
}

/** @param {import('../apps.js').App} app @returns {Promise<true>} */
const exitOf = (app) =>
  new Promise((resolve) => {
    // A detached child does not keep this process alive by itself; the one we wait for must.
    app.child.ref();
    app.child.once('exit', () => resolve(true));
    if (hasDied(app)) resolve(true);
  });

/**
 * @param {Record<string, string | undefined>} env
 * @param {ReturnType<typeof appPorts>} ports
 * @param {boolean} watch
 * @param {number} tookMs
 */
function banner(env, ports, watch, tookMs) {
  const api = `http://127.0.0.1:${ports.api}`;

  return `
Soomcare is up (${(tookMs / 1000).toFixed(1)} s)
  API       ${api}
  Docs      ${api}/docs
  Log-in    demo@soomcare.example / ${env['DEMO_PASSWORD']}
  Mailbox   ${local('mail')}
  Metrics   api ${ports.apiMetrics}, worker ${ports.workerMetrics}
  Logs      ${watch ? 'here' : `${local('log', 'api.log')}, worker.log`}
  Stop      Ctrl-C
`;
}
