import { type Database, removeInBatches, type Transaction } from '@soomcare/database';

import { createChangeFeedRepository } from './change-feed.repository.ts';
import { createMutationRepository } from './mutation.repository.ts';
import { tombstonesSince } from './sync-token.ts';

/** A token is checked by another clock than this; what it may still ask for is there a day longer. */
const MARGIN_MS = 24 * 60 * 60 * 1000;

/** What is kept for synchronising, for whoever only tidies up. */
export const createSyncKeeping = ({ database, now }: { database: Database; now: () => Date }) => {
  const feed = createChangeFeedRepository(database);
  const mutations = createMutationRepository(database);

  return {
    /** Comes after the contexts, whose rows it follows. */
    async eraseMember(memberId: string, tx: Transaction): Promise<void> {
      await feed.erase(memberId, tx);
      await mutations.erase(memberId, tx);
    },

    /** Forgets removals and answers that no usable copy can ask for. @returns how many rows */
    async housekeeping(): Promise<number> {
      const before = new Date(tombstonesSince(now()).getTime() - MARGIN_MS);
      const removals = await removeInBatches((limit) => feed.purgeRemoved(before, limit));
      return removals + (await removeInBatches((limit) => mutations.purge(before, limit)));
    },
  };
};
