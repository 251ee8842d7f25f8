import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { formatDeb822, pickMainArchive, readAptSources, readRelease } from '../services/apt-sources.js';
import { findAppNode } from '../services/install.js';
import { Problem, toolProblem, withProgress } from '../services/messages.js';
import { inCheckout } from '../services/paths.js';
import { run } from '../services/processes.js';
import { findMmdebstrap, imageFolder } from './tools.js';

/** What Node needs beyond Debian's essential packages. */
const packages = ['libatomic1', 'libstdc++6'];

/**
 * The base's name, which changes with what goes in, and how to get the context of base.Dockerfile: a small Debian by the
 * machine's own package sources, and the Node that npm brought.
 */
export async function describeBase() {
  const node = realpathSync(findAppNode());
  const { output } = await run(node, ['--version']);
  const recipe = readFileSync(inCheckout('infra/image/base.Dockerfile'), 'utf8');
  const digest = createHash('sha256')
    .update([recipe, readRelease().codename, ...packages].join())
    .digest('hex')
    .slice(0, 8);

  return {
    name: `localhost/soomcare-node:${output.trim().replace(/^v/, '')}-${digest}`,
    prepareContext: () => prepareContext(imageFolder(`base-${digest}`), node),
  };
}

/** @param {string} context @param {string} node @returns {Promise<string>} the folder */
async function prepareContext(context, node) {
  mkdirSync(context, { recursive: true });
  const debian = path.join(context, 'debian.tar');
  if (!existsSync(debian)) await makeDebian(debian);
  copyFileSync(node, path.join(context, 'node'));
  rmSync(path.join(context, 'npm'), { recursive: true, force: true });
  cpSync(await findNpm(), path.join(context, 'npm'), { recursive: true });

  return context;
}

/** @param {string} target */
async function makeDebian(target) {
  const { id, codename } = readRelease();
  const sources = path.join(path.dirname(target), 'debian.sources');
  writeFileSync(sources, formatDeb822(pickMainArchive(readAptSources(), codename), codename));
  const tool = await findMmdebstrap();
  const draft = `${target}.new.tar`;
  const unread = ['doc', 'info', 'locale', 'man'].map((folder) => `"$1"/usr/share/${folder}`).join(' ');
  const args = [
    ...tool.args,
    '--quiet',
    '--variant=essential',
    `--include=${packages.join()}`,
    `--customize-hook=rm -rf ${unread} "$1"/var/cache/apt "$1"/var/lib/apt/lists`,
    codename,
    draft,
    sources,
  ];

  const { code, output } = await withProgress(
    `Image: making a small ${id} ${codename} to build on (once)`,
    () => run(tool.command, args, { env: tool.env }),
  );
  if (code !== 0) throw toolProblem('mmdebstrap could not make the base of the image.', output);
  renameSync(draft, target);
}

/** npm's own folder: of the npm that runs us, or of the machine's. */
async function findNpm() {
  const started = process.env['npm_execpath'];
  if (started?.endsWith('npm-cli.js')) return path.resolve(path.dirname(realpathSync(started)), '..');

  const { output } = await run('npm', ['root', '--global'], { cwd: inCheckout() });
  const folder = path.join(output.trim().split('\n').at(-1) ?? '', 'npm');
  if (existsSync(folder)) return folder;

  throw new Problem('npm’s own folder cannot be found: start this by npm, as `npm run image` or `npm test`.');
}
