import {
  clearLeftOvers,
  deathOf,
  hasDied,
  requireFreePort,
  startApp,
  stopApp,
  waitUntilReady,
} from '../apps.js';
import { planReminder, reminderLines } from '../coming-reminder.js';
import { appEnvironment, appPorts } from '../environment.js';
import { findAppNode } from '../install.js';
import { interruption, untilInterrupted } from '../interruption.js';
import { Problem, say } from '../messages.js';
import { local } from '../paths.js';
import { buildStaffPage, staffLogIns } from '../staff.js';
import { openSearchEngine } from '../search-engine.js';
import { buildSearch, migrate, seed, withServices } from './setup.js';

export const start = () => launch({ command: 'start', watch: false });

export const dev = () => launch({ command: 'dev', watch: true });

/** @param {{ command: string, watch: boolean }} options */
async function launch({ command, watch }) {
  const startedAt = Date.now();
  const ports = appPorts();

  return withServices({ command }, async (services) => {
    const node = findAppNode();
    await clearLeftOvers();
    await requireFreePort(ports.api, 'API_PORT');
    await requireFreePort(ports.apiMetrics, 'API_METRICS_PORT');
    await requireFreePort(ports.workerMetrics, 'WORKER_METRICS_PORT');
    await requireFreePort(ports.backoffice, 'BACKOFFICE_PORT');
    await requireFreePort(ports.backofficeMetrics, 'BACKOFFICE_METRICS_PORT');

    const engine = await openSearchEngine();
    try {
      const env = { ...appEnvironment(services), ...(engine ? { OPENSEARCH_URL: engine.url } : {}) };
      await migrate({ node, env });
      await seed({ node, env });
      if (engine) await buildSearch({ node, env });
      await buildStaffPage(node);

      await runApps({ node, env, ports, watch, startedAt });
    } finally {
      await engine?.stop();
    }

    return 0;
  });
}

/**
 * Until somebody stops them, or one of them ends.
 * @param {object} how
 * @param {string} how.node
 * @param {Record<string, string | undefined>} how.env
 * @param {ReturnType<typeof appPorts>} how.ports
 * @param {boolean} how.watch
 * @param {number} how.startedAt
 */
async function runApps({ node, env, ports, watch, startedAt }) {
  const apps = [
    startApp('api', { node, watch, env: { ...env, METRICS_PORT: String(ports.apiMetrics) } }),
    startApp('worker', { node, watch, env: { ...env, METRICS_PORT: String(ports.workerMetrics) } }),
    startApp('backoffice', {
      node,
      watch,
      env: { ...env, METRICS_PORT: String(ports.backofficeMetrics) },
    }),
  ];
  try {
    const ready = await Promise.race([allReady(ports, apps), untilInterrupted()]);
    if (!ready && !watch)
      throw new Problem(`The apps were not ready within 60 s; their logs are in ${local('log')}`);
    if (!interruption.aborted) {
      const [staff, reminderAt] = await Promise.all([staffLogIns(node, env), planReminder(node, env)]);
      say(banner({ env, ports, watch, tookMs: Date.now() - startedAt, reminderAt, staff }));
    }

    await Promise.race([untilInterrupted(), ...apps.map(exitOf)]);
    const dead = interruption.aborted ? undefined : apps.find(hasDied);
    if (dead) throw deathOf(dead);
  } finally {
    say('Stopping …');
    for (const app of apps) await stopApp(app);
  }
}

/** @param {ReturnType<typeof appPorts>} ports @param {import('../apps.js').App[]} apps */
async function allReady(ports, apps) {
  const ready = await Promise.all(
    [ports.api, ports.backoffice].map((port) =>
      waitUntilReady(`http://127.0.0.1:${port}/health/ready`, apps),
    ),
  );

  return ready.every(Boolean);
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
 * @param {object} facts
 * @param {Record<string, string | undefined>} facts.env
 * @param {ReturnType<typeof appPorts>} facts.ports
 * @param {boolean} facts.watch
 * @param {number} facts.tookMs
 * @param {Date | null} facts.reminderAt when the demo member is reminded of a dose
 * @param {string} facts.staff how to log in as each of the demo staff
 */
function banner({ env, ports, watch, tookMs, reminderAt, staff }) {
  const api = `http://127.0.0.1:${ports.api}`;

  return `
Soomcare is up (${(tookMs / 1000).toFixed(1)} s)
  API         ${api}
  Docs        ${api}/docs
  Log-in      demo@soomcare.example / ${env['DEMO_PASSWORD']}
  Back-office http://localhost:${ports.backoffice}
  Mailbox     ${local('mail')}
  Metrics     api ${ports.apiMetrics}, worker ${ports.workerMetrics}, back-office ${ports.backofficeMetrics}
  Logs        ${watch ? 'here' : `${local('log', 'api.log')}, worker.log, backoffice.log`}
${reminderLines(reminderAt, { api, password: env['DEMO_PASSWORD'], watch })}
  Stop        Ctrl-C

${staff.trim()}
(a code is good once and for 30 seconds; new ones: npm run staff:codes)
`;
}
