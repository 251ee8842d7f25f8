import { binaryToUuid, type Database, type Transaction, uuidToBinary } from '@soomcare/database';

/** A message in the hands of one relay until its lease ends. */
export interface ClaimedMessage {
  id: string;
  topic: string;
  payload: Buffer;
  /** 1 for the first attempt. */
  attempt: number;
  fence: number;
}

interface ClaimRow {
  id: Buffer;
  topic: string;
  payload: Buffer;
  attempts: number;
  fence: number;
}

/** What waits, read for the metrics. */
export interface OutboxBacklog {
  oldestSeconds: number;
  waiting: number;
  deadLetters: number;
}

// Counting a long backlog exactly would cost more than it tells.
const MAX_COUNTED = 10_000;

/**
 * The claim: due, not dead, not leased; rows that another relay holds at this moment are passed over. The index is
 * forced: on a short table MySQL would scan and sort, which locks every due row and starves the other relays.
 */
export const CLAIM_SQL = `
  SELECT m.id, m.topic, m.payload, m.attempts, m.fence
  FROM outbox_messages m FORCE INDEX (ix_outbox_messages_dead_at_available_at_id)
  WHERE m.dead_at IS NULL AND m.available_at <= NOW(3) AND (m.lease_until IS NULL OR m.lease_until <= NOW(3))
  ORDER BY m.available_at, m.id
  LIMIT ?
  FOR UPDATE SKIP LOCKED`;

/** All times are the database's, so a skewed clock of a relay changes only when it looks. */
export const createOutboxMessageRepository = (database: Database) => ({
  /** Takes up to `limit` due messages for `leaseSeconds`. */
  claim: (limit: number, leaseSeconds: number): Promise<ClaimedMessage[]> =>
    database.transaction(async (tx) => {
      const due = await database.rows<ClaimRow>(CLAIM_SQL, [limit], tx);
      if (due.length === 0) return [];

      await database.run(
        `UPDATE outbox_messages
         SET lease_until = NOW(3) + INTERVAL ? SECOND, fence = fence + 1, attempts = attempts + 1
         WHERE id IN (${due.map(() => '?').join(', ')})`,
        [leaseSeconds, ...due.map(({ id }) => id)],
        tx,
      );

      return due.map(({ id, topic, payload, attempts, fence }) => ({
        id: binaryToUuid(id),
        topic,
        payload,
        attempt: attempts + 1,
        fence: fence + 1,
      }));
    }),

  /** True when the lease still held. */
  async removeDelivered({ id, fence }: ClaimedMessage): Promise<boolean> {
    const { affectedRows } = await database.run('DELETE FROM outbox_messages WHERE id = ? AND fence = ?', [
      uuidToBinary(id),
      fence,
    ]);

    return affectedRows === 1;
  },

  async postpone({ id, fence }: ClaimedMessage, waitMs: number, lastError: string): Promise<boolean> {
    const { affectedRows } = await database.run(
      `UPDATE outbox_messages
       SET lease_until = NULL, available_at = NOW(3) + INTERVAL ? MICROSECOND, last_error = ?
       WHERE id = ? AND fence = ?`,
      [Math.round(waitMs * 1_000), lastError, uuidToBinary(id), fence],
    );

    return affectedRows === 1;
  },

  async bury({ id, fence }: ClaimedMessage, lastError: string): Promise<boolean> {
    const { affectedRows } = await database.run(
      `UPDATE outbox_messages SET lease_until = NULL, dead_at = NOW(3), last_error = ? WHERE id = ? AND fence = ?`,
      [lastError, uuidToBinary(id), fence],
    );

    return affectedRows === 1;
  },

  /** Gives a message back that was claimed and not tried. */
  async giveBack({ id, fence }: ClaimedMessage): Promise<void> {
    await database.run(
      'UPDATE outbox_messages SET lease_until = NULL, attempts = attempts - 1 WHERE id = ? AND fence = ?',
      [uuidToBinary(id), fence],
    );
  },

  async backlog(): Promise<OutboxBacklog> {
    const due = 'FROM outbox_messages m WHERE m.dead_at IS NULL AND m.available_at <= NOW(3)';
    const [row] = await database.rows<{ oldest: string | null; waiting: number; dead: number }>(
      `SELECT
         (SELECT TIMESTAMPDIFF(MICROSECOND, m.available_at, NOW(3)) / 1000000 ${due}
          ORDER BY m.available_at, m.id LIMIT 1) AS oldest,
         (SELECT COUNT(*) FROM (SELECT m.id ${due} LIMIT ${MAX_COUNTED}) AS w) AS waiting,
         (SELECT COUNT(*) FROM outbox_messages d WHERE d.dead_at IS NOT NULL) AS dead`,
    );

    return {
      oldestSeconds: Number(row?.oldest ?? 0),
      waiting: row?.waiting ?? 0,
      deadLetters: row?.dead ?? 0,
    };
  },
});

export type OutboxMessageRepository = ReturnType<typeof createOutboxMessageRepository>;

/** Writes a message in the caller's transaction. */
export const insertMessage = async (
  tx: Transaction,
  message: { id: string; topic: string; memberId: string | null; payload: Buffer; delayMs: number },
): Promise<void> => {
  await tx.query(
    `INSERT INTO outbox_messages (id, topic, member_id, payload, available_at, created_at)
     VALUES (?, ?, ?, ?, NOW(3) + INTERVAL ? MICROSECOND, NOW(3))`,
    [
      uuidToBinary(message.id),
      message.topic,
      message.memberId === null ? null : uuidToBinary(message.memberId),
      message.payload,
      Math.round(message.delayMs * 1_000),
    ],
  );
};

/** Deletes all messages of a member, dead letters too. */
export const deleteMessagesOf = async (memberId: string, tx: Transaction): Promise<void> => {
  await tx.query('DELETE FROM outbox_messages WHERE member_id = ?', [uuidToBinary(memberId)]);
};
