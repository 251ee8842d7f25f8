import type { Database } from '@soomcare/database';

import type { Change, ChangeFeedRepository } from './change-feed.repository.ts';
import { joinedTo } from './joined-database.ts';
import { syncErrors } from './sync.errors.ts';
import type { SyncToken } from './sync-token.ts';
import type { SyncedKind, SyncedRow } from './synced-kind.ts';

export interface PullDeps {
  readonly database: Database;
  readonly kinds: readonly SyncedKind[];
  readonly feed: ChangeFeedRepository;
  readonly token: SyncToken;
}

export interface ChangesOfKind {
  readonly rows: SyncedRow[];
  readonly removed: string[];
}

/** Enough for a day of dense records, small enough for a phone's memory. */
const DEFAULT_CHANGES = 200;

export const createPull = ({ database, kinds, feed, token }: PullDeps) => {
  const unchanged: Record<string, ChangesOfKind> = Object.fromEntries(
    kinds.map(({ name }) => [name, { rows: [], removed: [] }]),
  );

  return {
    /** What has changed since a token, or all there is, page by page; rows and removals are of one instant. */
    async pull(memberId: string, query: { since?: string | undefined; limit?: number | undefined }) {
      const { seq: after, same } =
        query.since === undefined
          ? { seq: 0, same: token.write(memberId, 0) }
          : token.read(memberId, query.since);
      const limit = query.limit ?? DEFAULT_CHANGES;

      // Most pulls find nothing: the number is written under the member's lock, so it alone tells that.
      const last = await feed.findLast(memberId);
      // After a restore from a backup a device may know more than we do.
      if (after > last) throw syncErrors.RESYNC_REQUIRED();
      if (after === last) return { changes: unchanged, next: same, more: false };

      return database.transaction(
        async (tx) => {
          const found = await feed.list(memberId, after, limit + 1, tx);
          const page = found.slice(0, limit);
          const idsOf = Map.groupBy(page, ({ kind }) => kind);
          const changes: Record<string, ChangesOfKind> = {};
          for (const kind of kinds) {
            const ids = (idsOf.get(kind.name) ?? []).map(({ rowId }: Change) => rowId);
            const rows = ids.length > 0 ? await kind.on(joinedTo(database, tx)).listByIds(memberId, ids) : [];
            const living = new Set(rows.map(({ id }) => id));
            changes[kind.name] = { rows, removed: ids.filter((id) => !living.has(id)) };
          }

          return {
            changes,
            next: token.write(memberId, page.at(-1)?.seq ?? after),
            more: found.length > limit,
          };
        },
        { isolation: 'REPEATABLE READ' },
      );
    },
  };
};
