import { type Database, type Transaction } from '@soomcare/database';

import { createQuery } from '../readings/query.ts';
import { type RemovedDocument, type SearchDocument, type SearchIndex } from '../search-index.ts';
import { ownSynonyms } from '../text/synonyms.ts';
import { createMysqlEngine } from './mysql-engine.ts';
import { createSearchDocumentRepository } from './search-document.repository.ts';
import { createSearchTextRepository } from './search-text.repository.ts';
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

/** The search that needs no server beside MySQL: one table and its ngram full-text index. */
export const createMysqlSearchIndex = ({ database, now }: { database: Database; now: () => Date }) => {
  const documents = createSearchDocumentRepository(database);
  const texts = createSearchTextRepository(database);
  const engine = createMysqlEngine({ documents, texts });

  /** How common words are and how they are spelt. Not in a writer's transaction: others write the same words. */
  const learnWords = async (): Promise<void> => {
    await texts.recount();
    for await (const heads of documents.heads(BATCH)) await texts.addWords(wordsToSpell(heads));
  };

  const mysql = {
    query: createQuery({ engine, vocabulary: texts }),

    suggest: createSuggestions({ documents, texts }),

    index: (added: readonly SearchDocument[], within?: Transaction) => documents.index(added, within),

    remove: (removed: readonly RemovedDocument[], within?: Transaction) => documents.remove(removed, within),

    async rebuild(source) {
      const startedAt = await documents.startOfRebuild();
      for await (const some of source) await documents.indexAnew(some);
      await inBatches((limit) => documents.removeNotIndexedSince(startedAt, limit));
      await learnWords();
    },

    ping: () => database.ping(),
  } satisfies SearchIndex;

  return {
    ...mysql,

    /** Puts the synonyms that the service begins with where there are none. */
    seedSynonyms: () => texts.addSynonyms(ownSynonyms()),

    learnWords,

    eraseMember: (memberId: string, tx: Transaction) => documents.erase(memberId, tx),

    /**
     * Learns the words of what is new, and forgets what has been removed for a day.
     * @returns how many documents it forgot
     */
    async housekeeping(): Promise<number> {
      await learnWords();
      const before = new Date(now().getTime() - KEPT_REMOVED_MS);
      return inBatches((limit) => documents.purgeRemoved(before, limit));
    },
  };
};

export type MysqlSearchIndex = ReturnType<typeof createMysqlSearchIndex>;
