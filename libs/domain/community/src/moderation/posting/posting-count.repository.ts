import { type Database, isoInstant, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';

export interface Posting {
  readonly total: number;
  readonly inHour: number;
  /** ISO 8601. */
  readonly hourBeganAt: string;
}

const HOUR_MS = 60 * 60 * 1000;

export const createPostingCountRepository = (database: Database) => ({
  /** Counts one write, which the transaction may still undo. The row's lock lets a member write once at a time. */
  async add(memberId: string, at: Date, within: Transaction): Promise<Posting> {
    const member = uuidToBinary(memberId);
    const hourAgo = sqlInstant(new Date(at.getTime() - HOUR_MS));
    await database.run(
      `INSERT INTO posting_counts (member_id, total, hour_began_at, in_hour) VALUES (?, 1, ?, 1) AS new
         ON DUPLICATE KEY UPDATE
           posting_counts.total = posting_counts.total + 1,
           posting_counts.in_hour = IF(posting_counts.hour_began_at > ?, posting_counts.in_hour + 1, 1),
           posting_counts.hour_began_at =
             IF(posting_counts.hour_began_at > ?, posting_counts.hour_began_at, new.hour_began_at)`,
      [member, sqlInstant(at), hourAgo, hourAgo],
      within,
    );
    const [row] = await database.rows<Posting>(
      `SELECT c.total, c.in_hour AS inHour, c.hour_began_at AS hourBeganAt
         FROM posting_counts c WHERE c.member_id = ?`,
      [member],
      within,
    );
    if (!row) throw new Error('what was just counted is not there');
    return { ...row, hourBeganAt: isoInstant(row.hourBeganAt) };
  },

  async erase(memberId: string, within: Transaction): Promise<void> {
    await database.run(
      'DELETE FROM posting_counts WHERE posting_counts.member_id = ?',
      [uuidToBinary(memberId)],
      within,
    );
  },
});

export type PostingCountRepository = ReturnType<typeof createPostingCountRepository>;
