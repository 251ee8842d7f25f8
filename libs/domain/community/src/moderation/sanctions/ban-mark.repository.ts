import { type Database, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';
import { limitParam } from '@soomcare/member-rows';

/**
 * Keyed hashes of what a member signs up with, e.g. of the e-mail address: the next account of the same person has
 * the same ones. 16 bytes each; nobody can tell from them who it is.
 */
export type SignUpMarksOf = (memberId: string, within: Transaction) => Promise<readonly Buffer[]>;

/** Of a ban without an end: whoever comes back after that begins anew. */
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

export interface BanMarksDeps {
  readonly database: Database;
  readonly signUpMarksOf: SignUpMarksOf;
}

/** Bans beyond an account's end. */
export const createBanMarkRepository = ({ database, signUpMarksOf }: BanMarksDeps) => ({
  async keep(
    memberId: string,
    { id, at, expiresAt }: { id: string; at: Date; expiresAt: Date | null },
    within: Transaction,
  ): Promise<void> {
    const keptUntil = sqlInstant(expiresAt ?? new Date(at.getTime() + YEAR_MS));
    for (const mark of await signUpMarksOf(memberId, within)) {
      await database.run(
        'INSERT INTO ban_marks (mark, sanction_id, kept_until) VALUES (?, ?, ?)',
        [mark, uuidToBinary(id), keptUntil],
        within,
      );
    }
  },

  /** Whether an account of the same person, this one or an earlier one, is banned. */
  async has(memberId: string, at: Date, within: Transaction): Promise<boolean> {
    const marks = await signUpMarksOf(memberId, within);
    if (marks.length === 0) return false;

    const [found] = await database.rows(
      `SELECT 1 FROM ban_marks b WHERE b.mark IN (${marks.map(() => '?').join(', ')}) AND b.kept_until > ? LIMIT 1`,
      [...marks, sqlInstant(at)],
      within,
    );
    return found !== undefined;
  },

  async forget(sanctionId: string, within: Transaction): Promise<void> {
    await database.run(
      'DELETE FROM ban_marks WHERE ban_marks.sanction_id = ?',
      [uuidToBinary(sanctionId)],
      within,
    );
  },

  /** @returns how many */
  async removeExpired(at: Date, limit: number): Promise<number> {
    const { affectedRows } = await database.run(
      'DELETE FROM ban_marks WHERE ban_marks.kept_until <= ? ORDER BY ban_marks.kept_until LIMIT ?',
      [sqlInstant(at), limitParam(limit)],
    );
    return affectedRows;
  },
});

export type BanMarkRepository = ReturnType<typeof createBanMarkRepository>;
