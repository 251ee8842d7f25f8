import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findRole, roleNames } from './roles.js';

/** A folder laid out as the image is, with the programs that are given. */
function anImage(programs = {}) {
  const root = mkdtempSync(path.join(tmpdir(), 'soomcare-image-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const inside = path.join(root, 'infra/image/inside');
  mkdirSync(inside, { recursive: true });
  for (const name of ['start.js', 'health.js', 'roles.js']) {
    copyFileSync(path.join(import.meta.dirname, name), path.join(inside, name));
  }
  for (const [file, text] of Object.entries({ 'package.json': '{"type":"module"}', ...programs })) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }

  return (script, ...args) => {
    const child = spawn(process.execPath, [path.join(inside, script), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const heard = new Promise((resolve) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk) => resolve((output += chunk)));
      }
    });
    const ended = new Promise((resolve) => {
      child.once('close', (code, signal) => resolve({ code, signal, output }));
    });

    return { child, heard, ended };
  };
}

test.each([[[]], [['nonsense']], [['constructor']]])(
  'without a known role (%j) it names those there are',
  async (args) => {
    const { code, output } = await anImage()('start.js', ...args).ended;

    expect(code).toBe(2);
    expect(output.trimEnd().split('\n')).toEqual([
      `There is no role “${args[0] ?? ''}”: this image starts api, backoffice, worker, migrate.`,
    ]);
  },
);

test('a role whose program is not in the image is told in one sentence', async () => {
  const { code, output } = await anImage()('start.js', 'backoffice').ended;

  expect(code).toBe(2);
  expect(output).toBe(
    'The program of “backoffice” is not in this image: apps/backoffice/src/main.ts is missing.\n',
  );
});

test('a program that does not listen for SIGTERM yet is ended by it', async () => {
  const start = anImage({ 'apps/api/src/main.ts': `console.log('busy'); setInterval(() => {}, 1_000);` });
  const { child, heard, ended } = start('start.js', 'api');
  await heard;
  child.kill('SIGTERM');

  // An exit code and not a signal: the kernel would spare a container's first process.
  expect(await ended).toMatchObject({ code: 143, signal: null });
});

test('a program that listens for SIGTERM ends in its own way', async () => {
  const program = `
    const busy = setInterval(() => {}, 1_000);
    process.once('SIGTERM', () => setTimeout(() => { console.log('in order'); clearInterval(busy); }, 50));
    console.log('ready');`;
  const { child, heard, ended } = anImage({ 'apps/worker/src/main.ts': program })('start.js', 'worker');
  await heard;
  child.kill('SIGTERM');

  expect(await ended).toEqual({ code: 0, signal: null, output: 'ready\nin order\n' });
});

test('the exit code of a program is that of the container', async () => {
  const start = anImage({ 'apps/worker/src/migrate.ts': 'process.exitCode = 1;' });

  expect(await start('start.js', 'migrate').ended).toMatchObject({ code: 1 });
});

test.each([
  ['node\0/app/infra/image/inside/start.js\0api\0', 'api'],
  ['/sbin/docker-init\0--\0node\0/app/infra/image/inside/start.js\0worker\0', 'worker'],
  ['node\0/app/infra/image/inside/start.js\0nonsense\0', null],
  ['node\0/app/infra/image/inside/start.js\0', null],
  ['/sbin/init\0api\0', null],
])('the health check reads the role from the first process: %j', (commandLine, role) => {
  expect(findRole(commandLine)).toBe(role);
});

test('the health check fails with a sentence while nothing answers', async () => {
  const check = anImage();
  const { code, output } = await check('health.js', 'nonsense').ended;

  expect(code).toBe(1);
  expect(output).toMatch(/^The health check does not know which role runs here/);
  expect(roleNames).toContain('api');
});
