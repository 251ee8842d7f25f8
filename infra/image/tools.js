import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { toolProblem } from '../services/messages.js';
import { unpackPackages } from '../services/packages.js';
import { local } from '../services/paths.js';
import { run } from '../services/processes.js';

/**
 * @typedef {object} Tool how to run a program
 * @property {string} command
 * @property {string[]} args what comes before its own arguments
 * @property {NodeJS.ProcessEnv} env
 * @property {string} why
 */

/** Everything that images need lies here; deleting the folder makes the next build fetch and build it again. */
export const imageFolder = (/** @type {string[]} */ ...parts) => local('image', ...parts);

const triplets = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };

/** @param {string} name */
export const isInstalled = async (name) => (await run(name, ['--version'])).code === 0;

/** Debian's package of a program, unpacked into `.local/` and not installed. @param {string} name */
async function unpack(name) {
  const root = imageFolder('tools', name);
  if (!existsSync(root)) await unpackPackages({ title: name, root, candidates: [name], debianSuite: null });

  return root;
}

/** The machine's buildah, or its package. */
export async function findBuildah() {
  const temporary = imageFolder('tmp');
  mkdirSync(temporary, { recursive: true });
  const env = { ...process.env, TMPDIR: temporary };
  if (await isInstalled('buildah')) {
    return addStorage({ command: 'buildah', args: [], env, why: 'buildah of this machine' });
  }

  const root = await unpack('buildah');
  const settings = path.join(root, 'etc/containers');

  return addStorage({
    ...withLibraries(root, await cacheLibraries(root)),
    env: {
      ...env,
      CONTAINERS_REGISTRIES_CONF: path.join(settings, 'registries.conf'),
      SIGNATURE_POLICY: path.join(settings, 'policy.json'),
    },
    why: 'no container engine answers and no buildah is installed, so its package unpacked in .local/image/tools',
  });
}

/** @param {Tool} buildah @returns {Promise<Tool & { driver: string }>} */
async function addStorage(buildah) {
  const driver = (await canOverlay(buildah)) ? 'overlay' : 'vfs';
  return { ...buildah, args: [...buildah.args, ...storage(driver)], driver };
}

/**
 * buildah starts itself again by /proc/self/exe and with an empty environment, so neither a loader as for our servers
 * nor LD_LIBRARY_PATH finds its libraries. It gets a library cache of its own, which only its mount namespace sees.
 * @param {string} root
 * @param {string} cache
 */
const withLibraries = (root, cache) => ({
  command: 'unshare',
  args: [
    ...['--mount', '--', 'sh', '-c', 'mount --bind "$0" /etc/ld.so.cache && exec "$@"', cache],
    path.join(root, 'usr/bin/buildah'),
  ],
});

/** The machine's libraries stay first: only what it lacks is taken from the packages. @param {string} root */
async function cacheLibraries(root) {
  const architecture = /** @type {'x64' | 'arm64'} */ (process.arch);
  const list = imageFolder('libraries.conf');
  const cache = imageFolder('libraries.cache');
  writeFileSync(list, `include /etc/ld.so.conf\n${path.join(root, 'usr/lib', triplets[architecture])}\n`);
  const { code, output } = await run('/sbin/ldconfig', ['-X', '-C', cache, '-f', list]);
  if (code !== 0) throw toolProblem('ldconfig could not list the libraries of buildah.', output);

  return cache;
}

/**
 * A storage of our own. vfs needs nothing of the kernel but copies the whole image at every step.
 * @param {'overlay' | 'vfs'} driver
 */
const storage = (driver) => [
  ...['--storage-driver', driver, '--root', imageFolder(`storage-${driver}`)],
  ...['--runroot', imageFolder('run')],
];

/** @param {Omit<Tool, 'why'>} buildah @returns {Promise<boolean>} */
const canOverlay = async ({ command, args, env }) =>
  (await run(command, [...args, ...storage('overlay'), 'info'], { env })).code === 0;

/** @returns {Promise<Tool>} */
export async function findMmdebstrap() {
  if (await isInstalled('mmdebstrap'))
    return { command: 'mmdebstrap', args: [], env: process.env, why: 'mmdebstrap of this machine' };

  const script = path.join(await unpack('mmdebstrap'), 'usr/bin/mmdebstrap');

  return { command: 'perl', args: [script], env: process.env, why: 'its package in .local/image/tools' };
}
