import { Client } from '@opensearch-project/opensearch';
import { type Versions } from '@soomcare/cache';
import { afterCommit, type BlindIndex, type Database, type Transaction } from '@soomcare/database';
import { type Logger } from '@soomcare/observability';

import { createFallbackSearch, type FallbackSearch } from './fallback-search.ts';
import { createKeptAnswers, searchOwner } from './kept-answers.ts';
import { createMysqlSearchIndex, type MysqlSearchIndex } from './mysql/mysql-search-index.ts';
import { type CopyMessagesDeps, createCopyMessages } from './opensearch/copy-messages.ts';
import { createOpensearchIndex, type OpensearchIndex } from './opensearch/opensearch-index.ts';
import { createLoggedSearch } from './queries/logged-search.ts';
import { createQueryLog } from './queries/query-log.ts';
import { createSearchQueryRepository } from './queries/search-query.repository.ts';
import { type RemovedDocument, type SearchDocument } from './search-index.ts';
import { type HiddenAuthorsFor, searchRoutes } from './search.routes.ts';
import { createSharedSearch } from './shared-search.ts';
import { createSynonymStore } from './synonyms/synonym-store.ts';

export interface SearchDeps {
  readonly database: Database;
  /**
   * Connections for nothing but searches by MySQL, so that however many there are, they take none from other reads, nor
   * from an OpenSearch that is back and needs MySQL only for synonyms.
   */
  readonly searchDatabase?: Database | undefined;
  readonly outbox: CopyMessagesDeps['outbox'];
  /** Tells when what is found has changed; without it no answer is kept, nor is any process told of changes. */
  readonly versions?: Versions;
  readonly now: () => Date;
  readonly logger: Logger;
  /** Counts what is searched for; without it nobody does. */
  readonly blindIndex?: BlindIndex;
  /** Without it MySQL answers; also where OpenSearch takes longer than `deadlineMs` (300). */
  readonly opensearch?: { readonly url: string; readonly deadlineMs?: number };
}

/** By kind, all that can be found of it, in batches. */
export type SearchSources = Readonly<Record<string, () => AsyncIterable<readonly SearchDocument[]>>>;

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

const documentsOf = async function* (sources: SearchSources) {
  for (const documents of Object.values(sources)) yield* documents();
};

/** Everything that members may search, by the engine that the configuration names. */
export const createSearch = ({
  database,
  searchDatabase = database,
  outbox,
  versions,
  now,
  logger,
  ...options
}: SearchDeps) => {
  const mysql = createMysqlSearchIndex({ database, searchDatabase, now });
  const opensearch =
    options.opensearch && createOpensearchIndex({ client: clientOf(options.opensearch.url), database, now });
  const answering = opensearch
    ? createFallbackSearch({
        ...{ first: opensearch, second: mysql, logger },
        deadlineMs: options.opensearch?.deadlineMs,
      })
    : withoutFallback(mysql);
  const shared = createSharedSearch({
    ...{ search: answering, hasOwn: mysql.hasOwn },
    keep: versions && createKeptAnswers({ versions, now }),
  });
  const tellOfChange = (tx: Transaction): void => {
    if (versions) afterCommit(tx, () => versions.renew(searchOwner));
  };
  const synonyms = createSynonymStore(database);
  const log =
    options.blindIndex &&
    createQueryLog({
      queries: createSearchQueryRepository(database),
      blindIndex: options.blindIndex,
      now,
      logger,
    });
  const search = log ? createLoggedSearch({ search: shared, log }) : shared;
  const messages = createCopyMessages({ database, outbox, opensearch, now });

  return {
    memberRoutes: (hiddenAuthorsFor: HiddenAuthorsFor) => searchRoutes(search, hiddenAuthorsFor),

    query: search.query,

    /** Can be found once the writer's transaction commits; by OpenSearch a second later. */
    async publish(documents: readonly SearchDocument[], tx: Transaction): Promise<void> {
      tellOfChange(tx);
      await mysql.index(documents, tx);
      await messages.copyLater(documents, tx);
    },

    async withdraw(documents: readonly RemovedDocument[], tx: Transaction): Promise<void> {
      tellOfChange(tx);
      await mysql.remove(documents, tx);
      await messages.copyLater(documents, tx);
    },

    outboxHandlers: messages.handlers,

    async eraseMember(memberId: string, tx: Transaction): Promise<void> {
      tellOfChange(tx);
      await mysql.eraseMember(memberId, tx);
      await log?.eraseMember(memberId, tx);
      await messages.forgetLater(memberId, tx);
    },

    /** Makes everything anew of what its sources give now, while searches and writes go on. Other kinds stay. */
    async rebuild(sources: SearchSources): Promise<void> {
      await mysql.rebuild(documentsOf(sources), Object.keys(sources));
      await opensearch?.build();
    },

    /** Searches the index again that was there before the last rebuild. */
    goBack: async () => needed(opensearch).goBack(),

    /** Puts in the synonyms that the service begins with, but for those that staff have removed. */
    seedSynonyms: (newId: () => string) => synonyms.seed(newId, now()),

    /** Corrects to new words, and suggests what has been searched for, before the next housekeeping does. */
    async learn(): Promise<void> {
      await mysql.learnWords();
      await log?.learn();
    },

    /** Finds where OpenSearch differs from MySQL, and makes it right. @returns how many documents it was */
    repairDrift: async () => needed(opensearch).repairDrift(),

    /** @returns how many rows it forgot or made right */
    async housekeeping(): Promise<number> {
      const forgotten = await mysql.housekeeping();
      const repaired = (await opensearch?.housekeeping()) ?? 0;
      const unlogged = (await log?.housekeeping()) ?? 0;
      return forgotten + repaired + unlogged;
    },
  };
};

export type Search = ReturnType<typeof createSearch>;
