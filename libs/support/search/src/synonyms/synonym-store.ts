import { type Database, type Transaction } from '@soomcare/database';

import { createSearchTextRepository } from '../mysql/search-text.repository.ts';
import { ownSynonyms, pairsOf } from '../text/synonyms.ts';
import { createSynonymGroupRepository } from './synonym-group.repository.ts';

/** Groups of words as editors keep them, and the pairs that searches look up. */
export const createSynonymStore = (database: Database) => {
  const groups = createSynonymGroupRepository(database);
  const texts = createSearchTextRepository(database);

  /** Changes groups; every search from the commit on knows it. */
  const change = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    database.transaction(async (tx) => {
      // First of all: whoever changes groups at the same time waits here, and then sees what this one did.
      await texts.removeSynonyms(tx);
      const result = await work(tx);
      await texts.addSynonyms(pairsOf(await groups.all(tx)), tx);
      return result;
    });

  return {
    groups,
    change,

    /** Puts in the groups that the service begins with. What is there stays, and what was removed stays away. */
    async seed(newId: () => string, at: Date): Promise<void> {
      const known = await groups.terms();
      const missing = ownSynonyms().filter(({ term }) => !known.has(term));
      if (missing.length === 0) return;

      await change(async (tx) => {
        for (const words of missing) await groups.insert(newId(), words, { staffId: null, at }, tx);
      });
    },
  };
};

export type SynonymStore = ReturnType<typeof createSynonymStore>;
