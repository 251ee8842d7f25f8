import { say } from './messages.js';
import { local } from './paths.js';
import { startPrivateOpensearch } from './private-servers.js';

/**
 * An OpenSearch for the demo, where it is switched on and no address is given. It ends with this launcher.
 * @param {NodeJS.ProcessEnv} [given]
 * @returns {Promise<import('./private-servers.js').PrivateServer | null>} null where none is needed
 */
export async function openSearchEngine(given = process.env) {
  if (given['SEARCH_ENGINE'] !== 'opensearch' || given['OPENSEARCH_URL']) return null;

  const server = await startPrivateOpensearch({
    directory: local('opensearch', 'demo'),
    isLongRunning: true,
  });
  say(`OpenSearch: in .local/opensearch, on port ${server.port}`);

  return server;
}
