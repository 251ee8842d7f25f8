import { binaryToUuid, type Database, isoInstant, sqlInstant, uuidToBinary } from '@soomcare/database';

import type { MemberStatus } from '../../members/member.entity.ts';

/** What the list shows of a member, still sealed: no column about health is even read. */
export interface DirectoryRow {
  readonly id: string;
  readonly status: MemberStatus;
  readonly sealedName: Buffer | null;
  readonly nickname: string;
  /** Null for a member who logs in by a provider only. */
  readonly sealedEmail: Buffer | null;
  readonly createdAt: string;
}

export interface DirectoryProfile extends DirectoryRow {
  readonly sealedPhone: Buffer | null;
  readonly birthDate: string;
  readonly language: 'ko' | 'en';
  readonly timeZone: string;
}

export interface DirectoryFilter {
  readonly status?: MemberStatus | undefined;
  readonly joinedFrom?: Date | undefined;
  readonly joinedBefore?: Date | undefined;
  /** The last row of the page before. */
  readonly after?: { readonly createdAt: string; readonly id: string } | undefined;
  readonly limit: number;
}

const COLUMNS =
  'm.id, m.status, m.sealed_name AS sealedName, m.nickname, m.sealed_email AS sealedEmail, m.created_at AS createdAt';
const PROFILE_COLUMNS = `${COLUMNS}, m.sealed_phone AS sealedPhone, m.birth_date AS birthDate, m.language,
  m.time_zone AS timeZone`;

type Stored<Row> = Omit<Row, 'id'> & { id: Buffer };

const read = <Row extends DirectoryRow>(row: Stored<Row>) => ({
  ...row,
  id: binaryToUuid(row.id),
  createdAt: isoInstant(row.createdAt),
});

export const createMemberDirectoryRepository = (database: Database) => ({
  /** Newest first. */
  async list({ status, joinedFrom, joinedBefore, after, limit }: DirectoryFilter) {
    const conditions: string[] = [];
    const values: unknown[] = [];
    const add = (sql: string, ...given: unknown[]) => {
      conditions.push(sql);
      values.push(...given);
    };
    if (status) add('m.status = ?', status);
    if (joinedFrom) add('m.created_at >= ?', sqlInstant(joinedFrom));
    if (joinedBefore) add('m.created_at < ?', sqlInstant(joinedBefore));
    if (after) {
      const at = sqlInstant(new Date(after.createdAt));
      add('(m.created_at < ? OR (m.created_at = ? AND m.id < ?))', at, at, uuidToBinary(after.id));
    }

    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const rows = await database.rows<Stored<DirectoryRow>>(
      `SELECT ${COLUMNS} FROM members m ${where} ORDER BY m.created_at DESC, m.id DESC LIMIT ${limit}`,
      values,
    );
    return rows.map(read);
  },

  async findByEmailIndex(emailIndex: Buffer) {
    const rows = await database.rows<Stored<DirectoryRow>>(
      `SELECT ${COLUMNS} FROM members m WHERE m.email_index = ?`,
      [emailIndex],
    );
    return rows.map(read);
  },

  async find(id: string): Promise<DirectoryProfile | null> {
    const [row] = await database.rows<Stored<DirectoryProfile>>(
      `SELECT ${PROFILE_COLUMNS} FROM members m WHERE m.id = ?`,
      [uuidToBinary(id)],
    );
    return row ? { ...row, id: binaryToUuid(row.id), createdAt: isoInstant(row.createdAt) } : null;
  },
});

export type MemberDirectoryRepository = ReturnType<typeof createMemberDirectoryRepository>;
