import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.js';
import { toolProblem, withProgress } from './messages.js';
import { local } from './paths.js';
import { run } from './processes.js';
import { readMysqlPasswords } from './secrets.js';

/** mysqld refuses to run as root unless it is told so. */
const asRoot = () => (process.getuid?.() === 0 ? ['--user=root'] : []);

/**
 * The server's own arguments: durable, UTC, Korean full text, on the loopback address only.
 * @param {string} directory
 * @param {number} port
 */
export const mysqlArguments = (directory, port) => [
  ...asRoot(),
  `--datadir=${directory}`,
  `--port=${port}`,
  '--bind-address=127.0.0.1',
  // Relative to the data directory: an absolute path may exceed the 107 bytes a socket's name can have.
  '--socket=mysqld.sock',
  '--pid-file=mysqld.pid',
  '--mysqlx=OFF',
  '--secure-file-priv=NULL',
  '--skip-name-resolve',
  '--innodb-flush-log-at-trx-commit=1',
  '--sync-binlog=1',
  '--binlog-expire-logs-seconds=86400',
  // A migration makes triggers, and its account has no more than its own database.
  '--log-bin-trust-function-creators=ON',
  '--ngram-token-size=2',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_0900_ai_ci',
  '--default-time-zone=+00:00',
  '--max-connections=400',
  // Taken only as it fills: what 100,000 searchable documents and a member's years need to be read from memory.
  '--innodb-buffer-pool-size=512M',
];

/** @param {{ root: string, soomcare: string }} passwords */
const accountsSql = ({ root, soomcare }) => [
  `ALTER USER 'root'@'localhost' IDENTIFIED BY '${root}';`,
  `CREATE USER 'root'@'%' IDENTIFIED BY '${root}';`,
  `GRANT ALL ON *.* TO 'root'@'%' WITH GRANT OPTION;`,
  'CREATE DATABASE soomcare;',
  `CREATE USER 'soomcare'@'%' IDENTIFIED BY '${soomcare}';`,
  `GRANT ALL ON soomcare.* TO 'soomcare'@'%';`,
];

/**
 * Makes a data directory where there is none: a copy of a fresh one that each version makes once, in seconds.
 * @param {import('./mysql-program.js').Program} program
 * @param {string} directory
 */
export async function prepareMysqlData(program, directory) {
  if (existsSync(directory)) return;

  const fresh = local('mysql', `fresh-${program.version}`);
  await withLock(`${fresh}.lock`, async () => {
    if (existsSync(fresh)) return;
    await withProgress('MySQL: making an empty data directory', () => initialise(program, fresh));
  });
  const draft = `${directory}.${process.pid}.new`;
  mkdirSync(path.dirname(directory), { recursive: true });
  cpSync(fresh, draft, { recursive: true });
  // Each server has an identity of its own, which it makes when the file is missing.
  rmSync(path.join(draft, 'auto.cnf'), { force: true });
  renameSync(draft, directory);
}

/**
 * @param {import('./mysql-program.js').Program} program
 * @param {string} directory
 */
async function initialise({ command, args }, directory) {
  const draft = `${directory}.${process.pid}.new`;
  const accounts = `${draft}.sql`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  writeFileSync(accounts, accountsSql(readMysqlPasswords()).join('\n'), { mode: 0o600 });

  try {
    const { code, output } = await run(command, [
      ...args,
      ...asRoot(),
      '--initialize-insecure',
      '--skip-name-resolve',
      '--mysqlx=OFF',
      `--datadir=${draft}`,
      `--init-file=${accounts}`,
    ]);
    if (code !== 0) throw toolProblem('MySQL could not make its data directory.', output);
    renameSync(draft, directory);
  } finally {
    rmSync(accounts, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}
