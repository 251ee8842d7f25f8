import { type Database, sqlInstant, type Transaction } from '@soomcare/database';
import { limitParam } from '@soomcare/member-rows';

import type { ReminderKind } from './reminder.entity.ts';

export interface NewReminder {
  readonly memberId: string;
  readonly kind: ReminderKind;
  readonly dueAt: Date;
  /** Not sent from then on. */
  readonly expiresAt: Date;
  /** Not sent before; when it is due unless told. */
  readonly availableAt?: Date;
}

/** A push about a dose that comes later than this would rather confuse than help. */
const WINDOW_MS = 30 * 60_000;

export const expiryOf = (dueAt: Date): Date => new Date(dueAt.getTime() + WINDOW_MS);

/** Rows travel as one JSON parameter, so that a statement is prepared once whatever their number. */
const insertSql = (onDuplicate: string) => `
  INSERT INTO reminders (id, member_id, kind, due_at, expires_at, state, available_at)
  SELECT UUID_TO_BIN(j.id), UUID_TO_BIN(j.member_id), j.kind, j.due_at, j.expires_at, 'waiting', j.available_at
  FROM JSON_TABLE(?, '$[*]' COLUMNS (
         id CHAR(36) PATH '$.id',
         member_id CHAR(36) PATH '$.memberId',
         kind VARCHAR(8) PATH '$.kind',
         due_at DATETIME(3) PATH '$.dueAt',
         expires_at DATETIME(3) PATH '$.expiresAt',
         available_at DATETIME(3) PATH '$.availableAt')) AS j
  ON DUPLICATE KEY UPDATE ${onDuplicate}`;

const KEEP_SQL = insertSql('reminders.id = reminders.id');

/** The fence goes up: a worker that has the old one in hand can no longer finish it. */
const ADD_AGAIN_SQL = insertSql(`
    reminders.state = 'waiting',
    reminders.available_at = j.available_at,
    reminders.expires_at = j.expires_at,
    reminders.attempts = 0,
    reminders.fence = reminders.fence + 1`);

/** By the claim's own index, at the end that no claim reads. */
const PURGE_SQL = `
  DELETE FROM reminders WHERE reminders.state = 'done' AND reminders.available_at < ?
  ORDER BY reminders.available_at LIMIT ?`;

const MAX_ROWS = 1_000;

/** One of each key, in the order of the unique index: two transactions then wait for one another, not in a ring. */
const inKeyOrder = (reminders: readonly NewReminder[]): NewReminder[] => {
  const byKey = new Map(
    reminders.map((reminder) => [
      `${reminder.memberId} ${reminder.kind} ${sqlInstant(reminder.dueAt)}`,
      reminder,
    ]),
  );

  return [...byKey].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, reminder]) => reminder);
};

export const createReminderRepository = ({
  database,
  newId,
}: {
  database: Database;
  newId: () => string;
}) => {
  const insert = async (sql: string, tx: Transaction, reminders: readonly NewReminder[]) => {
    const rows = reminders.map(({ memberId, kind, dueAt, expiresAt, availableAt = dueAt }) => ({
      id: newId(),
      memberId,
      kind,
      dueAt: sqlInstant(dueAt),
      expiresAt: sqlInstant(expiresAt),
      availableAt: sqlInstant(availableAt),
    }));
    await database.run(sql, [JSON.stringify(rows)], tx);
  };

  return {
    /** Adds a reminder, or has the one of this member, kind and instant wait again. */
    addReminder: (tx: Transaction, reminder: NewReminder): Promise<void> =>
      insert(ADD_AGAIN_SQL, tx, [reminder]),

    /** Adds those that are not there yet; one that is there, waiting or done, stays as it is. */
    async addMissing(tx: Transaction, reminders: readonly NewReminder[]): Promise<void> {
      const ordered = inKeyOrder(reminders);
      for (let from = 0; from < ordered.length; from += MAX_ROWS) {
        await insert(KEEP_SQL, tx, ordered.slice(from, from + MAX_ROWS));
      }
    },

    /** What became of them stays in the ledger. @returns how many were destroyed */
    async purgeDone(before: Date, limit: number): Promise<number> {
      const { affectedRows } = await database.run(PURGE_SQL, [sqlInstant(before), limitParam(limit)]);

      return affectedRows;
    },
  };
};

export type ReminderRepository = ReturnType<typeof createReminderRepository>;
