import {
  bytes,
  instant,
  integer,
  nullable,
  primary,
  sealed,
  table,
  text,
  uuid,
  uuidPrimary,
} from '@soomcare/database';

import type { StaffRole } from '../roles.ts';

/** What stands for the role of a clinic that opened a report by a member's share code. */
export const CLINIC_BY_CODE = 'clinic-by-code';

/**
 * Who did what with whose data, when and from where (안전성 확보조치 기준, Art. 8①: kept two years at least, since it is
 * about sensitive data, and protected from change). The person's id stands in `subjectId`, not in a `member_id`:
 * a withdrawal leaves these rows, as the law on keeping them goes before erasure (PIPA 21①, proviso). Without
 * the member's own rows the id names nobody, so what stays is a pseudonym.
 */
export class AuditEntry {
  id!: string;
  /** 1, 2, 3 … without a hole: the entry's place in the chain. */
  position!: number;
  /** Who of the staff; the share code's id where a clinic opened a report by it. */
  staffId!: string;
  role!: StaffRole | typeof CLINIC_BY_CODE;
  /** The client's IP address. */
  address!: string;
  /** The member whose data was handled; null for what is about nobody. */
  subjectId!: string | null;
  /** The operation: `staffGetCalendarMonth`. */
  task!: string;
  sealedReason!: Buffer | null;
  occurredAt!: Date;
  /** HMAC of the entry before and this one. */
  hash!: Buffer;
}

export const auditEntryTable = table<AuditEntry>()({
  target: AuditEntry,
  tableName: 'audit_entries',
  columns: {
    id: uuidPrimary(),
    position: integer({ unsigned: true, size: 'bigint' }),
    staffId: uuid(),
    role: text(30),
    address: text(45),
    subjectId: nullable(uuid()),
    task: text(60),
    sealedReason: nullable(sealed(2100)),
    occurredAt: instant(),
    hash: bytes(32),
  },
  indices: [
    { name: 'uq_audit_entries_position', columns: ['position'], unique: true },
    { name: 'ix_audit_entries_subject_id_position', columns: ['subjectId', 'position'] },
    { name: 'ix_audit_entries_staff_id_position', columns: ['staffId', 'position'] },
  ],
});

/** Where the chain ends; whoever adds to it holds this row's lock. */
export class AuditChain {
  name!: string;
  position!: number;
  hash!: Buffer;
}

export const auditChainTable = table<AuditChain>()({
  target: AuditChain,
  tableName: 'audit_chains',
  columns: {
    name: primary(text(20)),
    position: integer({ unsigned: true, size: 'bigint' }),
    hash: bytes(32),
  },
});
