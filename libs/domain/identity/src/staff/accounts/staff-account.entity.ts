import { bytes, instant, integer, sealed, table, text, uuidPrimary, version } from '@soomcare/database';

import type { StaffRole } from '../roles.ts';

export const staffStatuses = ['active', 'disabled'] as const;
export type StaffStatus = (typeof staffStatuses)[number];

/** One person of the staff: accounts are never shared (안전성 확보조치 기준, Art. 5④). */
export class StaffAccount {
  id!: string;
  emailIndex!: Buffer;
  sealedEmail!: Buffer;
  /** As members see it in their access log; chosen for that, so not sealed. */
  name!: string;
  role!: StaffRole;
  status!: StaffStatus;
  passwordHash!: string;
  sealedTotpSecret!: Buffer;
  /** The time step of the last code that was accepted: it and older ones are used up. */
  lastTotpStep!: number;
  version!: number;
  createdAt!: Date;
  updatedAt!: Date;
}

export const staffAccountTable = table<StaffAccount>()({
  target: StaffAccount,
  tableName: 'staff_accounts',
  columns: {
    id: uuidPrimary(),
    emailIndex: bytes(16),
    sealedEmail: sealed(400),
    name: text(50),
    role: text(30),
    status: text(10),
    passwordHash: text(200),
    sealedTotpSecret: sealed(100),
    lastTotpStep: integer({ unsigned: true, size: 'bigint' }),
    version: version(),
    createdAt: instant(),
    updatedAt: instant(),
  },
  indices: [{ name: 'uq_staff_accounts_email_index', columns: ['emailIndex'], unique: true }],
});
