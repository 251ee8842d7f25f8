import {
  binaryToUuid,
  type Database,
  isoInstant,
  sqlInstant,
  type Transaction,
  uuidToBinary,
} from '@soomcare/database';

import type { Language } from '../members/member.schemas.ts';
import type { Guardian } from './guardian.entity.ts';

/** What a call in a child's profile needs to know of it. */
export interface ProfileFacts {
  readonly birthDate: string;
  readonly timeZone: string;
  readonly consents: readonly string[];
  readonly lastActedOn: string | null;
}

export interface ChildRow {
  readonly id: string;
  readonly nickname: string;
  readonly birthDate: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly startedAt: string;
}

export interface GuardianRow {
  readonly nickname: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly lastActedOn: string | null;
}

/** A guardian whose child may take over, and who has not been told yet. */
export interface Untold {
  readonly id: string;
  readonly guardianId: string;
  readonly language: Language;
  readonly nickname: string;
}

const CURRENT = 'g.guardian_id = ? AND g.member_id = ? AND g.ended_at IS NULL';

const PROFILE_SQL = `
  SELECT m.birth_date AS birthDate, m.time_zone AS timeZone, g.last_acted_on AS lastActedOn, c.type AS consent
  FROM guardians g
  JOIN members m ON m.id = g.member_id AND m.status = 'active'
  LEFT JOIN consents c ON c.member_id = g.member_id AND c.granted = 1 AND NOT EXISTS (
    SELECT 1 FROM consents n WHERE n.member_id = c.member_id AND n.type = c.type AND n.revision > c.revision)
  WHERE ${CURRENT}
  ORDER BY c.type`;

const CHILDREN_SQL = `
  SELECT m.id, m.nickname, m.birth_date AS birthDate, m.language, m.time_zone AS timeZone, g.started_at AS startedAt
  FROM guardians g JOIN members m ON m.id = g.member_id
  WHERE g.guardian_id = ? AND g.ended_at IS NULL
  ORDER BY m.birth_date, m.id`;

const GUARDIANS_SQL = `
  SELECT m.nickname, g.started_at AS startedAt, g.ended_at AS endedAt, g.last_acted_on AS lastActedOn
  FROM guardians g JOIN members m ON m.id = g.guardian_id
  WHERE g.member_id = ?
  ORDER BY g.started_at DESC, g.id DESC`;

/** In one run; what is left comes with the next. */
const MAX_NOTICES = 500;

const UNTOLD_SQL = `
  SELECT g.id, g.guardian_id AS guardianId, m.language, c.nickname
  FROM guardians g JOIN members c ON c.id = g.member_id JOIN members m ON m.id = g.guardian_id
  WHERE g.told_at IS NULL AND g.ended_at IS NULL AND c.birth_date <= ?
  ORDER BY g.id LIMIT ${MAX_NOTICES}`;

export const createGuardianRepository = (database: Database) => ({
  /** Begins a guardianship, or begins one anew that had ended. */
  async begin(tx: Transaction, guardian: Pick<Guardian, 'id' | 'memberId' | 'guardianId' | 'startedAt'>) {
    const { id, memberId, guardianId, startedAt } = guardian;
    const sql = `
      INSERT INTO guardians (id, member_id, guardian_id, started_at) VALUES (?, ?, ?, ?) AS fresh
      ON DUPLICATE KEY UPDATE guardians.started_at = fresh.started_at, guardians.ended_at = NULL`;
    const ids = [id, memberId, guardianId].map(uuidToBinary);
    await database.run(sql, [...ids, sqlInstant(startedAt)], tx);
  },

  /** One row a granted consent, or one row without any: one round trip. */
  async findProfile(guardianId: string, childId: string): Promise<ProfileFacts | null> {
    const keys = [uuidToBinary(guardianId), uuidToBinary(childId)];
    const rows = await database.rows<Omit<ProfileFacts, 'consents'> & { consent: string | null }>(
      PROFILE_SQL,
      keys,
    );
    const [first] = rows;
    if (!first) return null;

    const { birthDate, timeZone, lastActedOn } = first;
    const consents = rows.flatMap(({ consent }) => consent ?? []);
    return { birthDate, timeZone, lastActedOn, consents };
  },

  noteActing: async (guardianId: string, childId: string, day: string) => {
    const sql = `UPDATE guardians g SET g.last_acted_on = ? WHERE ${CURRENT}`;
    await database.run(sql, [day, uuidToBinary(guardianId), uuidToBinary(childId)]);
  },

  async listChildren(guardianId: string, within?: Transaction): Promise<ChildRow[]> {
    const rows = await database.rows<Omit<ChildRow, 'id'> & { id: Buffer }>(
      CHILDREN_SQL,
      [uuidToBinary(guardianId)],
      within,
    );
    return rows.map((row) => ({ ...row, id: binaryToUuid(row.id), startedAt: isoInstant(row.startedAt) }));
  },

  /** The newest first, those of the past among them. */
  async listOf(childId: string): Promise<GuardianRow[]> {
    const rows = await database.rows<GuardianRow>(GUARDIANS_SQL, [uuidToBinary(childId)]);
    return rows.map((row) => ({
      ...row,
      startedAt: isoInstant(row.startedAt),
      endedAt: row.endedAt && isoInstant(row.endedAt),
    }));
  },

  /** Ids of those who keep it now; read with a lock, so that what another transaction has ended is seen as ended. */
  async lockCurrent(tx: Transaction, childId: string): Promise<string[]> {
    const sql = `
      SELECT g.guardian_id AS id FROM guardians g WHERE g.member_id = ? AND g.ended_at IS NULL
      ORDER BY g.guardian_id FOR UPDATE`;
    const rows = await database.rows<{ id: Buffer }>(sql, [uuidToBinary(childId)], tx);
    return rows.map(({ id }) => binaryToUuid(id));
  },

  end: async (tx: Transaction, guardianId: string, childId: string, at: Date) => {
    const sql = `UPDATE guardians g SET g.ended_at = ? WHERE ${CURRENT}`;
    await database.run(sql, [sqlInstant(at), uuidToBinary(guardianId), uuidToBinary(childId)], tx);
  },

  endAll: async (tx: Transaction, childId: string, at: Date) => {
    const sql = 'UPDATE guardians g SET g.ended_at = ? WHERE g.member_id = ? AND g.ended_at IS NULL';
    await database.run(sql, [sqlInstant(at), uuidToBinary(childId)], tx);
  },

  async findUntold(bornOnOrBefore: string): Promise<Untold[]> {
    const rows = await database.rows<Omit<Untold, 'id' | 'guardianId'> & { id: Buffer; guardianId: Buffer }>(
      UNTOLD_SQL,
      [bornOnOrBefore],
    );
    return rows.map((row) => ({
      ...row,
      id: binaryToUuid(row.id),
      guardianId: binaryToUuid(row.guardianId),
    }));
  },

  noteTold: async (id: string, at: Date) => {
    const sql = 'UPDATE guardians g SET g.told_at = ? WHERE g.id = ?';
    await database.run(sql, [sqlInstant(at), uuidToBinary(id)]);
  },

  /** As a child, and as a guardian. */
  eraseMember: async (memberId: string, tx: Transaction) => {
    const id = uuidToBinary(memberId);
    await database.run('DELETE FROM guardians WHERE member_id = ?', [id], tx);
    await database.run('DELETE FROM guardians WHERE guardian_id = ?', [id], tx);
  },
});

export type GuardianRepository = ReturnType<typeof createGuardianRepository>;
