import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { formatDeb822, pickMainArchive, readAptSources, readRelease } from './apt-sources.js';
import { withLock } from './lock.js';
import { Problem, say, toolProblem, withProgress } from './messages.js';
import { run } from './processes.js';

const triplets = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };
const loaders = { x64: 'ld-linux-x86-64.so.2', arm64: 'ld-linux-aarch64.so.1' };

/**
 * How to run a program of an unpacked root with that root's own loader and libraries, so that the machine's own
 * C library may be of any age and nothing has to be installed.
 * @param {string} root
 * @param {string} program path inside the root
 * @returns {{ command: string, args: string[] }}
 */
export function insideRoot(root, program) {
  const architecture = /** @type {'x64' | 'arm64'} */ (process.arch);
  const folders = ['usr/lib', 'lib'].map((folder) => path.join(root, folder, triplets[architecture] ?? ''));
  const loader = [...folders, path.join(root, 'lib64'), path.join(root, 'lib')]
    .map((folder) => path.join(folder, loaders[architecture] ?? ''))
    .find((file) => existsSync(file));
  if (!loader)
    throw new Problem(`The unpacked packages in ${root} are incomplete: delete that folder and run again.`);

  return { command: loader, args: ['--library-path', folders.join(':'), path.join(root, program)] };
}

/**
 * @typedef {object} Order
 * @property {string} title
 * @property {string} root
 * @property {string[]} candidates package names, the best first; one of them is taken
 * @property {string | null} debianSuite null for the machine's own release
 */

/**
 * Downloads packages with everything they need, down to the C library, and unpacks them into `root`.
 * @param {Order} order
 */
export const unpackPackages = (order) =>
  withLock(`${order.root}.lock`, async () => {
    if (!existsSync(order.root)) await fetchAndUnpack(order);
  });

/** @param {Order} order */
async function fetchAndUnpack({ title, root, candidates, debianSuite }) {
  await requireTools();
  const { id, codename } = readRelease();
  const suite = id === 'debian' && debianSuite ? debianSuite : codename;
  const workshop = `${root}.apt`;
  const options = writePrivateApt(workshop, formatDeb822(pickMainArchive(readAptSources(), codename), suite));

  try {
    say(`${title}: fetching packages of ${id} ${suite} (once; nothing is installed on the machine)`);
    await aptGet([...options, 'update'], title);
    const name = await firstKnown(candidates, options, `${id} ${suite}`);
    await withProgress(`${title}: downloading ${name} and what it needs`, () =>
      aptGet([...options, '--yes', '--no-install-recommends', '--download-only', 'install', name], title),
    );
    await withProgress(`${title}: unpacking`, () =>
      unpackAll(path.join(workshop, 'cache', 'archives'), root),
    );
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

async function requireTools() {
  for (const [tool, flag] of [
    ['apt-get', '--version'],
    ['dpkg-deb', '--version'],
  ]) {
    if ((await run(/** @type {string} */ (tool), [/** @type {string} */ (flag)])).code !== 0) {
      throw new Problem(
        `No MySQL ≥ 8.0 or Redis ≥ 6.2 on this machine, and no ${tool} to fetch them: start them yourself and set DATABASE_URL and REDIS_URL.`,
      );
    }
  }
}

/**
 * An apt state of our own: the machine's lists stay untouched, no root is needed, and with an empty status file the
 * whole closure down to libc6 is resolved.
 * @param {string} workshop
 * @param {string} sources
 */
function writePrivateApt(workshop, sources) {
  rmSync(workshop, { recursive: true, force: true });
  for (const folder of ['state/lists/partial', 'cache/archives/partial', 'sources', 'empty']) {
    mkdirSync(path.join(workshop, folder), { recursive: true });
  }
  writeFileSync(path.join(workshop, 'sources', 'private.sources'), sources);

  return [
    `Dir::Etc::sourcelist=/dev/null`,
    `Dir::Etc::sourceparts=${path.join(workshop, 'sources')}`,
    `Dir::Etc::preferences=/dev/null`,
    `Dir::Etc::preferencesparts=${path.join(workshop, 'empty')}`,
    `Dir::State=${path.join(workshop, 'state')}`,
    `Dir::State::Lists=${path.join(workshop, 'state', 'lists')}`,
    `Dir::State::status=/dev/null`,
    `Dir::Cache=${path.join(workshop, 'cache')}`,
    `Dir::Cache::archives=${path.join(workshop, 'cache', 'archives')}`,
    `Dir::Log=${path.join(workshop, 'empty')}`,
    `APT::Sandbox::User=root`,
    `APT::Get::List-Cleanup=false`,
    `Acquire::Languages=none`,
    `Acquire::Retries=3`,
    `Acquire::http::Timeout=20`,
    `Acquire::https::Timeout=20`,
    `Debug::NoLocking=true`,
  ].flatMap((option) => ['-o', option]);
}

/** @param {string[]} args @param {string} title */
async function aptGet(args, title) {
  const { code, output } = await run('apt-get', ['-q', ...args], { env: { ...process.env, LC_ALL: 'C' } });
  // `update` ends with 0 although an archive could not be reached, when old lists exist; there are none here.
  const failed = code !== 0 || /^(E|W): Failed to fetch/m.test(output);
  if (failed) throw toolProblem(`${title}: apt-get could not fetch the packages.`, output);
}

/** @param {string[]} candidates @param {string[]} options @param {string} where */
async function firstKnown(candidates, options, where) {
  for (const name of candidates) {
    const { output } = await run('apt-cache', [...options, 'policy', name], {
      env: { ...process.env, LC_ALL: 'C' },
    });
    if (/Candidate: (?!\(none\))/.test(output)) return name;
  }
  throw new Problem(
    `${where} has none of ${candidates.join(', ')}: start MySQL ≥ 8.0 and Redis ≥ 6.2 yourself and set DATABASE_URL and REDIS_URL.`,
  );
}

/** @param {string} archives @param {string} root */
async function unpackAll(archives, root) {
  const draft = `${root}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });

  for (const name of readdirSync(archives).filter((file) => file.endsWith('.deb'))) {
    const { code, output } = await run('dpkg-deb', ['-x', path.join(archives, name), draft]);
    if (code !== 0) throw toolProblem(`${name} could not be unpacked.`, output);
  }
  for (const folder of ['doc', 'locale', 'man', 'info']) {
    rmSync(path.join(draft, 'usr', 'share', folder), { recursive: true, force: true });
  }

  rmSync(root, { recursive: true, force: true });
  renameSync(draft, root);
}
