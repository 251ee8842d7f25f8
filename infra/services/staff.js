import { toolProblem } from './messages.js';
import { inCheckout } from './paths.js';
import { run } from './processes.js';

/** The back-office serves the built page; a build takes a second or two. @param {string} node */
export async function buildStaffPage(node) {
  const vite = inCheckout('node_modules/vite/bin/vite.js');
  const { code, output } = await run(node, [
    vite,
    'build',
    inCheckout('apps/backoffice/web'),
    '--logLevel=warn',
  ]);
  if (code !== 0) throw toolProblem('The staff page could not be built.', output);
}

/**
 * A table of the demo staff with the code of this moment.
 * @param {string} node
 * @param {Record<string, string | undefined>} env
 */
export async function staffLogIns(node, env) {
  const { output } = await run(node, [inCheckout('apps/backoffice/src/demo-log-ins.ts')], { env });

  return output;
}
