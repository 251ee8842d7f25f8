import { binaryToUuid, type Database, sqlInstant, type Transaction, uuidToBinary } from '@soomcare/database';

import type { MemberStatus } from '../members/member.entity.ts';
import { type Credential, credentialTable } from './credential.entity.ts';

/** What checking a password needs. */
export interface PasswordAccount {
  readonly memberId: string;
  readonly status: MemberStatus;
  readonly credentialId: string;
  readonly passwordHash: string;
  readonly version: number;
}

interface AccountRow {
  member_id: Buffer;
  status: MemberStatus;
  id: Buffer;
  password_hash: string;
  version: number;
}

const ACCOUNT_SQL = `
  SELECT c.member_id, m.status, c.id, c.password_hash, c.version
  FROM credentials c JOIN members m ON m.id = c.member_id
  WHERE c.provider = 'password' AND c.password_hash IS NOT NULL`;

export const createCredentialRepository = (database: Database, emailIndex: (email: string) => Buffer) => {
  const findAccount = async (condition: string, key: Buffer): Promise<PasswordAccount | null> => {
    const [row] = await database.rows<AccountRow>(`${ACCOUNT_SQL} AND ${condition}`, [key]);
    if (!row) return null;

    return {
      memberId: binaryToUuid(row.member_id),
      status: row.status,
      credentialId: binaryToUuid(row.id),
      passwordHash: row.password_hash,
      version: row.version,
    };
  };

  return {
    findPasswordByEmail: (email: string) => findAccount('m.email_index = ?', emailIndex(email)),

    findPasswordOfMember: (memberId: string) => findAccount('c.member_id = ?', uuidToBinary(memberId)),

    insert: async (tx: Transaction, credential: Credential) => {
      await tx.insert(credentialTable, credential);
    },

    /** Log-ins and password changes of one account come one after the other; null when it is gone. */
    async lockVersion(tx: Transaction, id: string): Promise<number | null> {
      const sql = 'SELECT c.version FROM credentials c WHERE c.id = ? FOR UPDATE';
      const [row] = await database.rows<{ version: number }>(sql, [uuidToBinary(id)], tx);
      return row?.version ?? null;
    },

    /** The same password, hashed with today's parameters. */
    replaceHash: async (tx: Transaction, id: string, passwordHash: string) => {
      await database.run(
        'UPDATE credentials SET password_hash = ? WHERE id = ?',
        [passwordHash, uuidToBinary(id)],
        tx,
      );
    },

    /** Another password: whoever checked the old one is refused from now on. The caller has locked the row. */
    setPassword: async (tx: Transaction, id: string, passwordHash: string, at: Date) => {
      const sql =
        'UPDATE credentials SET password_hash = ?, version = version + 1, updated_at = ? WHERE id = ?';
      await database.run(sql, [passwordHash, sqlInstant(at), uuidToBinary(id)], tx);
    },

    eraseMember: async (memberId: string, tx: Transaction) => {
      await database.run('DELETE FROM credentials WHERE member_id = ?', [uuidToBinary(memberId)], tx);
    },
  };
};

export type CredentialRepository = ReturnType<typeof createCredentialRepository>;
