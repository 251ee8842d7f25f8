import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Problem, sentenceFor } from './messages.js';
import { unpackPackages } from './packages.js';
import { local } from './paths.js';
import { run } from './processes.js';

/** What a browser without a screen needs in a container, and what keeps it from talking to anybody but the page. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const remedy = 'install chromium and fonts-nanum, or set CHROMIUM_PATH to a Chromium';
const triplet = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[process.arch] ?? '';

/** Where Debian's two packages put the program; the small one has no window system among its needs. */
const packagedPrograms = ['usr/lib/chromium/chromium-headless-shell', 'usr/lib/chromium/chromium'];
const installedPrograms = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/**
 * @typedef {object} Browser
 * @property {string} executablePath
 * @property {string[]} args
 * @property {Record<string, string>} env what to start it with besides the environment
 * @property {string} version
 * @property {string} why
 */

/**
 * The Chromium of CHROMIUM_PATH, the machine's own, or Debian's package unpacked into `.local/`; with fonts that have
 * Hangul, since a page drawn with empty boxes passes every check but the reader's.
 * @returns {Promise<Browser>}
 */
export async function findChromium() {
  const env = { FONTCONFIG_FILE: await findFonts() };
  const named = process.env['CHROMIUM_PATH'];
  if (named) return describe(named, env, 'CHROMIUM_PATH');

  for (const program of installedPrograms.filter((file) => existsSync(file))) {
    const version = await versionOf(program, env);
    // Ubuntu's /usr/bin/chromium-browser is a note that asks for snap.
    if (version) return browser(program, env, version, 'of this machine');
  }

  const root = local('chromium', 'root');
  if (!existsSync(root)) {
    await unpack({
      title: 'Chromium',
      root,
      candidates: ['chromium-headless-shell', 'chromium'],
    });
  }

  return describe(writeStarter(root), env, 'from packages in .local/chromium/root');
}

/** @param {string} program @param {Record<string, string>} env @param {string} origin */
async function describe(program, env, origin) {
  const version = await versionOf(program, env);
  if (!version) throw new Problem(`The Chromium at ${program} does not run: ${remedy}.`);

  return browser(program, env, version, origin);
}

/** @param {string} executablePath @param {Record<string, string>} env @param {string} version @param {string} origin */
const browser = (executablePath, env, version, origin) => ({
  executablePath,
  args: chromiumFlags,
  env,
  version,
  why: `Chromium ${version} ${origin}`,
});

/** @param {string} program @param {Record<string, string>} env */
async function versionOf(program, env) {
  const { code, output } = await run(program, ['--no-sandbox', '--version'], {
    env: { ...process.env, ...env },
  });

  return code === 0 ? (/(\d+(?:\.\d+){2,3})/.exec(output)?.[1] ?? null) : null;
}

/**
 * A server is run by its own loader, but Chromium starts its children from /proc/self/exe, which would be the loader:
 * so this one runs by the machine's, with the unpacked libraries beside it. They are of the same release.
 * @param {string} root
 */
function writeStarter(root) {
  const program = packagedPrograms.map((file) => path.join(root, file)).find((file) => existsSync(file));
  if (!program) {
    throw new Problem(`The packages in ${root} hold no Chromium: delete that folder, then ${remedy}.`);
  }

  const libraries = [`usr/lib/${triplet}`, `lib/${triplet}`, `usr/lib/${triplet}/pulseaudio`].map((folder) =>
    path.join(root, folder),
  );
  const starter = local('chromium', 'chromium');
  writeFileSync(
    starter,
    [
      '#!/bin/sh',
      `export LD_LIBRARY_PATH='${[...libraries, path.dirname(program)].join(':')}'`,
      `exec '${program}' "$@"`,
      '',
    ].join('\n'),
  );
  chmodSync(starter, 0o755);

  return starter;
}

/** The machine's fonts where one of them has Hangul, otherwise Nanum's package; returns fontconfig's file. */
async function findFonts() {
  const file = local('chromium', 'fonts.conf');
  const fonts = local('chromium', 'fonts');
  mkdirSync(path.dirname(file), { recursive: true });

  const { code, output } = await run('fc-list', [':lang=ko', 'family']);
  const hasKorean = code === 0 && output.trim() !== '';
  if (!hasKorean && !existsSync(fonts)) {
    await unpack({ title: 'Korean fonts', root: fonts, candidates: ['fonts-nanum', 'fonts-noto-cjk'] });
  }

  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', path.join(fonts, 'usr/share/fonts')];
  writeFileSync(file, fontSettings(folders));

  return file;
}

/** @param {string[]} folders */
const fontSettings = (folders) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((folder) => `  <dir>${folder}</dir>`).join('\n')}
  <cachedir>${local('chromium', 'font-cache')}</cachedir>
  <alias binding="same"><family>sans-serif</family><prefer><family>NanumGothic</family><family>Noto Sans CJK KR</family></prefer></alias>
</fontconfig>
`;

/**
 * The launcher's unpacking, with its sentences about servers turned into ours.
 * @param {{ title: string, root: string, candidates: string[] }} order
 */
async function unpack(order) {
  mkdirSync(path.dirname(order.root), { recursive: true });
  try {
    await unpackPackages({ ...order, debianSuite: null });
  } catch (error) {
    const { message, details } = /** @type {Problem} */ (error);
    if (sentenceFor(message) || !(error instanceof Problem)) throw error;
    throw new Problem(`${order.title} cannot be had from this machine’s packages: ${remedy}.`, {
      cause: error,
      details: details ?? message,
    });
  }
}
