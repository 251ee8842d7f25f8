// The searches of the product alone, with the API's connections, for a database that has no members.
import { loadConfig } from '@soomcare/config';
import { createDatabase } from '@soomcare/database';
import { openSearch } from './search-world.js';
import { serveRoutes } from './serve-routes.js';

/** As the API has, with its little patience: more searches than MySQL can answer fail here as well. */
const SEARCH_CONNECTIONS = 3;

const { database, opensearch, api } = loadConfig();
const [own, searchDatabase] = [
  await createDatabase({ ...database, entities: [] }),
  await createDatabase({ ...database, poolSize: SEARCH_CONNECTIONS, entities: [] }),
];
const search = openSearch(own, process.env, { searchDatabase, ...(opensearch ? { opensearch } : {}) });
const server = await serveRoutes(
  search.memberRoutes(() => Promise.resolve([])),
  { port: api.port },
);

process.once('SIGTERM', async () => {
  await server.stop();
  await searchDatabase.close();
  await own.close();
});
