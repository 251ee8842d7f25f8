import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { local } from './paths.js';
import { readJson, writePrivately } from './state.js';

const key = () => randomBytes(32).toString('base64url');

/** @returns {Record<string, string>} */
const newDevelopmentSecrets = () => ({
  ACCESS_TOKEN_KEYS: `${randomBytes(4).toString('hex')}:${key()}`,
  FIELD_ENCRYPTION_KEYS: `1:${key()}`,
  INDEX_KEY: key(),
  PASSWORD_PEPPER: key(),
  // Fixed and plainly a demo: it opens made-up records on this machine only.
  DEMO_PASSWORD: 'breathe-easy-demo-2026',
  DEMO_STAFF_PASSWORD: 'care-desk-demo-2026',
});

/** @param {string} text @returns {Record<string, string>} */
export function parseEnvironment(text) {
  return Object.fromEntries(
    text
      .split('\n')
      .map((line) => /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line))
      .filter((match) => match !== null)
      .map(([, name, value]) => [name, value]),
  );
}

/**
 * Made once for this checkout: the stored data is encrypted with them. A name that a newer release needs is added.
 * @returns {Record<string, string>}
 */
export function readDevelopmentSecrets(file = local('dev.env')) {
  const stored = existsSync(file) ? parseEnvironment(readFileSync(file, 'utf8')) : {};
  const secrets = { ...newDevelopmentSecrets(), ...stored };
  if (Object.keys(secrets).length > Object.keys(stored).length) {
    const lines = Object.entries(secrets).map(([name, value]) => `${name}=${value}`);
    writePrivately(
      file,
      `# Development secrets of this checkout, made by npm start. Never use them elsewhere.\n${lines.join('\n')}\n`,
    );
  }

  return secrets;
}

/**
 * MySQL's accounts on the servers of this checkout: `root` for tests and tools, `soomcare` for the apps.
 * @returns {{ root: string, soomcare: string }}
 */
export function readMysqlPasswords(file = local('mysql', 'passwords.json')) {
  const stored = readJson(file);
  if (stored?.root && stored.soomcare) return stored;

  const passwords = { root: key(), soomcare: key() };
  writePrivately(file, `${JSON.stringify(passwords, null, 2)}\n`);

  return passwords;
}
