import { run } from '../services/processes.js';
import { inCheckout } from '../services/paths.js';
import { readJson } from '../services/state.js';
import { chosenNodeImage } from './engine.js';
import { withNpmAccess } from './npm-access.js';

/**
 * @param {import('./engine.js').Engine} engine
 * @param {string} tag
 */
export async function buildImage(engine, tag) {
  const { code, output } = await run('git', ['rev-parse', 'HEAD'], { cwd: inCheckout() });
  const settings = {
    VERSION: String(readJson(inCheckout('package.json'))?.version),
    REVISION: code === 0 ? output.trim() : 'unknown',
  };

  await withNpmAccess((secrets) => engine.build({ tag, nodeImage: chosenNodeImage(), secrets, settings }));
}
