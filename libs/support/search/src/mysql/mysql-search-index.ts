import { createBatchedRead } from '@soomcare/cache';
import { type Database, type Transaction } from '@soomcare/database';

import { atHalfPace } from '../half-pace.ts';
import { createQuery } from '../readings/query.ts';
import { type RemovedDocument, type SearchDocument, type SearchIndex } from '../search-index.ts';
import { createMysqlEngine } from './mysql-engine.ts';
import { createSearchDocumentRepository } from './search-document.repository.ts';
import { createSearchHitRepository } from './search-hit.repository.ts';
import { createSearchTextRepository } from './search-text.repository.ts';
import { createTextRenewal } from './text-renewal.ts';
import { wordsToSpell } from './spelling-words.ts';
import { createSuggestions } from './suggestions.ts';

const BATCH = 500;
const KEPT_REMOVED_MS = 24 * 60 * 60 * 1000;

/** Repeats a bounded deletion until nothing is left. */
const inBatches = async (remove: (limit: number) => Promise<number>): Promise<number> => {
  let total = 0;
  for (let removed = BATCH; removed === BATCH; total += removed) removed = await remove(BATCH);
  return total;
};

export interface MysqlSearchIndexDeps {
  readonly database: Database;
  /** What searches read from, where they have connections of their own. */
  readonly searchDatabase?: Database;
  readonly now: () => Date;
}

/** The search that needs no server beside MySQL: one table and its ngram full-text index. */
export const createMysqlSearchIndex = ({
  database,
  searchDatabase = database,
  now,
}: MysqlSearchIndexDeps) => {
  const documents = createSearchDocumentRepository(database);
  const texts = createSearchTextRepository(database);
  const searched = {
    hits: createSearchHitRepository(searchDatabase),
    texts: createSearchTextRepository(searchDatabase),
  };
  const renewal = createTextRenewal({ database, now });

  /** How common words are and how they are spelt. Not in a writer's transaction: others write the same words. */
  const learnWords = async (): Promise<void> => {
    await texts.recount();
    await texts.addWords(wordsToSpell([{ title: '', tags: await texts.synonymWords() }]));
    for await (const heads of documents.heads(BATCH)) await texts.addWords(wordsToSpell(heads));
  };

  const mysql = {
    query: createQuery({ engine: createMysqlEngine(searched), vocabulary: searched.texts }),

    suggest: createSuggestions(searched),

    index: (added: readonly SearchDocument[], within?: Transaction) => documents.index(added, within),

    remove: (removed: readonly RemovedDocument[], within?: Transaction) => documents.remove(removed, within),

    async rebuild(source, kinds) {
      const startedAt = await documents.startOfRebuild();
      for await (const some of atHalfPace(source)) await documents.indexAnew(some);
      await inBatches((limit) => documents.removeNotIndexedSince(startedAt, limit, kinds));
      await renewal.renewIfDue();
      await learnWords();
    },

    ping: () => database.ping(),
  } satisfies SearchIndex;

  return {
    ...mysql,

    learnWords,

    hasOwn: createBatchedRead(documents.haveOwn),

    eraseMember: (memberId: string, tx: Transaction) => documents.erase(memberId, tx),

    /**
     * Learns the words of what is new, and forgets what has been removed for a day, and texts that no document has.
     * @returns how many documents it forgot
     */
    async housekeeping(): Promise<number> {
      await learnWords();
      await renewal.renewIfDue();
      const before = new Date(now().getTime() - KEPT_REMOVED_MS);
      return inBatches((limit) => documents.purgeRemoved(before, limit));
    },
  };
};

export type MysqlSearchIndex = ReturnType<typeof createMysqlSearchIndex>;
