import { Client } from '@opensearch-project/opensearch';
import { type Database } from '@soomcare/database';
import { z } from 'zod';

import { createOpensearchCalls } from '../opensearch/opensearch-calls.ts';

const versions = z.object({
  hits: z.object({ hits: z.array(z.object({ _id: z.string(), _version: z.int() })) }),
});

/** Of every document, by kind and id. */
export const storedEditions = async (database: Database): Promise<Map<string, number>> => {
  const rows = await database.rows<{ key: string; edition: number }>(
    `SELECT CONCAT(kind, ' ', BIN_TO_UUID(id)) AS \`key\`, edition FROM search_documents`,
  );
  return new Map(rows.map(({ key, edition }) => [key, edition]));
};

/** Of every copy, as it can be found now. */
export const copiedEditions = async (url: string, name = 'test'): Promise<Map<string, number>> => {
  const calls = createOpensearchCalls(new Client({ node: url }));
  const { hits } = await calls.ask(versions, {
    ...{ method: 'POST', path: `/${name}/_search`, body: { size: 10_000, version: true } },
  });
  return new Map(hits.hits.map(({ _id, _version }) => [_id, _version]));
};
