// Lints the Jenkinsfile (npm-groovy-lint, which needs Java). Runs under the app's Node: `npm run lint:pipeline`.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { findAppNode } from '../services/install.js';
import { inCheckout } from '../services/paths.js';
import { run } from '../services/processes.js';

const LEAST_JAVA = 17;

/** Java is often installed without being on the PATH. */
function candidates() {
  const folder = '/usr/lib/jvm';
  let installed = [];
  try {
    installed = readdirSync(folder).map((name) => path.join(folder, name));
  } catch {
    // There is no such folder.
  }
  const homes = [process.env['JAVA_HOME'], ...installed].filter((home) => home !== undefined);

  return ['java', ...homes.map((home) => path.join(home, 'bin', 'java'))];
}

async function findJava() {
  for (const command of candidates()) {
    const { code, output } = await run(command, ['-version']);
    if (code === 0 && Number(/version "(\d+)/.exec(output)?.[1]) >= LEAST_JAVA) return command;
  }

  return null;
}

const java = await findJava();
if (java) {
  const linter = inCheckout('node_modules/npm-groovy-lint/lib/index.js');
  // Its server would go on running after the check.
  const args = [linter, '--noserver', '--javaexecutable', java, '--failon', 'info', 'Jenkinsfile'];
  const { code } = await run(findAppNode(), args, { cwd: inCheckout(), stdio: 'inherit' });
  process.exitCode = code ?? 1;
} else {
  console.error(
    `THE JENKINSFILE IS NOT LINTED: no Java ≥ ${LEAST_JAVA} (package openjdk-17-jre-headless) was found.`,
  );
  // A developer may go on; continuous integration must have it.
  process.exitCode = process.env['CI'] ? 1 : 0;
}
