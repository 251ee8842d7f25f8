import { bytes, instant, nullable, table, uuid, uuidPrimary } from '@soomcare/database';

/** A mailed permission to set a new password, deleted by its use. */
export class PasswordReset {
  id!: string;
  /** Null where nobody has the address: the row then only makes the work the same. */
  memberId!: string | null;
  tokenHash!: Buffer;
  expiresAt!: Date;
  createdAt!: Date;
}

export const passwordResetTable = table<PasswordReset>()({
  target: PasswordReset,
  tableName: 'password_resets',
  columns: {
    id: uuidPrimary(),
    memberId: nullable(uuid()),
    tokenHash: bytes(32),
    expiresAt: instant(),
    createdAt: instant(),
  },
  indices: [
    { name: 'uq_password_resets_token_hash', columns: ['tokenHash'], unique: true },
    { name: 'ix_password_resets_member_id', columns: ['memberId'] },
    { name: 'ix_password_resets_expires_at', columns: ['expiresAt'] },
  ],
});
