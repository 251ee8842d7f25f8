import {
  binaryToUuid,
  type Database,
  isoInstant,
  sqlInstant,
  type Transaction,
  uuidToBinary,
} from '@soomcare/database';

import { type StaffSession, staffSessionTable } from './staff-session.entity.ts';

/** What every request needs to know of its session; instants in ISO. */
export interface StaffSessionFacts {
  readonly id: string;
  readonly staffId: string;
  readonly name: string;
  readonly role: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
}

const LIVE_SQL = `
  SELECT n.id, n.staff_id, n.last_seen_at, n.absolute_expires_at, s.name, s.role
  FROM staff_sessions n JOIN staff_accounts s ON s.id = n.staff_id AND s.status = 'active'
  WHERE n.token_hash = ? AND n.ended_at IS NULL AND n.absolute_expires_at > ?`;

interface LiveRow {
  id: Buffer;
  staff_id: Buffer;
  last_seen_at: string;
  absolute_expires_at: string;
  name: string;
  role: string;
}

export const createStaffSessionRepository = (database: Database) => ({
  insert: async (tx: Transaction, session: StaffSession) => {
    await tx.insert(staffSessionTable, session);
  },

  async findLive(tokenHash: Buffer, now: Date): Promise<StaffSessionFacts | null> {
    const [row] = await database.rows<LiveRow>(LIVE_SQL, [tokenHash, sqlInstant(now)]);
    if (!row) return null;

    return {
      id: binaryToUuid(row.id),
      staffId: binaryToUuid(row.staff_id),
      name: row.name,
      role: row.role,
      lastSeenAt: isoInstant(row.last_seen_at),
      expiresAt: isoInstant(row.absolute_expires_at),
    };
  },

  /** Only ever forward: requests that overlap may come here in any order. */
  async touch(id: string, at: Date) {
    await database.run(
      'UPDATE staff_sessions SET last_seen_at = ? WHERE id = ? AND last_seen_at < ? AND ended_at IS NULL',
      [sqlInstant(at), uuidToBinary(id), sqlInstant(at)],
    );
  },

  /** @returns the hash of its token */
  async end(id: string, at: Date): Promise<Buffer[]> {
    await database.run('UPDATE staff_sessions SET ended_at = ? WHERE id = ? AND ended_at IS NULL', [
      sqlInstant(at),
      uuidToBinary(id),
    ]);
    const rows = await database.rows<{ token_hash: Buffer }>(
      'SELECT n.token_hash FROM staff_sessions n WHERE n.id = ?',
      [uuidToBinary(id)],
    );
    return rows.map(({ token_hash }) => token_hash);
  },

  /**
   * @param keepId the session that goes on; null ends all of them
   * @returns the hashes of the tokens that were good until now
   */
  async endAllOf(tx: Transaction, staffId: string, keepId: string | null, at: Date): Promise<Buffer[]> {
    const which = [uuidToBinary(staffId), keepId === null ? null : uuidToBinary(keepId)];
    const rows = await database.rows<{ token_hash: Buffer }>(
      `SELECT n.token_hash FROM staff_sessions n
       WHERE n.staff_id = ? AND NOT (n.id <=> ?) AND n.ended_at IS NULL FOR UPDATE`,
      which,
      tx,
    );
    await database.run(
      'UPDATE staff_sessions SET ended_at = ? WHERE staff_id = ? AND NOT (id <=> ?) AND ended_at IS NULL',
      [sqlInstant(at), ...which],
      tx,
    );
    return rows.map(({ token_hash }) => token_hash);
  },
});

export type StaffSessionRepository = ReturnType<typeof createStaffSessionRepository>;
