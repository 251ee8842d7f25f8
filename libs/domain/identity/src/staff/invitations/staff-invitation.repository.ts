import { type Database, type FieldCipher, sqlInstant, type Transaction } from '@soomcare/database';
import { In, MoreThan } from 'typeorm';

import { hashToken } from '../../sessions/refresh-token.ts';
import { staffInvitationTable } from './staff-invitation.entity.ts';

export interface OpenInvitation {
  readonly staffId: string;
  readonly totpSecret: string;
  readonly expiresAt: Date;
}

const placeOf = (staffId: string) => ({
  table: 'staff_invitations',
  column: 'sealed_totp_secret',
  rowId: staffId,
});

export const createStaffInvitationRepository = (database: Database, cipher: FieldCipher) => ({
  /** In the place of an earlier one; the caller holds the account's row. */
  async replace(tx: Transaction, token: string, invitation: OpenInvitation & { createdAt: Date }) {
    const { staffId, totpSecret, expiresAt, createdAt } = invitation;
    await tx.delete(staffInvitationTable, { staffId });
    await tx.insert(staffInvitationTable, {
      staffId,
      tokenHash: hashToken(token),
      sealedTotpSecret: cipher.seal(totpSecret, placeOf(staffId)),
      expiresAt,
      createdAt,
    });
  },

  async find(token: string, now: Date): Promise<OpenInvitation | null> {
    const row = await database.manager.findOneBy(staffInvitationTable, { tokenHash: hashToken(token) });
    if (!row || row.expiresAt <= now) return null;

    const { staffId, sealedTotpSecret, expiresAt } = row;
    return { staffId, totpSecret: cipher.open(sealedTotpSecret, placeOf(staffId)), expiresAt };
  },

  /** Until when a link waits, of those of these accounts that have one. */
  async findWaiting(staffIds: readonly string[], now: Date): Promise<ReadonlyMap<string, Date>> {
    const where = { staffId: In(staffIds), expiresAt: MoreThan(now) };
    const rows = await database.manager.findBy(staffInvitationTable, where);
    return new Map(rows.map(({ staffId, expiresAt }) => [staffId, expiresAt]));
  },

  async remove(tx: Transaction, staffId: string) {
    await tx.delete(staffInvitationTable, { staffId });
  },

  /** Uses it up; true for one caller only. */
  async take(tx: Transaction, token: string, now: Date): Promise<boolean> {
    const sql = 'DELETE FROM staff_invitations WHERE token_hash = ? AND expires_at > ?';
    const { affectedRows } = await database.run(sql, [hashToken(token), sqlInstant(now)], tx);
    return affectedRows === 1;
  },
});

export type StaffInvitationRepository = ReturnType<typeof createStaffInvitationRepository>;
