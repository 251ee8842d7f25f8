import { existsSync } from 'node:fs';
import { Problem } from './messages.js';
import { insideRoot, unpackPackages } from './packages.js';
import { local } from './paths.js';
import { run } from './processes.js';
import { fittingRedisVersion } from './versions.js';

const root = () => local('redis', 'root');

/**
 * The machine's own Redis, or its package unpacked into `.local/`.
 * @returns {Promise<import('./mysql-program.js').Program>}
 */
export async function findRedisProgram() {
  const { code, output } = await run('redis-server', ['--version']);
  const version = code === 0 ? fittingRedisVersion(output) : null;
  if (version) {
    return {
      command: 'redis-server',
      args: [],
      version,
      source: 'binary',
      why: `redis-server ${version} of this machine`,
    };
  }

  if (!existsSync(root())) {
    await unpackPackages({ title: 'Redis', root: root(), candidates: ['redis-server'], debianSuite: null });
  }

  return unpackedProgram();
}

/** @returns {Promise<import('./mysql-program.js').Program>} */
async function unpackedProgram() {
  const { command, args } = insideRoot(root(), 'usr/bin/redis-server');
  const { output } = await run(command, [...args, '--version']);
  const version = fittingRedisVersion(output);
  if (!version) {
    throw new Problem(`The unpacked Redis in ${root()} does not run: delete that folder and run again.`, {
      details: output,
    });
  }

  return {
    command,
    args,
    version,
    source: 'packages',
    why: `no fitting redis-server on this machine, so packages ${version} in .local/redis/root`,
  };
}

/**
 * Nothing is written to disk: Redis holds copies and counters, MySQL holds the truth.
 * @param {number} port
 */
export const redisArguments = (port) => [
  '--port',
  String(port),
  '--bind',
  '127.0.0.1',
  '--databases',
  '64',
  '--save',
  '',
  '--appendonly',
  'no',
  '--daemonize',
  'no',
  '--pidfile',
  'redis.pid',
];
