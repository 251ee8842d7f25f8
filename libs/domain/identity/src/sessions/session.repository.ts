import {
  binaryToUuid,
  type Database,
  isoInstant,
  sqlInstant,
  type Transaction,
  uuidToBinary,
} from '@soomcare/database';

import { type Session, type SessionEndReason, sessionTable } from './session.entity.ts';

/** What every request needs to know of its session. */
export interface LiveSessionFacts {
  readonly memberId: string;
  readonly timeZone: string;
  readonly consents: readonly string[];
  readonly authenticatedAt: string;
  readonly expiresAt: string;
}

export interface Rotation {
  readonly sessionId: string;
  readonly counter: number;
  readonly presentedHash: Buffer;
  readonly successorHash: Buffer;
  readonly sealedSuccessor: Buffer;
  readonly at: Date;
}

const LIVE_SQL = `
  SELECT s.member_id, s.authenticated_at, s.absolute_expires_at, m.time_zone, c.type AS consent
  FROM sessions s
  JOIN members m ON m.id = s.member_id AND m.status = 'active'
  LEFT JOIN consents c ON c.member_id = s.member_id AND c.granted = 1 AND NOT EXISTS (
    SELECT 1 FROM consents n WHERE n.member_id = c.member_id AND n.type = c.type AND n.revision > c.revision)
  WHERE s.id = ? AND s.ended_at IS NULL AND s.absolute_expires_at > ?
  ORDER BY c.type`;

interface LiveRow {
  member_id: Buffer;
  authenticated_at: string;
  absolute_expires_at: string;
  time_zone: string;
  consent: string | null;
}

const ROTATE_SQL = `
  UPDATE sessions
  SET refresh_counter = refresh_counter + 1, refresh_hash = ?, previous_refresh_hash = ?, sealed_successor = ?,
      rotated_at = ?, last_seen_at = ?
  WHERE id = ? AND refresh_counter = ? AND refresh_hash = ? AND ended_at IS NULL AND absolute_expires_at > ?`;

const LIVE_IDS_SQL = 'SELECT s.id FROM sessions s WHERE s.member_id = ? AND s.ended_at IS NULL ORDER BY s.id';

const questionMarks = (values: readonly unknown[]) => values.map(() => '?').join(', ');

export const createSessionRepository = (database: Database) => {
  const idsOf = async (tx: Transaction, sql: string, params: readonly unknown[]): Promise<string[]> => {
    const rows = await database.rows<{ id: Buffer }>(sql, params, tx);
    return rows.map(({ id }) => binaryToUuid(id));
  };

  return {
    insert: async (tx: Transaction, session: Session) => {
      await tx.insert(sessionTable, session);
    },

    /** One row a granted consent, or one row without any: one round trip on the path of every request. */
    async findLive(id: string, now: Date): Promise<LiveSessionFacts | null> {
      const rows = await database.rows<LiveRow>(LIVE_SQL, [uuidToBinary(id), sqlInstant(now)]);
      const [first] = rows;
      if (!first) return null;

      return {
        memberId: binaryToUuid(first.member_id),
        timeZone: first.time_zone,
        consents: rows.flatMap(({ consent }) => (consent === null ? [] : [consent])),
        authenticatedAt: isoInstant(first.authenticated_at),
        expiresAt: isoInstant(first.absolute_expires_at),
      };
    },

    /** Decides who wins among refreshes with one token: true for one of them only. */
    async rotate({
      sessionId,
      counter,
      presentedHash,
      successorHash,
      sealedSuccessor,
      at,
    }: Rotation): Promise<boolean> {
      const now = sqlInstant(at);
      const set = [successorHash, presentedHash, sealedSuccessor, now, now];
      const where = [uuidToBinary(sessionId), counter, presentedHash, now];
      const { affectedRows } = await database.run(ROTATE_SQL, [...set, ...where]);
      return affectedRows === 1;
    },

    lock: (tx: Transaction, id: string): Promise<Session | null> =>
      tx.findOne(sessionTable, { where: { id }, lock: { mode: 'pessimistic_write' } }),

    /** Live sessions of a member, last seen first. */
    listLive(memberId: string, now: Date, limit: number): Promise<Session[]> {
      return database.manager
        .createQueryBuilder(sessionTable, 's')
        .where('s.memberId = :memberId AND s.endedAt IS NULL', { memberId: uuidToBinary(memberId) })
        .andWhere('s.absoluteExpiresAt > :now', { now: sqlInstant(now) })
        .orderBy({ 's.lastSeenAt': 'DESC', 's.id': 'DESC' })
        .limit(limit)
        .getMany();
    },

    findLiveIds: (memberId: string): Promise<string[]> =>
      idsOf(database.manager, LIVE_IDS_SQL, [uuidToBinary(memberId)]),

    lockLiveIds: (tx: Transaction, memberId: string): Promise<string[]> =>
      idsOf(tx, `${LIVE_IDS_SQL} FOR UPDATE`, [uuidToBinary(memberId)]),

    /** The live sessions of a member beyond the `keep` that were seen last. */
    findSurplusIds: (tx: Transaction, memberId: string, keep: number): Promise<string[]> =>
      idsOf(
        tx,
        `SELECT s.id FROM sessions s WHERE s.member_id = ? AND s.ended_at IS NULL
         ORDER BY s.last_seen_at DESC, s.id DESC LIMIT 1000 OFFSET ${keep}`,
        [uuidToBinary(memberId)],
      ),

    /** @returns how many of them were live until now */
    async end(tx: Transaction, ids: readonly string[], reason: SessionEndReason, at: Date): Promise<number> {
      if (ids.length === 0) return 0;

      const { affectedRows } = await database.run(
        `UPDATE sessions SET ended_at = ?, end_reason = ?, sealed_successor = NULL, rotated_at = NULL
         WHERE ended_at IS NULL AND id IN (${questionMarks(ids)})`,
        [sqlInstant(at), reason, ...ids.map(uuidToBinary)],
        tx,
      );
      return affectedRows;
    },

    eraseMember: async (memberId: string, tx: Transaction) => {
      await database.run('DELETE FROM sessions WHERE member_id = ?', [uuidToBinary(memberId)], tx);
    },
  };
};

export type SessionRepository = ReturnType<typeof createSessionRepository>;
