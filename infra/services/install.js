import { existsSync } from 'node:fs';
import path from 'node:path';
import { Problem, toolProblem, withProgress } from './messages.js';
import { withLock } from './lock.js';
import { inCheckout, local } from './paths.js';
import { run } from './processes.js';
import { readJson } from './state.js';

/**
 * Whether node_modules holds what the lock file says. npm notes what it installed, so an install by hand counts too,
 * and an interrupted one does not: the note is written last.
 * @param {any} wanted package-lock.json
 * @param {any} installed node_modules/.package-lock.json
 */
export function isInstalled(wanted, installed) {
  if (!wanted?.packages || !installed?.packages) return false;

  return Object.entries(wanted.packages).every(([place, { version, link, optional, devOptional, peer }]) => {
    if (!place.startsWith('node_modules/')) return true;
    const found = installed.packages[place];
    if (!found) return Boolean(optional || devOptional || peer);
    return found.version === version && Boolean(found.link) === Boolean(link);
  });
}

/** npm would run on the Node inside node_modules, which it is about to delete: it gets the machine's own. */
function machinePath() {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.filter((folder) => !folder.endsWith(path.join('node_modules', '.bin'))).join(path.delimiter);
}

/** npm's own waits between tries add up to minutes before it says that there is no network. */
const patience = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];

/** Installs the exact lock file, unless that is what is there. */
export async function installPackages() {
  const upToDate = () =>
    isInstalled(
      readJson(inCheckout('package-lock.json')),
      readJson(inCheckout('node_modules/.package-lock.json')),
    );
  if (upToDate()) return;

  await withLock(local('launcher.lock'), async () => {
    if (upToDate()) return;
    const { code, output } = await withProgress('Installing the packages of package-lock.json (npm ci)', () =>
      run('npm', ['ci', '--no-audit', '--no-fund', ...patience], {
        cwd: inCheckout(),
        env: { ...process.env, PATH: machinePath() },
      }),
    );
    if (code === 0) return;

    const hint = code === null ? 'npm is missing: install it beside Node and run again.' : 'npm ci failed.';
    throw toolProblem(hint, output);
  });
}

const neededMajor = 26;

/**
 * The Node that runs the TypeScript sources: the one the lock file brings, or the machine's where it is new enough.
 * @returns {string}
 */
export function findAppNode() {
  const pinned = inCheckout('node_modules/.bin/node');
  if (existsSync(pinned)) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= neededMajor) return process.execPath;

  throw new Problem(
    `npm brings Node ${neededMajor} for Linux on x64 and arm64 only, not for ${process.platform} on ${process.arch}: install Node ${neededMajor} and run again.`,
  );
}
