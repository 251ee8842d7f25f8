import { type Database, removeInBatches, type Transaction } from '@soomcare/database';
import { createCursor, cutPage, pageSize } from '@soomcare/http';
import { storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { inboxRoutes } from './inbox.routes.ts';
import { createNotificationRepository } from './notification.repository.ts';

export interface NotificationInput {
  readonly memberId: string;
  /** Of whoever tells it, so that telling it again leaves one. */
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
}

const KEPT_DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

const cursor = createCursor(z.strictObject({ createdAt: storedInstant, id: z.uuid() }));

/** What a member was told, kept for 90 days to be read in the app: `GET /notifications`. */
export const createInbox = ({ database, now }: { database: Database; now: () => Date }) => {
  const notifications = createNotificationRepository(database);

  const inbox = {
    /** Bears being called again with the same ids. */
    add(inputs: readonly NotificationInput[], within?: Transaction): Promise<void> {
      const createdAt = now().toISOString();
      return notifications.insertMissing(
        inputs.map((input) => ({ ...input, createdAt, readAt: null })),
        within,
      );
    },

    async list(memberId: string, query: { limit?: number | undefined; cursor?: string | undefined }) {
      const limit = pageSize(query);
      const after = query.cursor === undefined ? null : cursor.decode(query.cursor);
      const [rows, unreadCount] = await Promise.all([
        notifications.list(memberId, after, limit + 1),
        notifications.countUnread(memberId),
      ]);

      return {
        ...cutPage(rows, limit, ({ createdAt, id }) => cursor.encode({ createdAt, id })),
        unreadCount,
      };
    },

    /** @param ids null for all */
    markRead: (memberId: string, ids: readonly string[] | null) =>
      notifications.markRead(memberId, ids, now()),

    eraseMember: (memberId: string, tx: Transaction) => notifications.erase(memberId, tx),

    /** @returns how many rows it removed */
    async housekeeping(): Promise<number> {
      const before = new Date(now().getTime() - KEPT_DAYS * DAY_MS);
      return removeInBatches((limit) => notifications.removeOlderThan(before, limit));
    },
  };

  return { ...inbox, memberRoutes: inboxRoutes(inbox) };
};

export type Inbox = ReturnType<typeof createInbox>;
