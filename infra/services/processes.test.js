import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { withLock } from './lock.js';
import { isAlive, startTickOf, stopProcess, waitUntil, worksIn } from './processes.js';
import { temporaryFolder } from './test-folder.js';

/** @param {string} program @param {string} [cwd] */
async function startNode(program, cwd) {
  const child = spawn(process.execPath, ['-e', `${program}; console.log('ready')`], { cwd, detached: true });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');

  return /** @type {number} */ (child.pid);
}

const waits = 'setInterval(() => {}, 1000)';

test('a process is ours only when it works in our data directory', async () => {
  const [ours, other] = [realpathSync(temporaryFolder()), realpathSync(temporaryFolder())];
  const pid = await startNode(waits, ours);

  expect(worksIn(pid, ours)).toBe(true);
  expect(worksIn(pid, other)).toBe(false);
  await stopProcess(pid);
  expect(worksIn(pid, ours)).toBe(false);
});

test('a process that hears SIGTERM goes by itself', async () => {
  const pid = await startNode(waits);

  expect(await stopProcess(pid, 5_000)).toBe(true);
  expect(isAlive(pid)).toBe(false);
});

test('a process that ignores SIGTERM is killed after the deadline', async () => {
  const pid = await startNode(`process.on('SIGTERM', () => {}); ${waits}`);

  expect(await stopProcess(pid, 100)).toBe(false);
  expect(isAlive(pid)).toBe(false);
});

test('waiting ends at its deadline', async () => {
  expect(await waitUntil(() => false, 20, 5)).toBeNull();
});

test('two launchers do their work one after the other', async () => {
  const file = path.join(temporaryFolder(), 'launcher.lock');
  /** @type {string[]} */
  const events = [];
  const work = (/** @type {string} */ name) => async () => {
    events.push(`${name} begins`);
    await waitUntil(() => false, 30, 5);
    events.push(`${name} ends`);
  };
  await Promise.all([withLock(file, work('first')), withLock(file, work('second'))]);

  expect(events).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});

test.each([
  ['of a dead launcher', async () => `${await startAndStop()} 1`],
  ['whose pid another process has now', async () => `${process.pid} ${Number(startTickOf(process.pid)) - 1}`],
])('a lock %s is void', async (_case, holder) => {
  const file = path.join(temporaryFolder(), 'launcher.lock');
  writeFileSync(file, await holder());

  expect(await withLock(file, async () => 'done')).toBe('done');
});

async function startAndStop() {
  const pid = await startNode(waits);
  await stopProcess(pid);

  return pid;
}
