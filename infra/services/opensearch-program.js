import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { requireUninterrupted } from './interruption.js';
import { withLock } from './lock.js';
import { Problem, toolProblem, withProgress } from './messages.js';
import { inCheckout, local } from './paths.js';
import { run } from './processes.js';
import { isAtLeast } from './versions.js';

export const OPENSEARCH_VERSION = '3.8.0';
const LEAST_JAVA = '21';

/** A test's server lives for a minute: what compiles and collects best in the long run only delays it. */
const quickToStart = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

const root = () => local('opensearch', `root-${OPENSEARCH_VERSION}`);
const source = (/** @type {string} */ file) => inCheckout('infra/services/opensearch', file);

/** @param {string} text what `java -version` prints */
export function fittingJavaVersion(text) {
  const version = /version "(\d+(?:\.\d+)*)/.exec(text)?.[1];
  return version && isAtLeast(version, LEAST_JAVA) ? version : null;
}

/** Java is often there and not on the PATH. */
function javaHomes() {
  const folder = '/usr/lib/jvm';
  const installed = existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [];

  return [process.env['JAVA_HOME'], ...installed.sort().reverse()].filter((home) => home !== undefined);
}

/** @returns {Promise<{ home: string, version: string }>} a JDK, since our plugin is compiled here */
async function findJdk() {
  for (const home of javaHomes().filter((each) => existsSync(path.join(each, 'bin/javac')))) {
    const { output } = await run(path.join(home, 'bin/java'), ['-version']);
    const version = fittingJavaVersion(output);
    if (version) return { home, version };
  }

  throw new Problem(`OpenSearch needs a JDK from ${LEAST_JAVA} on: install one, or set JAVA_HOME to it.`);
}

/**
 * OpenSearch with the Korean analysers: its jars by Maven, from wherever this machine's Maven is set up to ask, and
 * our plugin compiled beside them; once, in `.local/`.
 * @param {{ isLongRunning?: boolean }} [options]
 * @returns {Promise<import('./mysql-program.js').Program>}
 */
export async function findOpensearchProgram({ isLongRunning = false } = {}) {
  const { home, version } = await findJdk();
  await withLock(local('opensearch', 'setup.lock'), () => makeRoot(home));
  const places = [path.join(root(), 'classes'), path.join(root(), 'lib', '*')];

  return {
    command: path.join(home, 'bin/java'),
    args: [
      ...(isLongRunning ? [] : quickToStart),
      ...['-Xms512m', '-Xmx512m', '-cp', places.join(path.delimiter), 'SearchServer'],
    ],
    version: OPENSEARCH_VERSION,
    source: 'packages',
    why: `OpenSearch ${OPENSEARCH_VERSION} in .local/opensearch, on Java ${version}`,
  };
}

/** @param {string} javaHome */
async function makeRoot(javaHome) {
  if (existsSync(root())) return;

  const draft = `${root()}.new`;
  const [lib, classes] = [path.join(draft, 'lib'), path.join(draft, 'classes')];
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(classes, { recursive: true });

  const copied = await withProgress('OpenSearch: fetching its jars by Maven', () =>
    run('mvn', [
      ...['--quiet', '--batch-mode', '--file', source('pom.xml')],
      ...['dependency:copy-dependencies', `-DoutputDirectory=${lib}`],
    ]),
  );
  requireUninterrupted();
  if (copied.code === null)
    throw new Problem(
      'OpenSearch’s jars are had by Maven, and there is none: install it, or search by MySQL.',
    );
  if (copied.code !== 0) throw toolProblem('OpenSearch’s jars cannot be had by Maven.', copied.output);

  const compiled = await run(path.join(javaHome, 'bin/javac'), [
    ...['-cp', path.join(lib, '*'), '-d', classes],
    ...[source('NoriPlugin.java'), source('SearchServer.java')],
  ]);
  if (compiled.code !== 0) throw toolProblem('The plugin for OpenSearch does not compile.', compiled.output);

  renameSync(draft, root());
}
