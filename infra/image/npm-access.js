import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inCheckout } from '../services/paths.js';
import { run } from '../services/processes.js';

/** Where Dockerfile mounts the certificate authorities. */
const MOUNTED_AUTHORITIES = '/run/secrets/authorities';

/**
 * How this machine's npm reaches its registry, as secrets of a build: they are mounted for `npm ci` and stay out of
 * every layer.
 * @template T
 * @param {(secrets: { id: string, file: string }[]) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withNpmAccess(work) {
  const folder = mkdtempSync(path.join(tmpdir(), 'soomcare-npm-'));
  try {
    const authorities = await findAuthorities();
    const lines = [`registry=${await npmSetting('registry')}`, ...(await credentialLines())];
    if (authorities) lines.push(`cafile=${MOUNTED_AUTHORITIES}`);
    const npmrc = path.join(folder, 'npmrc');
    writeFileSync(npmrc, `${lines.join('\n')}\n`, { mode: 0o600 });
    const secrets = [{ id: 'npmrc', file: npmrc }];
    if (authorities) {
      copyFileSync(authorities, path.join(folder, 'authorities.pem'));
      secrets.push({ id: 'authorities', file: path.join(folder, 'authorities.pem') });
    }

    return await work(secrets);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} name */
async function npmSetting(name) {
  const { output } = await run('npm', ['config', 'get', name], {
    cwd: inCheckout(),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const value = output.trim();

  return value === 'null' || value === 'undefined' ? '' : value;
}

async function findAuthorities() {
  const files = [await npmSetting('cafile'), process.env['NODE_EXTRA_CA_CERTS']];
  return files.find((file) => file && existsSync(file));
}

/** Lines such as `//host/:_authToken=…`; npm does not tell their values, so the user's file is read. */
async function credentialLines() {
  const file = await npmSetting('userconfig');
  if (!existsSync(file)) return [];

  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('//') || /^@[^:]+:registry=/.test(line));
}
