import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Problem } from './messages.js';

/**
 * @typedef {object} AptSource one place packages come from, as the machine's own configuration names it
 * @property {string[]} uris
 * @property {string[]} suites
 * @property {string[]} components
 * @property {string} [signedBy] a keyring's path, or the key itself with its line breaks
 * @property {boolean} [trusted]
 */

/**
 * The deb822 format of `*.sources`.
 * @param {string} text
 * @returns {AptSource[]}
 */
export function parseDeb822(text) {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .split(/\n\s*\n/)
    .map(parseStanza)
    .filter((fields) => words(fields['types']).includes('deb') && fields['enabled'] !== 'no')
    .map((fields) => ({
      uris: words(fields['uris']),
      suites: words(fields['suites']),
      components: words(fields['components']),
      ...(fields['signed-by'] ? { signedBy: fields['signed-by'] } : {}),
      ...(fields['trusted'] === 'yes' ? { trusted: true } : {}),
    }));
}

/** @param {string} stanza @returns {Record<string, string>} */
function parseStanza(stanza) {
  /** @type {Record<string, string>} */
  const fields = {};
  let name = '';
  for (const line of stanza.split('\n')) {
    const field = /^([\w-]+):\s*(.*)$/.exec(line);
    if (field) {
      name = /** @type {string} */ (field[1]).toLowerCase();
      fields[name] = /** @type {string} */ (field[2]).trim();
    } else if (name && /^\s/.test(line)) {
      fields[name] += `\n${line}`;
    }
  }

  return fields;
}

const words = (/** @type {string | undefined} */ text) => (text ?? '').split(/\s+/).filter(Boolean);

/**
 * The one-line format of `*.list`: `deb [options] uri suite component …`.
 * @param {string} text
 * @returns {AptSource[]}
 */
export function parseOneLine(text) {
  const sources = [];
  for (const line of text.split('\n')) {
    const entry = /^\s*deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)((?:\s+[^\s#]+)*)/.exec(line);
    if (!entry) continue;

    const [, options = '', uri = '', suite = '', components = ''] = entry;
    const signedBy = /signed-by=(\S+)/.exec(options)?.[1];
    sources.push({
      uris: [uri],
      suites: [suite],
      components: words(components),
      ...(signedBy ? { signedBy } : {}),
      ...(/trusted=yes/.test(options) ? { trusted: true } : {}),
    });
  }

  return sources;
}

/** @param {string} root */
export function readAptSources(root = '/etc/apt') {
  const files = [path.join(root, 'sources.list')];
  try {
    const folder = path.join(root, 'sources.list.d');
    files.push(
      ...readdirSync(folder)
        .sort()
        .map((name) => path.join(folder, name)),
    );
  } catch {
    // Some machines have only sources.list.
  }

  return files.flatMap((file) => {
    const parse = { '.sources': parseDeb822, '.list': parseOneLine }[path.extname(file)];
    try {
      return parse ? parse(readFileSync(file, 'utf8')) : [];
    } catch {
      return [];
    }
  });
}

/** @returns {{ id: string, codename: string }} */
export function readRelease(file = '/etc/os-release') {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { id: '', codename: '' };
  }
  const valueOf = (/** @type {string} */ name) =>
    new RegExp(`^${name}="?([^"\\n]*)"?$`, 'm').exec(text)?.[1] ?? '';

  return { id: valueOf('ID'), codename: valueOf('VERSION_CODENAME') };
}

/**
 * The distribution's main archive: not its security or updates line, and nobody else's packages.
 * @param {AptSource[]} sources
 * @param {string} codename
 * @returns {AptSource}
 */
export function pickMainArchive(sources, codename) {
  const aliases = [codename, 'stable', 'testing', 'unstable', 'sid'];
  const source = sources.find(
    ({ uris, suites, components }) =>
      uris.some((uri) => !uri.startsWith('cdrom:')) &&
      components.includes('main') &&
      suites.some((suite) => aliases.includes(suite)),
  );
  if (!source) {
    throw new Problem(
      'The machine’s apt configuration names no main archive for its release: add one, or start MySQL and Redis yourself and set DATABASE_URL and REDIS_URL.',
    );
  }

  return { ...source, uris: source.uris.filter((uri) => !uri.startsWith('cdrom:')) };
}

/**
 * @param {AptSource} archive
 * @param {string} suite
 */
export function formatDeb822({ uris, components, signedBy, trusted }, suite) {
  return [
    'Types: deb',
    `URIs: ${uris.join(' ')}`,
    `Suites: ${suite}`,
    `Components: ${components.filter((component) => ['main', 'universe'].includes(component)).join(' ')}`,
    ...(signedBy ? [`Signed-By: ${signedBy}`] : []),
    ...(trusted ? ['Trusted: yes'] : []),
    '',
  ].join('\n');
}
