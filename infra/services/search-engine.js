import { rmSync } from 'node:fs';
import { withProgress } from './messages.js';
import { local } from './paths.js';
import { startPrivateOpensearch } from './private-servers.js';

/**
 * An OpenSearch for the demo, where it is switched on and no address is given. It is empty, since it has missed what
 * changed while it was away, and ends with this launcher.
 * @param {NodeJS.ProcessEnv} [given]
 * @returns {Promise<import('./private-servers.js').PrivateServer | null>} null where none is needed
 */
export async function openSearchEngine(given = process.env) {
  if (given['SEARCH_ENGINE'] !== 'opensearch' || given['OPENSEARCH_URL']) return null;

  const directory = local('opensearch', 'demo');
  rmSync(directory, { recursive: true, force: true });

  return withProgress('OpenSearch: starting one in .local/opensearch', () =>
    startPrivateOpensearch({ directory, isLongRunning: true }),
  );
}
