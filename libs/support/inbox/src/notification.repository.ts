import { type Database, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';
import { createRowMapping, instantParam, limitParam, type PlainRow } from '@soomcare/member-rows';

import { type Notification, notificationTable } from './notification.entity.ts';

export type NotificationRow = PlainRow<Notification>;

export interface NotificationPosition {
  readonly createdAt: string;
  readonly id: string;
}

/** Beyond that an app shows "99+". */
const MAX_COUNTED = 100;

export const createNotificationRepository = (database: Database) => {
  const { columns, selectList, readInPlace, write } = createRowMapping<Notification>(notificationTable);
  const placeholders = `(${columns.map(() => '?').join(', ')})`;

  return {
    /** What is there already stays as it is: a worker may tell the same twice. */
    async insertMissing(rows: readonly NotificationRow[], within?: Transaction): Promise<void> {
      if (rows.length === 0) return;

      await database.run(
        `INSERT INTO notifications (${columns.join(', ')}) VALUES ${rows.map(() => placeholders).join(', ')}
          ON DUPLICATE KEY UPDATE notifications.id = notifications.id`,
        rows.flatMap(write),
        within,
      );
    },

    /** Newest first. */
    async list(memberId: string, after: NotificationPosition | null, limit: number) {
      const member = uuidToBinary(memberId);
      const at = after ? instantParam(after.createdAt) : null;
      const rows = await database.rows<Record<string, unknown>>(
        `SELECT ${selectList('n')} FROM notifications n
          WHERE n.member_id = ?
            ${after ? 'AND n.created_at <= ? AND (n.created_at < ? OR n.id < ?)' : ''}
          ORDER BY n.created_at DESC, n.id DESC LIMIT ?`,
        [member, ...(after ? [at, at, uuidToBinary(after.id)] : []), limitParam(limit)],
      );
      return rows.map(readInPlace);
    },

    async countUnread(memberId: string): Promise<number> {
      const [row] = await database.rows<{ unread: number }>(
        `SELECT COUNT(*) AS unread FROM (
           SELECT n.id FROM notifications n WHERE n.member_id = ? AND n.read_at IS NULL LIMIT ${MAX_COUNTED}
         ) AS u`,
        [uuidToBinary(memberId)],
      );
      return row?.unread ?? 0;
    },

    /** @param ids null for all of them */
    async markRead(memberId: string, ids: readonly string[] | null, at: Date): Promise<void> {
      if (ids?.length === 0) return;

      await database.run(
        `UPDATE notifications n SET n.read_at = ?
          WHERE n.member_id = ? AND n.read_at IS NULL ${ids ? `AND n.id IN (${ids.map(() => '?').join(', ')})` : ''}`,
        [sqlInstant(at), uuidToBinary(memberId), ...(ids ?? []).map(uuidToBinary)],
      );
    },

    async removeOlderThan(before: Date, limit: number): Promise<number> {
      const { affectedRows } = await database.run(
        'DELETE FROM notifications WHERE notifications.created_at < ? ORDER BY notifications.created_at LIMIT ?',
        [sqlInstant(before), limitParam(limit)],
      );
      return affectedRows;
    },

    async erase(memberId: string, within: Transaction): Promise<void> {
      await database.run(
        'DELETE FROM notifications WHERE notifications.member_id = ?',
        [uuidToBinary(memberId)],
        within,
      );
    },
  };
};

export type NotificationRepository = ReturnType<typeof createNotificationRepository>;
