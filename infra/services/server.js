import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from './messages.js';
import { findMysqlProgram } from './mysql-program.js';
import { mysqlArguments, prepareMysqlData } from './mysql-server.js';
import { pingMysql, pingRedis } from './ping.js';
import { findPortHolder } from './ports.js';
import { diedProblem, isAlive, startDetached, stopProcess, waitUntil, worksIn } from './processes.js';
import { findRedisProgram, redisArguments } from './redis-server.js';

/**
 * @typedef {object} Kind what the launcher must know of a server to run it
 * @property {string} name
 * @property {number} preferredPort
 * @property {string} pidFile name inside the data directory
 * @property {() => Promise<import('./mysql-program.js').Program>} findProgram
 * @property {(program: import('./mysql-program.js').Program, directory: string) => Promise<void>} prepare
 * @property {(directory: string, port: number) => string[]} argumentsFor
 * @property {(port: number) => Promise<boolean>} answers
 * @property {number} startDeadlineMs
 */

/** Crash recovery after a kill may replay a whole redo log before the port opens. */
const startDeadlineMs = 60_000;

/** @type {Kind} */
export const mysqlKind = {
  name: 'MySQL',
  preferredPort: 33306,
  pidFile: 'mysqld.pid',
  findProgram: findMysqlProgram,
  prepare: prepareMysqlData,
  argumentsFor: mysqlArguments,
  answers: async (port) => (await pingMysql({ host: '127.0.0.1', port })) !== null,
  startDeadlineMs,
};

/** @type {Kind} */
export const redisKind = {
  name: 'Redis',
  preferredPort: 36379,
  pidFile: 'redis.pid',
  findProgram: findRedisProgram,
  prepare: async (_program, directory) => void mkdirSync(directory, { recursive: true }),
  argumentsFor: (_directory, port) => redisArguments(port),
  answers: (port) => pingRedis(new URL(`redis://127.0.0.1:${port}`)),
  startDeadlineMs,
};

/**
 * Two checkouts may have picked the same free port: the one that came second must not take the other's server for its own.
 * @param {number | undefined} pid @param {number} port
 */
async function isHeldBy(pid, port) {
  const holder = await findPortHolder(port);
  return holder === null || holder.pid === pid;
}

/**
 * Starts the server in its data directory and waits until it answers.
 * @param {Kind} kind
 * @param {{ program: import('./mysql-program.js').Program, directory: string, port: number, log: string, diesWithUs?: boolean }} options
 * @returns {Promise<number>} the pid
 */
export async function startServer(kind, { program, directory, port, log, diesWithUs = false }) {
  // setpriv (util-linux) ties the server to this process: a test run that is killed leaves no server behind.
  const tie = diesWithUs ? ['setpriv', '--pdeathsig', 'KILL'] : [];
  const [command = '', ...args] = [
    ...tie,
    program.command,
    ...program.args,
    ...kind.argumentsFor(directory, port),
  ];
  const child = startDetached(command, args, { log, cwd: directory });

  const answered = await waitUntil(
    async () => child.exitCode !== null || ((await kind.answers(port)) && (await isHeldBy(child.pid, port))),
    kind.startDeadlineMs,
  );
  if (child.exitCode !== null || child.pid === undefined) throw diedProblem(kind.name, log);
  if (!answered) {
    await stopProcess(child.pid);
    throw new Problem(
      `${kind.name} did not answer within ${kind.startDeadlineMs / 1000} s; its log is ${log}`,
    );
  }

  return child.pid;
}

/**
 * The pid of the server that runs in this data directory and answers on the port; a hung or half-started one is stopped.
 * @param {Kind} kind
 * @param {{ directory: string, port: number | undefined, pid: number | undefined }} known
 * @returns {Promise<number | null>}
 */
export async function adoptServer(kind, { directory, port, pid }) {
  const living = [pid, readPid(path.join(directory, kind.pidFile))].find((candidate) =>
    worksIn(candidate, directory),
  );
  if (!living) return null;

  const answers =
    port && (await waitUntil(() => !isAlive(living) || kind.answers(port), kind.startDeadlineMs));
  if (answers && isAlive(living)) return living;

  await stopProcess(living);

  return null;
}

/** @param {string} file */
function readPid(file) {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}
