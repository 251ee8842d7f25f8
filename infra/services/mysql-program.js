import { existsSync } from 'node:fs';
import path from 'node:path';
import { Problem } from './messages.js';
import { insideRoot, unpackPackages } from './packages.js';
import { local } from './paths.js';
import { run } from './processes.js';
import { fittingMysqlVersion } from './versions.js';

/**
 * @typedef {object} Program how to run a server
 * @property {string} command
 * @property {string[]} args what comes before the server's own arguments
 * @property {string} version
 * @property {'binary' | 'packages'} source
 * @property {string} why
 */

const root = () => local('mysql', 'root');
const unpackedServer = () => path.join(root(), 'usr/sbin/mysqld');

/**
 * Packages that are unpacked already win, since the data was made by them; then the machine's binary; then a download.
 * @returns {Promise<Program>}
 */
export async function findMysqlProgram() {
  if (existsSync(unpackedServer())) return unpackedProgram();

  const installed = await findInstalled();
  if (installed) return installed;

  await unpackPackages({
    title: 'MySQL',
    root: root(),
    candidates: ['mysql-server-core', 'mysql-server-core-8.4', 'mysql-server-core-8.0'],
    // Debian's releases carry MariaDB only, which has no ngram parser.
    debianSuite: 'unstable',
  });

  return unpackedProgram();
}

async function findInstalled() {
  // Ubuntu's profile confines the packaged server to /var/lib/mysql: it could not open our data directory.
  if (existsSync('/etc/apparmor.d/usr.sbin.mysqld')) return null;

  for (const command of [
    'mysqld',
    '/usr/sbin/mysqld',
    '/usr/libexec/mysqld',
    '/usr/local/mysql/bin/mysqld',
  ]) {
    const { code, output } = await run(command, ['--no-defaults', '--version']);
    const version = code === 0 ? fittingMysqlVersion(output) : null;
    if (version) {
      const program = { command, args: ['--no-defaults'], version, source: /** @type {const} */ ('binary') };
      return { ...program, why: `${command} ${version} of this machine` };
    }
  }

  return null;
}

/** @returns {Promise<Program>} */
async function unpackedProgram() {
  const { command, args: loading } = insideRoot(root(), 'usr/sbin/mysqld');
  const args = [
    ...loading,
    '--no-defaults',
    `--basedir=${root()}/usr`,
    `--lc-messages-dir=${root()}/usr/share/mysql`,
    `--character-sets-dir=${root()}/usr/share/mysql/charsets`,
    `--plugin-dir=${root()}/usr/lib/mysql/plugin`,
  ];
  const { output } = await run(command, [...args, '--version']);
  const version = fittingMysqlVersion(output);
  if (!version) {
    throw new Problem(`The unpacked MySQL in ${root()} does not run: delete that folder and run again.`, {
      details: output,
    });
  }

  return {
    command,
    args,
    version,
    source: 'packages',
    why: `no fitting mysqld on this machine, so packages ${version} in .local/mysql/root`,
  };
}
