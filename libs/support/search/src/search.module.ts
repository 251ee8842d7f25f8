import { Client } from '@opensearch-project/opensearch';
import { type Database, type Transaction } from '@soomcare/database';
import { type Logger } from '@soomcare/observability';
import { z } from 'zod';

import { createFallbackSearch, type FallbackSearch } from './fallback-search.ts';
import { createMysqlSearchIndex, type MysqlSearchIndex } from './mysql/mysql-search-index.ts';
import { createOpensearchIndex, type OpensearchIndex } from './opensearch/opensearch-index.ts';
import { type DocumentKey, type RemovedDocument, type SearchDocument } from './search-index.ts';
import { searchRoutes } from './search.routes.ts';

export interface SearchDeps {
  readonly database: Database;
  readonly outbox: {
    add(tx: Transaction, message: { topic: string; payload: unknown }): Promise<void>;
  };
  readonly now: () => Date;
  readonly logger: Logger;
  /** Without it MySQL answers. */
  readonly opensearch?: { readonly url: string };
}

const COPY = 'search.copy';
const FORGET = 'search.forget';
const copyPayload = z.array(z.object({ kind: z.string(), id: z.uuid() }));
const forgetPayload = z.object({ memberId: z.uuid() });
/** As many keys as a message holds. */
const BATCH = 200;

/** A search is given up long before; a batch of copies may take long. */
const clientOf = (url: string) => new Client({ node: url, maxRetries: 0, requestTimeout: 20_000 });

const needed = (opensearch: OpensearchIndex | undefined): OpensearchIndex => {
  if (!opensearch) throw new Error('MySQL searches, and needs no other index (SEARCH_ENGINE)');
  return opensearch;
};

const withoutFallback = (mysql: MysqlSearchIndex): FallbackSearch => ({
  query: async (query) => ({ ...(await mysql.query(query)), degraded: false }),
  suggest: mysql.suggest,
});

/** Everything that members may search, by the engine that the configuration names. */
export const createSearch = ({ database, outbox, now, logger, ...options }: SearchDeps) => {
  const mysql = createMysqlSearchIndex({ database, now });
  const opensearch =
    options.opensearch && createOpensearchIndex({ client: clientOf(options.opensearch.url), database, now });
  const search = opensearch
    ? createFallbackSearch({ first: opensearch, second: mysql, logger })
    : withoutFallback(mysql);

  const copyLater = async (documents: readonly DocumentKey[], tx: Transaction): Promise<void> => {
    if (!opensearch) return;

    const keys = documents.map(({ kind, id }) => ({ kind, id }));
    for (let at = 0; at < keys.length; at += BATCH) {
      await outbox.add(tx, { topic: COPY, payload: keys.slice(at, at + BATCH) });
    }
  };

  return {
    memberRoutes: searchRoutes(search),

    /** Can be found once the writer's transaction commits; by OpenSearch a second later. */
    async publish(documents: readonly SearchDocument[], tx: Transaction): Promise<void> {
      await mysql.index(documents, tx);
      await copyLater(documents, tx);
    },

    async withdraw(documents: readonly RemovedDocument[], tx: Transaction): Promise<void> {
      await mysql.remove(documents, tx);
      await copyLater(documents, tx);
    },

    /** For the relay. Messages of a time when OpenSearch was on end here as well. */
    outboxHandlers: {
      [COPY]: async (payload: unknown) => opensearch?.copy(copyPayload.parse(payload)),
      [FORGET]: async (payload: unknown) => opensearch?.eraseMember(forgetPayload.parse(payload).memberId),
    },

    async eraseMember(memberId: string, tx: Transaction): Promise<void> {
      await mysql.eraseMember(memberId, tx);
      if (opensearch) await outbox.add(tx, { topic: FORGET, payload: { memberId } });
    },

    /** Copies all into a new index, while searches and writes go on. */
    rebuild: async () => needed(opensearch).build(),

    /** Searches the index again that was there before the last rebuild. */
    goBack: async () => needed(opensearch).goBack(),

    seedSynonyms: mysql.seedSynonyms,

    /** So that new words are corrected before the next housekeeping. */
    learnWords: mysql.learnWords,

    /** @returns how many documents it forgot */
    async housekeeping(): Promise<number> {
      const forgotten = await mysql.housekeeping();
      await opensearch?.housekeeping();
      return forgotten;
    },
  };
};

export type Search = ReturnType<typeof createSearch>;
