import {
  binaryToUuid,
  type Database,
  isoInstant,
  sqlInstant,
  type Transaction,
  uuidToBinary,
} from '@soomcare/database';

import type { MemberStatus } from '../members/member.entity.ts';
import { type Credential, credentialTable } from '../passwords/credential.entity.ts';
import type { SocialProvider } from './provider-settings.ts';

/** What a log-in by a provider needs to know. */
export interface SocialAccount {
  readonly credentialId: string;
  readonly memberId: string;
  readonly status: MemberStatus;
}

/** One provider account of a member. */
export interface LinkedIdentity {
  readonly id: string;
  readonly provider: SocialProvider;
  readonly subject: string;
  readonly linkedAt: string;
  readonly sealedRefreshToken: Buffer | null;
}

interface AccountRow {
  id: Buffer;
  member_id: Buffer;
  status: MemberStatus;
}

interface IdentityRow {
  id: Buffer;
  provider: SocialProvider;
  subject: string;
  created_at: string;
  sealed_refresh_token: Buffer | null;
}

const IDENTITIES_SQL = `
  SELECT c.id, c.provider, c.subject, c.created_at, c.sealed_refresh_token
  FROM credentials c WHERE c.member_id = ? AND c.provider <> 'password'
  ORDER BY c.created_at, c.id`;

export const createSocialCredentialRepository = (database: Database) => ({
  insert: async (tx: Transaction, credential: Credential) => {
    await tx.insert(credentialTable, credential);
  },

  /** Who has this account; not locked. */
  async findMemberId(provider: SocialProvider, subject: string): Promise<string | null> {
    const sql = 'SELECT c.member_id FROM credentials c WHERE c.provider = ? AND c.subject = ?';
    const [row] = await database.rows<{ member_id: Buffer }>(sql, [provider, subject]);
    return row ? binaryToUuid(row.member_id) : null;
  },

  /** Locks the credential only: a withdrawal locks the member first and then waits for it. */
  async lock(tx: Transaction, provider: SocialProvider, subject: string): Promise<SocialAccount | null> {
    const sql = `SELECT c.id, c.member_id, m.status FROM credentials c JOIN members m ON m.id = c.member_id
      WHERE c.provider = ? AND c.subject = ? FOR UPDATE OF c`;
    const [row] = await database.rows<AccountRow>(sql, [provider, subject], tx);
    if (!row) return null;

    return {
      credentialId: binaryToUuid(row.id),
      memberId: binaryToUuid(row.member_id),
      status: row.status,
    };
  },

  async listOf(memberId: string, within?: Transaction): Promise<LinkedIdentity[]> {
    const rows = await database.rows<IdentityRow>(IDENTITIES_SQL, [uuidToBinary(memberId)], within);
    return rows.map((row) => ({
      id: binaryToUuid(row.id),
      provider: row.provider,
      subject: row.subject,
      linkedAt: isoInstant(row.created_at),
      sealedRefreshToken: row.sealed_refresh_token,
    }));
  },

  async hasPassword(memberId: string, within?: Transaction): Promise<boolean> {
    const sql = `SELECT 1 FROM credentials c WHERE c.member_id = ? AND c.provider = 'password'`;
    return (await database.rows(sql, [uuidToBinary(memberId)], within)).length > 0;
  },

  /** The person has just shown the account: a cut link is whole again. Without a new token the old one stays. */
  markProven: async (tx: Transaction, id: string, sealedRefreshToken: Buffer | null, at: Date) => {
    const sql = `UPDATE credentials SET unlinked_at = NULL, updated_at = ?,
      sealed_refresh_token = COALESCE(?, sealed_refresh_token) WHERE id = ?`;
    await database.run(sql, [sqlInstant(at), sealedRefreshToken, uuidToBinary(id)], tx);
  },

  /** False when it has been shown again since `at`, or is marked already. */
  async markUnlinked(tx: Transaction, id: string, at: Date): Promise<boolean> {
    const sql = `UPDATE credentials SET unlinked_at = ?
      WHERE id = ? AND unlinked_at IS NULL AND updated_at <= ?`;
    const { affectedRows } = await database.run(sql, [sqlInstant(at), uuidToBinary(id), sqlInstant(at)], tx);
    return affectedRows === 1;
  },

  /** False when it has been shown again since `at`. */
  async removeUnless(tx: Transaction, id: string, shownAfter: Date): Promise<boolean> {
    const sql = 'DELETE FROM credentials WHERE id = ? AND updated_at <= ?';
    const { affectedRows } = await database.run(sql, [uuidToBinary(id), sqlInstant(shownAfter)], tx);
    return affectedRows === 1;
  },

  remove: async (tx: Transaction, id: string) => {
    await database.run('DELETE FROM credentials WHERE id = ?', [uuidToBinary(id)], tx);
  },

  async findUnlinkedBefore(before: Date, limit: number): Promise<string[]> {
    const sql = `SELECT c.member_id FROM credentials c WHERE c.unlinked_at <= ?
      ORDER BY c.unlinked_at, c.id LIMIT ${limit}`;
    const rows = await database.rows<{ member_id: Buffer }>(sql, [sqlInstant(before)]);
    return rows.map((row) => binaryToUuid(row.member_id));
  },

  /** Locks all of a member's ways in; true when every one of them was cut before then. */
  async lockIfUnlinkedBefore(tx: Transaction, memberId: string, before: Date): Promise<boolean> {
    const sql = `SELECT c.unlinked_at <= ? AS cut FROM credentials c WHERE c.member_id = ? FOR UPDATE`;
    const rows = await database.rows<{ cut: number | null }>(
      sql,
      [sqlInstant(before), uuidToBinary(memberId)],
      tx,
    );
    return rows.length > 0 && rows.every(({ cut }) => cut === 1);
  },
});

export type SocialCredentialRepository = ReturnType<typeof createSocialCredentialRepository>;
