import { type Database, type Transaction } from '@soomcare/database';
import { createCursor, cutPage } from '@soomcare/http';
import { z } from 'zod';

import {
  type RemovedDocument,
  type SearchAnswer,
  type SearchDocument,
  type SearchIndex,
  type SearchQuery,
} from '../search-index.ts';
import { highlightsOf } from '../text/highlight.ts';
import { ownSynonyms } from '../text/synonyms.ts';
import { createReadings, type Reading } from './readings.ts';
import { createSearchDocumentRepository } from './search-document.repository.ts';
import { createSearchTextRepository } from './search-text.repository.ts';
import { wordsToSpell } from './spelling-words.ts';
import { createSuggestions } from './suggestions.ts';

const BATCH = 500;
const KEPT_REMOVED_MS = 24 * 60 * 60 * 1000;

const cursor = createCursor(
  z.strictObject({
    reading: z.int().min(0),
    rank: z.int(),
    datedAt: z.iso.datetime(),
    number: z.int().positive(),
  }),
);

/** Repeats a bounded deletion until nothing is left. */
const inBatches = async (remove: (limit: number) => Promise<number>): Promise<void> => {
  for (let removed = BATCH; removed === BATCH;) removed = await remove(BATCH);
};

/** The search that needs no server beside MySQL: one table and its ngram full-text index. */
export const createMysqlSearchIndex = ({ database, now }: { database: Database; now: () => Date }) => {
  const documents = createSearchDocumentRepository(database);
  const texts = createSearchTextRepository(database);
  const readingsOf = createReadings({ documents, texts });

  const answer = async (
    query: SearchQuery,
    reading: Reading,
    index: number,
  ): Promise<SearchAnswer | null> => {
    const from = query.cursor === undefined ? null : cursor.decode(query.cursor);
    const found = await reading.find(query, from, query.limit + 1);
    if (found.length === 0 && !from) return null;

    const { items, nextCursor } = cutPage(found, query.limit, ({ place }) =>
      cursor.encode({ reading: index, ...place }),
    );
    query.signal?.throwIfAborted();

    return {
      hits: items.map(({ kind, id, ...document }) => ({
        kind,
        id,
        highlights: highlightsOf(document, reading.needles),
      })),
      nextCursor,
      facets: from ? null : await reading.count(query),
    };
  };

  /** How common words are and how they are spelt. Not in a writer's transaction: others write the same words. */
  const learn = async (): Promise<void> => {
    await texts.recount();
    for await (const heads of documents.heads(BATCH)) await texts.addWords(wordsToSpell(heads));
  };

  const mysql = {
    async query(query: SearchQuery): Promise<SearchAnswer> {
      const chosen = query.cursor === undefined ? null : cursor.decode(query.cursor).reading;
      const readings = await readingsOf(query);
      for (const [index, make] of readings.entries()) {
        if (chosen !== null && index !== chosen) continue;

        query.signal?.throwIfAborted();
        const reading = await make();
        const found = reading && (await answer(query, reading, index));
        if (found) return found;
      }
      return { hits: [], nextCursor: null, facets: chosen === null ? { kinds: [], isCapped: false } : null };
    },

    suggest: createSuggestions({ documents, texts }),

    index: (added: readonly SearchDocument[], within?: Transaction) => documents.index(added, within),

    remove: (removed: readonly RemovedDocument[], within?: Transaction) => documents.remove(removed, within),

    async rebuild(source) {
      const startedAt = await documents.startOfRebuild();
      for await (const some of source) await documents.indexAnew(some);
      await inBatches((limit) => documents.removeNotIndexedSince(startedAt, limit));
      await learn();
    },

    ping: () => database.ping(),
  } satisfies SearchIndex;

  return {
    ...mysql,

    /** Puts the synonyms that the service begins with where there are none. */
    seedSynonyms: () => texts.addSynonyms(ownSynonyms()),

    eraseMember: (memberId: string, tx: Transaction) => documents.erase(memberId, tx),

    /** Learns the words of what is new, and forgets what has been removed for a day. */
    async housekeeping(): Promise<void> {
      await learn();
      const before = new Date(now().getTime() - KEPT_REMOVED_MS);
      await inBatches((limit) => documents.purgeRemoved(before, limit));
    },
  };
};

export type MysqlSearchIndex = ReturnType<typeof createMysqlSearchIndex>;
