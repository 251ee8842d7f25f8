import type { Database, FieldCipher } from '@soomcare/database';

import { createChangeFeedRepository } from './change-feed.repository.ts';
import { createMutationRepository } from './mutation.repository.ts';
import { createPull } from './pull.service.ts';
import { createPush } from './push.service.ts';
import { createSyncKeeping } from './sync-keeping.ts';
import { syncRoutes } from './sync.routes.ts';
import { createSyncToken } from './sync-token.ts';
import type { SyncedKind } from './synced-kind.ts';

export interface SyncDeps {
  readonly database: Database;
  readonly kinds: readonly SyncedKind[];
  readonly cipher: FieldCipher;
  readonly now: () => Date;
}

/** Keeps the copies on a member's devices and the rows here the same. */
export const createSync = ({ database, kinds, cipher, now }: SyncDeps) => {
  const feed = createChangeFeedRepository(database);
  const mutations = createMutationRepository(database);
  const token = createSyncToken({ cipher, schema: kinds.map(({ name }) => name).join(' '), now });
  const { push } = createPush({ database, kinds, feed, mutations, now });
  const { pull } = createPull({ database, kinds, feed, token });

  return {
    ...createSyncKeeping({ database, now }),
    push,
    pull,
    memberRoutes: syncRoutes({ kinds, push, pull }),
  };
};

export type Sync = ReturnType<typeof createSync>;
