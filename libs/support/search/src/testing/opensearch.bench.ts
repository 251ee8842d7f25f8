import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from '@opensearch-project/opensearch';
import { type Database } from '@soomcare/database';
import { afterAll, beforeAll } from 'vitest';

// eslint-disable-next-line @nx/enforce-module-boundaries -- infra is no package; it starts servers for tests
import { type PrivateServer, startPrivateOpensearch } from '../../../../../infra/services/private-servers.js';
import { createOpensearchIndex, type OpensearchIndex } from '../opensearch/opensearch-index.ts';
import { openMysql } from './mysql.bench.ts';
import { type SearchBench } from './search-bench.ts';

/** A busy machine takes minutes, and the first run fetches 70 MB. */
const START_MS = 300_000;
const NAME = 'test';

/** One real OpenSearch for a test file. */
export const useOpensearch = (): (() => PrivateServer) => {
  const directory = mkdtempSync(join(tmpdir(), 'soomcare-opensearch-'));
  let server: PrivateServer | undefined;

  beforeAll(async () => {
    server = await startPrivateOpensearch({ directory });
  }, START_MS);
  afterAll(async () => {
    await server?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  return () => {
    if (!server) throw new Error('OpenSearch has not been started yet');
    return server;
  };
};

const forgetAll = (client: Client) =>
  client.deleteByQuery({ index: `${NAME}-written`, body: { query: { match_all: {} } }, refresh: true });

/** An empty index; the one of the test before, which is emptied in a tenth of the time that a new one takes. */
export const openOpensearch = async (
  database: Database,
  node: string,
): Promise<SearchBench & { readonly search: OpensearchIndex }> => {
  const mysql = await openMysql(database);
  const client = new Client({ node });
  const search = createOpensearchIndex({ client, database, now: () => new Date(), name: NAME });
  const { body: isBuilt } = await client.indices.existsAlias({ name: NAME });
  if (isBuilt) await forgetAll(client);
  else await search.build();

  return {
    search,
    async settle() {
      await mysql.settle();
      await search.refresh();
    },
    letTimePass: mysql.letTimePass,
  };
};
