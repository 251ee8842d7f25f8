import {
  binaryToUuid,
  type Database,
  type FieldCipher,
  FieldCipherError,
  isoInstant,
  sqlInstant,
  type Transaction,
  uuidToBinary,
} from '@soomcare/database';

import type { AuditFacts } from './audit-hash.ts';
import { CHAIN_START } from './audit-hash.ts';

/** The one chain; per-shard chains would avoid a hot lock that a staff of dozens does not make. */
const CHAIN = 'main';

const COLUMNS = `a.id, a.position, a.staff_id, a.role, a.address, a.subject_id, a.task, a.sealed_reason, a.occurred_at,
  a.hash, s.name AS staff_name`;
const FROM = 'FROM audit_entries a LEFT JOIN staff_accounts s ON s.id = a.staff_id';

interface AuditRow {
  id: Buffer;
  position: number;
  staff_id: Buffer;
  role: string;
  address: string;
  subject_id: Buffer | null;
  task: string;
  sealed_reason: Buffer | null;
  occurred_at: string;
  hash: Buffer;
  staff_name: string | null;
}

/** An entry as people read it, with the present name of who acted. */
export interface ReadAuditEntry extends AuditFacts {
  readonly staffName: string | null;
  readonly hash: Buffer;
}

export interface ChainEnd {
  readonly position: number;
  readonly hash: Buffer;
}

export interface AuditFilter {
  readonly staffId?: string | undefined;
  readonly subjectId?: string | undefined;
  /** The entries before this one. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** A sealed reason that cannot be opened was tampered with: the chain then breaks at it, instead of the reader. */
const UNREADABLE = '\u0000unreadable';

export const createAuditRepository = (database: Database, cipher: FieldCipher) => {
  const place = (id: string) => ({ table: 'audit_entries', column: 'sealed_reason', rowId: id });

  const openReason = (id: string, sealed: Buffer | null): string | null => {
    if (sealed === null) return null;
    try {
      return cipher.open(sealed, place(id));
    } catch (error) {
      if (error instanceof FieldCipherError) return UNREADABLE;
      throw error;
    }
  };

  const read = (row: AuditRow): ReadAuditEntry => {
    const id = binaryToUuid(row.id);
    return {
      id,
      position: row.position,
      staffId: binaryToUuid(row.staff_id),
      staffName: row.staff_name,
      role: row.role,
      address: row.address,
      subjectId: row.subject_id === null ? null : binaryToUuid(row.subject_id),
      task: row.task,
      reason: openReason(id, row.sealed_reason),
      occurredAt: isoInstant(row.occurred_at),
      hash: row.hash,
    };
  };

  return {
    /** The end of the chain, locked: nobody else adds until the transaction is over. */
    async lockEnd(tx: Transaction): Promise<ChainEnd> {
      await database.run(
        'INSERT INTO audit_chains (name, position, hash) VALUES (?, 0, ?) ON DUPLICATE KEY UPDATE name = VALUES(name)',
        [CHAIN, CHAIN_START],
        tx,
      );
      const [end] = await database.rows<ChainEnd>(
        'SELECT c.position, c.hash FROM audit_chains c WHERE c.name = ? FOR UPDATE',
        [CHAIN],
        tx,
      );
      if (!end) throw new Error('the audit chain has no end');
      return end;
    },

    async append(tx: Transaction, entries: readonly (AuditFacts & { hash: Buffer })[]) {
      const last = entries.at(-1);
      if (!last) return;

      const values = entries.flatMap(({ reason, ...entry }) => [
        uuidToBinary(entry.id),
        entry.position,
        uuidToBinary(entry.staffId),
        entry.role,
        entry.address,
        entry.subjectId === null ? null : uuidToBinary(entry.subjectId),
        entry.task,
        reason === null ? null : cipher.seal(reason, place(entry.id)),
        sqlInstant(new Date(entry.occurredAt)),
        entry.hash,
      ]);
      await database.run(
        `INSERT INTO audit_entries
           (id, position, staff_id, role, address, subject_id, task, sealed_reason, occurred_at, hash)
         VALUES ${entries.map(() => '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
        values,
        tx,
      );
      await database.run(
        'UPDATE audit_chains SET position = ?, hash = ? WHERE name = ?',
        [last.position, last.hash, CHAIN],
        tx,
      );
    },

    /** Newest first. */
    async list({ staffId, subjectId, before, limit }: AuditFilter): Promise<ReadAuditEntry[]> {
      const conditions: [sql: string, value: unknown][] = [
        ...(staffId === undefined ? [] : [['a.staff_id = ?', uuidToBinary(staffId)] as [string, unknown]]),
        ...(subjectId === undefined
          ? []
          : [['a.subject_id = ?', uuidToBinary(subjectId)] as [string, unknown]]),
        ...(before === undefined ? [] : [['a.position < ?', before] as [string, unknown]]),
      ];
      const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`;
      const rows = await database.rows<AuditRow>(
        `SELECT ${COLUMNS} ${FROM} ${where} ORDER BY a.position DESC LIMIT ${limit}`,
        conditions.map(([, value]) => value),
      );
      return rows.map(read);
    },

    /** Oldest first, for the check of the chain. */
    async listAfter(position: number, limit: number): Promise<ReadAuditEntry[]> {
      const rows = await database.rows<AuditRow>(
        `SELECT ${COLUMNS} ${FROM} WHERE a.position > ? ORDER BY a.position LIMIT ${limit}`,
        [position],
      );
      return rows.map(read);
    },

    async findEnd(): Promise<ChainEnd | null> {
      const [end] = await database.rows<ChainEnd>(
        'SELECT c.position, c.hash FROM audit_chains c WHERE c.name = ?',
        [CHAIN],
      );
      return end ?? null;
    },
  };
};

export type AuditRepository = ReturnType<typeof createAuditRepository>;
