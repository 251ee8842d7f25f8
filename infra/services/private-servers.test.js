import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { pingMysql, pingRedis, readGreeting } from './ping.js';
import { startPrivateMysql, startPrivateRedis } from './private-servers.js';
import { isAlive } from './processes.js';
import { adoptServer, mysqlKind, redisKind, startServer } from './server.js';
import { temporaryFolder } from './test-folder.js';

test('a private Redis answers, does not answer while paused, comes back after a kill, and stops', async () => {
  const redis = await startPrivateRedis({ directory: temporaryFolder() });
  onTestFinished(() => redis.kill());
  const url = new URL(redis.url);
  const firstPid = redis.pid;

  expect(await pingRedis(url)).toBe(true);
  await redis.pause();
  expect(await pingRedis(url, 100)).toBe(false);
  redis.resume();
  expect(await pingRedis(url)).toBe(true);

  await redis.kill();
  expect(await pingRedis(url)).toBe(false);
  await redis.restart();
  expect(redis.pid).not.toBe(firstPid);
  expect(await pingRedis(url)).toBe(true);

  await redis.stop();
  expect(isAlive(redis.pid)).toBe(false);
});

/** Crash recovery on a busy machine takes its time. */
const slow = { timeout: 60_000 };

test('a private MySQL greets with its version, also after a kill', slow, async () => {
  const mysql = await startPrivateMysql({ directory: temporaryFolder() });
  onTestFinished(() => mysql.kill());

  expect(await pingMysql({ host: '127.0.0.1', port: mysql.port })).toMatch(/^\d+\.\d+\.\d+/);
  await mysql.kill();
  await mysql.restart();
  expect(await pingMysql({ host: '127.0.0.1', port: mysql.port })).toMatch(/^\d+\.\d+\.\d+/);
  await mysql.stop();
  expect(isAlive(mysql.pid)).toBe(false);
});

test('a server whose port another has taken is not taken for started', async () => {
  const other = await startPrivateRedis({ directory: temporaryFolder() });
  onTestFinished(() => other.kill());
  const directory = temporaryFolder();
  const program = await redisKind.findProgram();
  const log = path.join(directory, 'redis.log');

  await expect(startServer(redisKind, { program, directory, port: other.port, log })).rejects.toThrow(
    'Redis',
  );
  expect(await pingRedis(new URL(other.url))).toBe(true);
});

test('a living server is adopted by the pid file in its data directory; a stranger and a dead one are not', async () => {
  const directory = temporaryFolder();
  const redis = await startPrivateRedis({ directory });
  onTestFinished(() => redis.kill());
  const data = path.join(directory, 'data');

  expect(await adoptServer(redisKind, { directory: data, port: redis.port, pid: undefined })).toBe(redis.pid);
  expect(
    await adoptServer(mysqlKind, { directory: temporaryFolder(), port: redis.port, pid: redis.pid }),
  ).toBeNull();
  await redis.kill();
  expect(existsSync(path.join(data, 'redis.pid'))).toBe(true);
  expect(await adoptServer(redisKind, { directory: data, port: redis.port, pid: redis.pid })).toBeNull();
});

test('a server that cannot start says why at once, with the end of its log', slow, async () => {
  const redis = await startPrivateRedis({ directory: temporaryFolder() });
  onTestFinished(() => redis.kill());
  const directory = temporaryFolder();

  await expect(startPrivateMysql({ directory, port: redis.port })).rejects.toThrow(/MySQL stopped by itself/);
  expect(readFileSync(path.join(directory, 'server.log'), 'utf8')).toContain('Aborting');
});

test('a greeting is a protocol 10 handshake, nothing else', () => {
  const greeting = Buffer.from('\x4a\0\0\0\x0a9.7.4\0rest', 'latin1');
  const refusal = Buffer.from('\x4a\0\0\0\xffHost is blocked\0', 'latin1');

  expect(readGreeting(greeting)).toBe('9.7.4');
  expect(readGreeting(refusal)).toBeNull();
});
