import { bytes, instant, primary, sealed, table, uuid } from '@soomcare/database';

/**
 * A link that waits for its one use: whoever holds it chooses a password and a second factor for the account. A newer
 * one takes its place.
 */
export class StaffInvitation {
  staffId!: string;
  tokenHash!: Buffer;
  /** Becomes the account's own when a code of it has been shown. */
  sealedTotpSecret!: Buffer;
  expiresAt!: Date;
  createdAt!: Date;
}

export const staffInvitationTable = table<StaffInvitation>()({
  target: StaffInvitation,
  tableName: 'staff_invitations',
  columns: {
    staffId: primary(uuid()),
    tokenHash: bytes(32),
    sealedTotpSecret: sealed(100),
    expiresAt: instant(),
    createdAt: instant(),
  },
  indices: [
    { name: 'uq_staff_invitations_token_hash', columns: ['tokenHash'], unique: true },
    { name: 'ix_staff_invitations_expires_at', columns: ['expiresAt'] },
  ],
});
